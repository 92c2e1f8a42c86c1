import { easiest, holds, isCheckup, type CertificateGroup } from './certificates.ts';
import { educationName } from './education.ts';
import { isForBeginners } from './licences.ts';
import type { PreparedPerson } from './person.ts';
import type { LicenceGroup, PreparedPosition } from './position.ts';
import { ruleOn } from './rules.ts';
import type { Action, Gate, MatchRule, Restriction, Verdict } from './types.ts';
import * as verdicts from './verdicts.ts';

const STATED = { sourceKind: 'position', source: '岗位要求' } as const;
const OWN = { sourceKind: 'person', source: '本人意愿' } as const;

/** What a pair's gates and lacks depend on beside the two sides. */
export type OnPair = {
  rules: readonly MatchRule[];
  /** Straight line in hectometres; null when a place is unknown. */
  straightHm: number | null;
  /** `YYYY-MM-DD` */
  today: string;
};

/**
 * Every gate that applies to the pair, passed or not; a gate that neither side sets is left out. What
 * is not recorded about a person never excludes: the gate passes and `missing` asks for the record.
 */
export function gatesFor(person: PreparedPerson, position: PreparedPosition, on: OnPair): Gate[] {
  return [
    ...closedGate(position),
    ...licenceGate(person, position, on),
    ...certificateGates(person, position, on),
    ...ageGate(person, position),
    ...educationGate(person, position),
    ...familyGate(person, position),
    ...distanceGate(person, on),
    ...shiftGate(person, position),
    ...lodgingGate(person, position),
    ...payGate(person, position),
    ...restrictionGate(person, position),
  ];
}

/** What the person can do: licences and certificates to get, facts to record. */
export function missingFor(
  person: PreparedPerson,
  position: PreparedPosition,
  on: OnPair,
): Action[] {
  const { document, licence } = position;
  const actions: Action[] = [];
  if (licence !== null && licenceVerdict(person, licence) !== 0) {
    actions.push(licenceAction(person, licence));
  }
  for (const group of position.certificates) {
    if (!holds(person.certificates, group)) actions.push(certificateAction(group));
  }
  const record = (kind: Action['kind'], what: string, hint: string) => {
    actions.push({ kind, what, hint, grant: null, days: null });
  };
  if ((document.ageMin !== null || document.ageMax !== null) && person.age === null) {
    record('record_birth_date', '出生日期', '请服务站补登出生日期，岗位有年龄要求。');
  }
  if (position.educationRank !== null && person.educationRank === null) {
    record('record_education', '学历', '请服务站补登学历，岗位有学历要求。');
  }
  if (on.straightHm === null) {
    record('record_place', '住址', '请补登现居住的乡镇，才能算出路程。');
  }
  return actions;
}

function closedGate({ document: { state } }: PreparedPosition): Gate[] {
  if (state === 'open') return [];
  const have = state === 'full' ? '已经招满' : '已停止招聘';
  return [{ rule: 'closed', passed: false, ...STATED, have, need: '正在招聘', fixable: false }];
}

function licenceVerdict(person: PreparedPerson, licence: LicenceGroup): Verdict {
  return verdicts.licenceVerdict(person.classes, person.mayExchangeLicence, licence);
}

function licenceGate(person: PreparedPerson, { licence }: PreparedPosition, on: OnPair): Gate[] {
  if (licence === null) return [];
  const held = person.profile.licences;
  const verdict = licenceVerdict(person, licence);
  return [
    {
      rule: 'licence',
      passed: verdict === 0,
      ...sourceOf(licence.rule, on),
      have: held.length === 0 ? '没有登记驾驶证' : `${held.join('、')} 驾驶证`,
      need: `${licence.anyOf.join(' 或 ')} 驾驶证`,
      fixable: person.mayExchangeLicence || isForBeginners(licence.anyOf),
    },
  ];
}

function sourceOf(rule: string | null, { rules, today }: OnPair) {
  const law = rule === null ? null : ruleOn(rules, rule, today);
  return law === null ? STATED : ({ sourceKind: 'law', source: law.source } as const);
}

function licenceAction(person: PreparedPerson, { anyOf }: LicenceGroup): Action {
  const what = `${anyOf.join(' 或 ')} 驾驶证`;
  const easiestClass = anyOf.find((one) => isForBeginners([one])) ?? anyOf[0] ?? '';
  const grant = { kind: 'licence', value: easiestClass } as const;
  if (person.mayExchangeLicence) {
    const hint =
      '部队驾驶证可以换领地方驾驶证，办理条件和时限以车管所答复为准；已有地方证的请补登。';
    return { kind: 'exchange_licence', what, hint, grant, days: null };
  }
  const days = isForBeginners(anyOf) ? { from: 60, to: 90 } : null;
  return person.profile.licences.length > 0
    ? {
        kind: 'upgrade_licence',
        what,
        hint: '向车管所或驾校咨询增驾条件；已经取得的请补登。',
        grant,
        days,
      }
    : {
        kind: 'obtain_licence',
        what,
        hint: '向驾校报名考取；已有驾驶证的请补登。',
        grant,
        days,
      };
}

function certificateGates(person: PreparedPerson, position: PreparedPosition, on: OnPair): Gate[] {
  return position.certificates.map((group) => {
    const { text } = group;
    const held = holds(person.certificates, group);
    return {
      rule: 'certificate' as const,
      passed: verdicts.certificateVerdict(person.certificates, group) === 0,
      ...sourceOf(group.rule, on),
      have: held
        ? `持有${text}`
        : isCheckup(group)
          ? `还没有${text}，入职前办好即可`
          : `没有登记${text}`,
      need: text,
      fixable: easiest(group) !== null,
    };
  });
}

