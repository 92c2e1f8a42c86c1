import { longestShape, splitList } from './text.ts';

/** Names of awards without their counts and dates: 嘉奖2次、三等功1次 gives 嘉奖, 三等功. */
export function readAwards(text: string): string[] {
  const names = splitList(text).map((item) =>
    item.length > longestShape
      ? item
      : item
          .replace(/[（(][^）)]*[）)]/g, '')
          .replace(/^(荣立|荣获|获得?|立)(个人)?/, '')
          .replace(/[×xX*]?\s*[\d一二两三四五六七八九十]+\s*次$/, '')
          .replace(/^["'“”]?四有["'“”]?优秀(士兵|军人)/, '“四有”优秀$1')
          .trim(),
  );
  return [...new Set(names.filter((name) => name !== ''))];
}
