import { shippedReference } from '@xincheng/search/reference';
import { describe, expect, test } from 'vitest';

const reference = shippedReference();
const { skills, specialities, occupations, certificates, rules } = reference;

const skillKeys = new Set(skills.map(({ key }) => key));
const leaves = skills.filter(({ key }) => key.includes('.'));
const trades = new Set(skills.filter(({ key }) => !key.includes('.')).map(({ key }) => key));
const ruleKeys = new Set(rules.map(({ key }) => key));
const certificateNames = new Set(certificates.map(({ name }) => name));
const occupationNames = new Set(occupations.map(({ name }) => name));

/** Words that mean either of two skills: what stands around them decides. */
const sharedSkillWords = [
  'SMT',
  '上架',
  '中控',
  '周转料',
  '套袋',
  '家政',
  '巡山',
  '布线',
  '带班',
  '扫描',
  '收发登记',
  '焊补',
  '电路',
  '登高',
  '监盘',
  '脚手架',
  '配件出入库',
  '配药',
];

/** Words that mean either of two occupations: the duties decide. */
const sharedOccupationWords = [
  '修理工',
  '卫生院',
  '守夜',
  '守护',
  '守护员',
  '夜间值守',
  '客户经理',
  '护理',
  '看护',
  '看护员',
  '看门',
  '值守',
  '车工',
];

describe('the skill tree', () => {
  test('has 300 skills or more, every one under a trade', () => {
    expect(leaves.length).toBeGreaterThanOrEqual(300);
    expect(leaves.filter(({ key }) => !trades.has(key.split('.')[0] ?? ''))).toEqual([]);
    const empty = [...trades].filter(
      (trade) => !leaves.some(({ key }) => key.startsWith(`${trade}.`)),
    );
    expect(empty).toEqual([]);
  });

  test('a trade has no words of its own, a skill has some', () => {
    const odd = skills.filter(({ key, words }) => key.includes('.') === (words.length === 0));
    expect(odd).toEqual([]);
  });

  test('no word stands under two skills but those that do on purpose', () => {
    expect(sharedWords(leaves.map(({ key, name, words }) => [key, [name, ...words]]))).toEqual(
      [...sharedSkillWords].sort(),
    );
  });

  test('soft skills weigh 1: they name no trade', () => {
    const soft = leaves.filter(({ key }) => key.startsWith('soft.'));
    expect(soft.length).toBeGreaterThan(5);
    expect(soft.every(({ weight }) => weight === 1)).toBe(true);
  });

  test('every trade that closeness knows is in the tree', () => {
    const named = reference.weights.occupation.relatedTrades.flatMap(([one, other]) => [
      one,
      other,
    ]);
    expect(named.filter((trade) => !trades.has(trade))).toEqual([]);
  });
});

describe('the crosswalk', () => {
  test('has 97 specialities whose skills and occupations are known', () => {
    expect(specialities).toHaveLength(97);
    const dangling = specialities.flatMap((row) => [
      ...row.skills.map(({ skill }) => skill).filter((key) => !isLeaf(key)),
      ...row.occupations.filter((name) => !occupationNames.has(name)),
    ]);
    expect(dangling).toEqual([]);
  });

  test('each trains a core craft at level 2 and leaves 3 to years and rank', () => {
    const levels = specialities.map((row) => Math.max(...row.skills.map(({ level }) => level)));
    expect(new Set(levels)).toEqual(new Set([2]));
  });

  test('a word names one speciality', () => {
    expect(
      sharedWords(specialities.map(({ key, name, words }) => [key, [name, ...words]])),
    ).toEqual([]);
  });

  test('names no weapon model and no unit', () => {
    const texts = specialities.flatMap(({ name, words }) => [name, ...words]);
    const secret = /\d|[A-Za-z]-|东风|红旗|巨浪|部队|集团军|战区|[旅营连]$|雪豹|猎鹰|蛟龙/;
    // A kind of unit, not the name of one.
    expect(texts.filter((text) => secret.test(text))).toEqual(['合成营']);
  });
});

