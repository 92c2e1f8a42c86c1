import { remember } from './remember.ts';
import { halfWidth, longestShape, saysNone } from './text.ts';

export interface ReadEducation {
  /** GB/T 4658. */
  readonly code: string | null;
  readonly group: string | null;
  readonly status: string | null;
  readonly mode: string | null;
  /** Two levels are named (大专毕业，本科在读): which one counts has to be asked. */
  readonly several: boolean;
}

/** First match wins: 大学专科 before 大学, 职业高中 before 高中. */
const levels: readonly (readonly [RegExp, string])[] = [
  [/博士/, '11'],
  [/硕士|研究生/, '14'],
  [/大专|专科|高职(?!高)/, '30'],
  [/本科|大学|学士|专升本/, '20'],
  [/职业?高中|职高/, '44'],
  [/技校|技工|技师学院|中技/, '47'],
  [/中专|中师|卫校|中职|中等职业|中等专业/, '41'],
  [/高中|普高|高级中学/, '60'],
  [/初中|初级中学|九年义务/, '70'],
  [/小学/, '80'],
  [/文盲|不识字/, '90'],
];

/** Groups from the highest to the lowest; 中职 and 高中 stand on one level. */
const groupLevel: Readonly<Record<string, number>> = {
  '10': 6, '20': 5, '30': 4, '40': 3, '60': 3, '70': 2, '80': 1, '90': 0,
}; // prettier-ignore

/** Reads a person's education, e.g. 大专(函授), 本科在读, 普通高中毕业. Unknown words: all null. */
export const readEducation = remember((text: string): ReadEducation => {
  const plain = halfWidth(text.slice(0, longestShape));
  const code = levels.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
  return {
    code,
    group: code === null ? null : groupOf(code),
    status: /在读|在校/.test(plain) ? '在读' : (/肄业|结业/.exec(plain)?.[0] ?? null),
    mode: /函授|自考|成教|成人|电大|夜大|网络教育|继续教育|业余|开放大学|非全日制/.test(plain)
      ? '继续教育'
      : /全日制|统招/.test(plain)
        ? '全日制'
        : null,
    several: new Set(groupsIn(plain).map(({ group }) => group)).size > 1,
  };
});

function groupOf(code: string): string {
  return `${code[0]}0`;
}

/**
 * The lowest education that a position takes, as a group code: 高中/中专 is 60, 初中及以上 is 70.
 * Null for 不限, 无要求, 识字即可. `unclear` when words are left that name no level.
 */
export const readEducationMin = remember((text): { group: string | null; unclear: boolean } => {
  const plain = halfWidth(text);
  if (saysNone(plain) || /不限|无要求|没要求|不要求|无学历|识字/.test(plain)) {
    return { group: null, unclear: false };
  }
  const found = groupsIn(plain);
  const level = (group: string) => groupLevel[group] ?? 0;
  found.sort((left, right) => level(left.group) - level(right.group) || left.at - right.at);
  return { group: found[0]?.group ?? null, unclear: found.length === 0 };
});

/** The levels that a text names. 大学专科 is no 大学 and 职业高中 no 高中: an earlier pattern of the list wins. */
function groupsIn(text: string): { group: string; at: number }[] {
  let rest = text;
  return levels.flatMap(([pattern, code]) => {
    const match = pattern.exec(rest.replace(/大学(?=_)/, blank));
    rest = rest.replace(new RegExp(pattern, 'g'), blank);
    return match === null ? [] : [{ group: groupOf(code), at: match.index }];
  });
}

const blank = (match: string) => '_'.repeat(match.length);
