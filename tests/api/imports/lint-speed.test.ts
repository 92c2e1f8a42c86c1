import { expect, it } from 'vitest';
import { lint } from './lint-one.ts';

/** Words on which patterns of conditions begin, go on and nearly end. */
const seeds = [
  '男|女|男女|限|只招|不要|要求|优先|限35岁以下|身体健康的|本地|外地人|无|不得|有|没有小孩|孩子|已婚|承诺|两年内|两年内不|怀孕|壮族|宗教|信',
  '乙肝|入职|体检须做|残疾|身体有|押金|交|交押|扣|身份证|公司|自己买|工衣|押|个月|、|，|。|1.|①|（|和|男,|需要|请勿|优|的|一|2|户口|须有|近|先',
].flatMap((row) => row.split('|'));

/** As long as a cell may be: longer ones are cut before they are read. */
const longest = 2000;

it.each(seeds)('reads a cell full of “%s” at once', (seed) => {
  const text = seed.repeat(Math.ceil(longest / seed.length)).slice(0, longest);
  for (const heading of ['技能要求', '岗位名称', '性别要求']) {
    const durations = [1, 2].map(() => {
      const start = performance.now();
      expect(lint(heading, text).fields).toBeDefined();
      return performance.now() - start;
    });
    expect(Math.min(...durations)).toBeLessThan(400);
  }
});
