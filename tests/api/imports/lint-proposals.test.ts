import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint, textOf } from './lint-one.ts';
import { lawful, unlawful } from './lint-phrasings.ts';

const headings = ['岗位名称', '性别要求', '技能要求', '岗位职责', '优先条件', '食宿', '班次'];

/** The one proposal for a text that is held. */
function proposalFor(heading: string, text: string, title?: string): string {
  const proposals = new Set(lint(heading, text, title).rejects.map(({ proposal }) => proposal));
  expect(proposals.size).toBe(1);
  return [...proposals][0] ?? '';
}

it.each(unlawful.map((phrasing) => [phrasing.text, phrasing.proposal, phrasing] as const))(
  '“%s” may say “%s”',
  (text, proposal, { heading, title }) => {
    expect(proposalFor(heading, text, title)).toBe(proposal);
  },
);

it.each<[string, string, string]>([
  ['性别要求', '仅招女性', '不限'],
  ['性别要求', '男女不限，男性优先', '男女不限'],
  ['性别要求', '男3女2', '不限'],
  ['性别要求', '女，18-35', '不限，18-35'],
  ['性别要求', '女，学历不限', '不限，学历不限'],
  ['岗位名称', '保洁员（女）', '保洁员'],
  ['岗位名称', '迎宾先生', '迎宾员'],
  ['技能要求', '男，25-40岁', '25-40岁'],
  ['技能要求', '男25-40岁，会开车', '25-40岁，会开车'],
  ['技能要求', '招女服务员2名', '招服务员2名'],
  ['技能要求', '只招身体健康的女工', '只招身体健康的人员'],
  ['技能要求', '要求：男性、会开车', '要求：会开车'],
  ['技能要求', '会开车。要求：男性。能出差。', '会开车。能出差。'],
  ['技能要求', '会开车（限男性，能夜班）', '会开车（能夜班）'],
  ['技能要求', '会开车（限男性）；能夜班', '会开车；能夜班'],
  ['技能要求', '身体健康无乙肝', '身体健康'],
  ['技能要求', '不招外地人、酗酒的', '不招酗酒的'],
  ['岗位职责', '1.会开车；\n2.限男性；\n3.能夜班。', '1.会开车；\n2.能夜班。'],
  ['岗位职责', '①限男性②会开车③能夜班', '①会开车②能夜班'],
  ['岗位职责', '入职交保证金500元，离职退还，包吃住', '包吃住'],
])('%s “%s” may say “%s”', (heading, text, proposal) => {
  expect(proposalFor(heading, text)).toBe(proposal);
});

it('asks for the health certificate only where the law asks for one, and once', () => {
  expect(proposalFor('技能要求', '无乙肝，勤快', '食堂帮厨')).toBe('持健康证，勤快');
  expect(proposalFor('技能要求', '无乙肝，勤快', '电工')).toBe('勤快');
  expect(proposalFor('技能要求', '无乙肝，持健康证', '食堂帮厨')).toBe('持健康证');
  expect(proposalFor('技能要求', '无乙肝；两对半阴性', '食堂帮厨')).toBe('持健康证');
});

/** Parts of which real conditions are made, with all that stands between them. */
const words =
  '男|女|性|士|的|优先|不要|勿扰|限|只招|押金|交|身份证|押|公司|租|三轮车|未婚|已婚|孕妇|汉族|壮族|少数民族|信教|无|有|本地|户口|外地人|人|乙肝|健康|残疾人|退役军人|会开车|35岁|以下|200元|和|或|及|要求|身体|员工|服务员|宿舍|退还|不|因|夜班|且|18-35|1.|2.|①|②|、|，|。|；|：|（|）|/| |\u3000|\u200b|\n'.split(
    '|',
  );
const noise = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 });

describe('every proposal', { timeout: 60_000 }, () => {
  it('of a phrasing passes the lint', () => {
    for (const { heading, text, title } of unlawful) {
      const proposal = proposalFor(heading, text, title);
      expect(lint(heading, proposal, title).rejects, text).toEqual([]);
    }
  });

  it('of random words passes the lint, and the words stand in the text', () => {
    fc.assert(
      fc.property(noise, fc.constantFrom(...headings), (parts, heading) => {
        const { fields, rejects } = lint(heading, parts.join(''));
        const found = rejects.filter(({ kind }) => kind === 'discriminatory');
        for (const issue of found) expect(textOf(fields, issue.field)).toContain(issue.words);
        const [first] = found;
        if (first === undefined) return;
        const again = lint(heading, first.proposal ?? '').rejects;
        expect(again.filter(({ kind }) => kind === 'discriminatory')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the lawful clauses word by word and in order, whatever stands between them', () => {
    const mark = /[，、；。\n]/;
    const gone = unlawful
      .filter(
        ({ heading, proposal, text }) =>
          heading === '技能要求' && proposal === '' && !mark.test(text),
      )
      .map(({ text }) => ({ text, lawful: false }));
    const kept = lawful
      .filter(([heading]) => heading === '技能要求' || heading === '岗位职责')
      .flatMap(([, text]) => text.split(mark))
      .filter((text) => text !== '' && lint('技能要求', text).rejects.length === 0)
      .map((text) => ({ text, lawful: true }));
    expect(gone.length).toBeGreaterThan(25);
    expect(kept.length).toBeGreaterThan(120);
    const clauses = fc
      .array(
        fc.tuple(
          fc.oneof(fc.constantFrom(...gone), fc.constantFrom(...kept)),
          fc.constantFrom('，', '；', '。', '\n', ','),
        ),
        { minLength: 2, maxLength: 6 },
      )
      .filter((chosen) => chosen.some(([clause]) => !clause.lawful));
    fc.assert(
      fc.property(clauses, (chosen) => {
        const text = chosen.map(([clause, separator]) => clause.text + separator).join('');
        const proposal = proposalFor('技能要求', text);
        let at = 0;
        for (const [clause] of chosen) {
          if (!clause.lawful) continue;
          const found = proposal.indexOf(clause.text, at);
          expect(found, `${clause.text} of ${text} in ${proposal}`).toBeGreaterThanOrEqual(0);
          at = found + clause.text.length;
        }
        expect(proposal).not.toMatch(/[，、；][，、；。]|^[，、；。]|[，、；]$/);
      }),
      { numRuns: 500 },
    );
  });
});