describe('occupations', () => {
  test('name trades, skills, certificates and rules that exist', () => {
    const dangling = occupations.flatMap(({ trade, skills: lived, gates }) => [
      ...(trade === null || trades.has(trade) ? [] : [trade]),
      ...lived.filter((key) => !isLeaf(key)),
      ...gates.flatMap(({ kind, anyOf, rule }) => [
        ...anyOf.filter((name) => kind === 'certificate' && !certificateNames.has(name)),
        ...(ruleKeys.has(rule) ? [] : [rule]),
      ]),
    ]);
    expect(dangling).toEqual([]);
  });

  test('a gate offers at least one way through, and a licence gate names classes', () => {
    const gates = occupations.flatMap((row) => row.gates);
    expect(gates.length).toBeGreaterThan(25);
    expect(gates.filter(({ anyOf }) => anyOf.length === 0)).toEqual([]);
    const classes = gates.flatMap(({ kind, anyOf }) => (kind === 'licence' ? anyOf : []));
    expect(classes.filter((one) => !/^([ABC][1-6]|[DEFGMP])$/.test(one))).toEqual([]);
  });

  test('a certificate that the law demands of an occupation counts as 准入', () => {
    const demanded = occupations.flatMap(({ gates }) =>
      gates.flatMap(({ kind, anyOf }) => (kind === 'certificate' ? anyOf : [])),
    );
    const levelOnly = certificates.filter(({ kind }) => kind === 'level').map(({ name }) => name);
    expect(demanded.filter((name) => levelOnly.includes(name))).toEqual([]);
  });

  test('a village driver, a courier and a lorry under 4.5 t are not gated', () => {
    for (const name of ['道路货运汽车驾驶员', '快递员', '小车司机', '机动车驾驶教练员']) {
      expect(occupations.find((row) => row.name === name)?.gates).toEqual([]);
    }
  });

  test('an electrician needs a certificate of low or high voltage whatever the form says', () => {
    expect(occupations.find(({ name }) => name === '电工')?.gates).toEqual([
      {
        kind: 'certificate',
        anyOf: ['低压电工作业证', '高压电工作业证', '建筑电工证'],
        rule: 'certificate.hazardous-work',
      },
    ]);
  });

  test('no word stands under two occupations but those that do on purpose', () => {
    expect(sharedWords(occupations.map(({ name, words }) => [name, [name, ...words]]))).toEqual(
      [...sharedOccupationWords].sort(),
    );
  });

  test('where a word may mean a post without a gate, that one stands first', () => {
    const order = occupations.map(({ name }) => name);
    expect(order.indexOf('值守看护员')).toBeLessThan(order.indexOf('保安员'));
    expect(order.indexOf('卫生员')).toBeLessThan(order.indexOf('护士'));
  });

  test('codes are those of the code list, with its evidence', () => {
    const known = new Map(
      occupations.map(({ name, code, evidence }) => [name, { code, evidence }]),
    );
    expect(known.get('电工')).toEqual({ code: '6-31-01-03', evidence: 'S' });
    expect(known.get('道路客运汽车驾驶员')).toEqual({ code: '4-02-02-01', evidence: 's' });
    const unmarked = occupations.filter(
      ({ code, evidence }) => (code === null) !== (evidence === ''),
    );
    expect(unmarked).toEqual([]);
  });
});

describe('certificates', () => {
  test('name rules and certificates that exist, and cover no one but others', () => {
    const dangling = certificates.flatMap(({ name, rule, covers }) => [
      ...(rule === null || ruleKeys.has(rule) ? [] : [rule]),
      ...covers.filter((other) => other === name || !certificateNames.has(other)),
    ]);
    expect(dangling).toEqual([]);
  });

  test('one word names one certificate', () => {
    const named = certificates.map(({ name, words }): [string, string[]] => [
      name,
      [name, ...words].map((word) => word.replace(/[（）()\s]/g, '').toLowerCase()),
    ]);
    expect(sharedWords(named)).toEqual([]);
  });

  test('what the law demands has a rule, what only raises the odds has none', () => {
    const odd = certificates.filter(({ kind, rule }) => (kind === 'entry') !== (rule !== null));
    expect(odd).toEqual([]);
  });

  test('only courses and checkups tell their usual days', () => {
    expect(certificates.filter(({ way, days }) => way === 'long' && days !== null)).toEqual([]);
    expect(certificates.find(({ name }) => name === '健康证')?.days).toEqual({ from: 1, to: 7 });
  });
});

test('every word can stand in a dictionary: two characters or more, nothing that splits it', () => {
  const words = [...leaves, ...occupations, ...specialities].flatMap((row) => row.words);
  const odd = words.filter((word) => word.length < 2 || !/^[\p{Script=Han}\w.]+$/u.test(word));
  expect(odd).toEqual([]);
});

function isLeaf(key: string): boolean {
  return skillKeys.has(key) && key.includes('.');
}

/** Words that stand under more than one of the rows, sorted. */
function sharedWords(rows: readonly (readonly [string, readonly string[]])[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const [key, words] of rows) {
    for (const word of words) owners.set(word, (owners.get(word) ?? new Set()).add(key));
  }
  return [...owners].flatMap(([word, keys]) => (keys.size > 1 ? [word] : [])).sort();
}
