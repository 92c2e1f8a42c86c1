import { covers, type ReadCertificate } from './certificates.ts';
import { educationName } from './education.ts';
import { isForBeginners } from './licences.ts';
import type { PreparedPerson } from './person.ts';
import type { PreparedPosition } from './position.ts';
import { ruleOn } from './rules.ts';
import type { Action, Gate, MatchRule } from './types.ts';

const STATED = { sourceKind: 'position', source: '岗位要求' } as const;
const OWN = { sourceKind: 'person', source: '本人意愿' } as const;

/**
 * Every gate that applies to the pair, passed or not; a gate that neither side sets is left out. What
 * is not recorded about a person never excludes: the gate passes and `missing` asks for the record.
 */
export function gatesFor(
  person: PreparedPerson,
  position: PreparedPosition,
  rules: readonly MatchRule[],
  straight: number | null,
  today: string,
): Gate[] {
  return [
    ...licenceGate(person, position),
    ...certificateGates(person, position, rules, today),
    ...ageGate(person, position),
    ...educationGate(person, position),
    ...familyGate(person, position),
    ...distanceGate(person, straight),
    ...shiftGate(person, position),
    ...lodgingGate(person, position),
  ];
}

/** What the person can do: licences and certificates to get, facts to record. */
export function missingFor(
  person: PreparedPerson,
  position: PreparedPosition,
  straight: number | null,
): Action[] {
  const { document } = position;
  const actions: Action[] = [];
  if (lacksLicence(person, position)) actions.push(licenceAction(person, document.licences));
  for (const { text, anyOf } of position.certificates) {
    if (!holds(person, anyOf)) actions.push(certificateAction(text, anyOf));
  }
  const asksAge = document.ageMin !== null || document.ageMax !== null;
  if (asksAge && person.age === null) {
    actions.push({
      kind: 'record_birth_date',
      what: '出生日期',
      hint: '请服务站补登出生日期，岗位有年龄要求。',
    });
  }
  if (position.educationRank !== null && person.educationRank === null) {
    actions.push({
      kind: 'record_education',
      what: '学历',
      hint: '请服务站补登学历，岗位有学历要求。',
    });
  }
  if (straight === null) {
    actions.push({
      kind: 'record_place',
      what: '住址',
      hint: '请补登现居住的乡镇，才能算出路程。',
    });
  }
  return actions;
}

function lacksLicence({ classes }: PreparedPerson, { document }: PreparedPosition): boolean {
  const { licences } = document;
  return licences.length > 0 && !licences.some((licence) => classes.has(licence.toUpperCase()));
}

function licenceGate(person: PreparedPerson, position: PreparedPosition): Gate[] {
  const { licences } = position.document;
  if (licences.length === 0) return [];
  const held = person.profile.licences;
  return [
    {
      rule: 'licence',
      passed: !lacksLicence(person, position),
      ...STATED,
      have: held.length === 0 ? '没有登记驾驶证' : `${held.join('、')} 驾驶证`,
      need: `${licences.join(' 或 ')} 驾驶证`,
      fixable: isForBeginners(licences) || person.mayExchangeLicence,
    },
  ];
}

function licenceAction(person: PreparedPerson, licences: readonly string[]): Action {
  const what = `${licences.join(' 或 ')} 驾驶证`;
  if (person.mayExchangeLicence) {
    const hint =
      '部队驾驶证可以换领地方驾驶证，办理条件和时限以车管所答复为准；已有地方证的请补登。';
    return { kind: 'exchange_licence', what, hint };
  }
  return person.profile.licences.length > 0
    ? { kind: 'upgrade_licence', what, hint: '向车管所或驾校咨询增驾条件；已经取得的请补登。' }
    : { kind: 'obtain_licence', what, hint: '向驾校报名考取；已有驾驶证的请补登。' };
}

function holds({ certificates }: PreparedPerson, anyOf: readonly ReadCertificate[]): boolean {
  return anyOf.some((needed) => certificates.some((held) => covers(held, needed)));
}

/** A health check passes: it is had before the first day, and costs points until then. */
function certificateGates(
  person: PreparedPerson,
  position: PreparedPosition,
  rules: readonly MatchRule[],
  today: string,
): Gate[] {
  return position.certificates.map(({ text, anyOf }) => {
    const law = anyOf.flatMap(({ known }) =>
      known?.rule == null ? [] : (ruleOn(rules, known.rule, today) ?? []),
    )[0];
    const held = holds(person, anyOf);
    const checkup = anyOf.some(({ known }) => known?.way === 'checkup');
    return {
      rule: 'certificate' as const,
      passed: held || checkup,
      ...(law === undefined ? STATED : { sourceKind: 'law' as const, source: law.source }),
      have: held ? `持有${text}` : checkup ? `还没有${text}，入职前办好即可` : `没有登记${text}`,
      need: text,
      fixable: anyOf.some(({ known }) => known !== null && known.way !== 'long'),
    };
  });
}

function certificateAction(text: string, anyOf: readonly ReadCertificate[]): Action {
  const checkup = anyOf.some(({ known }) => known?.way === 'checkup');
  return {
    kind: 'obtain_certificate',
    what: text,
    hint: checkup
      ? '到当地办理健康证的机构体检办证，入职前办好即可。'
      : '可向服务站咨询培训和考试安排；已经取得的请补登。',
  };
}

function ageGate({ age, profile }: PreparedPerson, { document }: PreparedPosition): Gate[] {
  const { ageMin, ageMax, veteranAgeMax } = document;
  const widened = profile.kind === 'veteran' && veteranAgeMax !== null;
  const limit = widened ? Math.max(veteranAgeMax, ageMax ?? 0) : ageMax;
  if (ageMin === null && limit === null) return [];
  const need = [
    ageMin === null ? '' : `满 ${ageMin} 岁`,
    limit === null ? '' : `不超过 ${limit} 岁${widened ? '（退役军人）' : ''}`,
  ];
  return [
    {
      rule: 'age',
      passed: age === null || (age >= (ageMin ?? 0) && age <= (limit ?? Infinity)),
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
      passed: have === null || have >= need,
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
      passed: document.acceptsFamily,
      ...STATED,
      have: '军属',
      need: document.acceptsFamily ? '接收军属' : '只接收退役军人',
      fixable: false,
    },
  ];
}

/**
 * The way by road is an estimate, and places are known by township only: what lies beyond the limit
 * even in a straight line is kept away, nothing else.
 */
function distanceGate({ profile }: PreparedPerson, straight: number | null): Gate[] {
  const limit = profile.maxDistanceKm;
  if (limit === null || straight === null) return [];
  return [
    {
      rule: 'distance',
      passed: straight <= limit,
      ...OWN,
      have: `直线 ${straight.toFixed(1)} 公里`,
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
      passed: shift !== 'rotating',
      ...OWN,
      have: document.shift ?? '没有写明班次',
      need: '不倒班',
      fixable: false,
    },
  ];
}

function lodgingGate({ profile }: PreparedPerson, { livesIn }: PreparedPosition): Gate[] {
  if (profile.acceptLodging !== false || !livesIn) return [];
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