function certificateAction(group: CertificateGroup): Action {
  const known = easiest(group);
  return {
    kind: 'obtain_certificate',
    what: group.text,
    hint: isCheckup(group)
      ? '到当地办理健康证的机构体检办证，入职前办好即可。'
      : '可向服务站咨询培训和考试安排；已经取得的请补登。',
    grant: known === null ? null : { kind: 'certificate', value: nameOf(known) },
    days: known?.known?.days ?? null,
  };
}

/** With its level, so that reading the name again gives the same certificate. */
function nameOf({ base, level }: { base: string; level: number | null }): string {
  const levelNames = ['', '五级', '四级', '三级', '二级', '一级'];
  return `${base}${levelNames[level ?? 0] ?? ''}`;
}

function ageGate({ age, profile }: PreparedPerson, { document }: PreparedPosition): Gate[] {
  const limit = verdicts.ageLimitFor(profile.kind, document);
  if (document.ageMin === null && limit === null) return [];
  const widened = profile.kind === 'veteran' && document.veteranAgeMax !== null;
  const need = [
    document.ageMin === null ? '' : `满 ${document.ageMin} 岁`,
    limit === null ? '' : `不超过 ${limit} 岁${widened ? '（退役军人）' : ''}`,
  ];
  return [
    {
      rule: 'age',
      passed: verdicts.ageVerdict(age, profile.kind, document) === 0,
      ...STATED,
      have: age === null ? '没有登记出生日期' : `${age} 岁`,
      need: need.filter(Boolean).join('，'),
      fixable: false,
    },
  ];
}

function educationGate(person: PreparedPerson, { educationRank: need }: PreparedPosition): Gate[] {
  if (need === null) return [];
  const have = person.educationRank;
  return [
    {
      rule: 'education',
      passed: verdicts.educationVerdict(have, need) === 0,
      ...STATED,
      have: have === null ? '没有登记学历' : educationName(have),
      need: `${educationName(need)}及以上`,
      fixable: false,
    },
  ];
}

function familyGate({ profile }: PreparedPerson, { document }: PreparedPosition): Gate[] {
  if (profile.kind !== 'family' || document.acceptsFamily === null) return [];
  return [
    {
      rule: 'family',
      passed: verdicts.familyVerdict(profile.kind, document.acceptsFamily) === 0,
      ...STATED,
      have: '军属',
      need: document.acceptsFamily ? '接收军属' : '只接收退役军人',
      fixable: false,
    },
  ];
}

function distanceGate({ profile }: PreparedPerson, { straightHm }: OnPair): Gate[] {
  const limit = profile.maxDistanceKm;
  if (limit === null || straightHm === null) return [];
  return [
    {
      rule: 'distance',
      passed: verdicts.distanceVerdict(limit, straightHm) === 0,
      ...OWN,
      have: `直线 ${(straightHm / 10).toFixed(1)} 公里`,
      need: `${limit} 公里以内`,
      fixable: false,
    },
  ];
}

function shiftGate({ profile }: PreparedPerson, { document, shift }: PreparedPosition): Gate[] {
  if (profile.acceptShift !== false) return [];
  return [
    {
      rule: 'shift',
      passed: verdicts.shiftVerdict(profile.acceptShift, shift) === 0,
      ...OWN,
      have: document.shift ?? '没有写明班次',
      need: '不倒班',
      fixable: false,
    },
  ];
}

function lodgingGate({ profile }: PreparedPerson, { livesIn }: PreparedPosition): Gate[] {
  if (verdicts.lodgingVerdict(profile.acceptLodging, livesIn) === 0) return [];
  return [
    {
      rule: 'lodging',
      passed: false,
      ...OWN,
      have: '须住在单位',
      need: '不住单位',
      fixable: false,
    },
  ];
}

function payGate({ profile }: PreparedPerson, { offer }: PreparedPosition): Gate[] {
  const { salaryMin, payFirm } = profile;
  if (!payFirm || salaryMin === null) return [];
  return [
    {
      rule: 'pay',
      passed: verdicts.payVerdict(salaryMin, payFirm, offer) === 0,
      ...OWN,
      have: offer === null ? '月薪面议' : `月薪最高 ${offer} 元`,
      need: `不低于 ${salaryMin} 元`,
      fixable: false,
    },
  ];
}

/** What a person may rule out, in the words of the form. */
const restrictionNames: Record<Restriction, string> = {
  heights: '登高作业',
  lifting: '搬重物',
  standing: '长时间站立',
  night: '上夜班',
  driving: '开车',
};

function restrictionGate({ profile }: PreparedPerson, { demands }: PreparedPosition): Gate[] {
  const { restrictions } = profile;
  if (restrictions.length === 0) return [];
  const hit = restrictions.filter((one) => demands.includes(one));
  const named = (which: readonly Restriction[]) =>
    which.map((one) => restrictionNames[one]).join('、');
  return [
    {
      rule: 'restriction',
      passed: hit.length === 0,
      ...OWN,
      have: hit.length === 0 ? '岗位没有写到' : `岗位要${named(hit)}`,
      need: `不能${named(restrictions)}`,
      fixable: false,
    },
  ];
}
