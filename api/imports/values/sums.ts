/** A sum of money or a range of two in a text, in yuan, with what stands around it. */
export interface Sum {
  readonly low: number;
  readonly high: number;
  readonly before: string;
  readonly after: string;
}

const number =
  '(\\d+(?:\\.\\d+)?)(k|千|万|w|百)?(?:(?<=[千万])(\\d)(?:百|千)?(?![\\d个小天日薪人岁点]))?';
const pattern = new RegExp(`(?<![\\d.])${number}(?:元|块)?(?:-${number})?(?:元|块)?钱?`, 'g');

/** Small numbers that count something else: 8小时, 休4天, 13薪, 五险一金 in digits, 2人. */
const counts = /^个?(小时|天|日|岁|周|人|名|个|月|年|%|点|险|休|薪|级|号|次|件|台|餐|顿|班|倍|期)/;
/** Extras beside the pay, which do not change it: 全勤奖200, 餐补300. */
const extra =
  /(奖金?|补贴?|补助|津贴|餐补?|房补?|工龄(工资)?|全勤奖?|社保|公积金|押金|服装费?|培训费?|绩效(工资)?|扣|加班费?|福利费?)(约|为|:|每[月天年]|最高|不低于)?$/;

/**
 * The sums of a text without blanks (half-width, small letters, - for every kind of dash), in order.
 * A unit behind a range is meant for both ends (5-8千); 4千5 is 4500.
 */
export function findSums(text: string): Sum[] {
  return Array.from(text.matchAll(pattern)).flatMap((match): Sum[] => {
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const after = text.slice(match.index + match[0].length);
    const first = Number(match[1]);
    const isCount = first < 100 && match[2] === undefined && match[5] === undefined;
    const isYear = /^(19|20)\d\d$/.test(match[1] ?? '') && after.startsWith('年');
    const hasMoney = /[元块]/.test(match[0]);
    if ((isCount && !hasMoney && counts.test(after)) || isYear || extra.test(before)) return [];
    if (match[4] === undefined) {
      const unit = match[2] ?? (first < 100 ? /(k|千|万)/.exec(text)?.[1] : undefined);
      const sum = valueOf(first, unit, match[3]);
      return [{ low: sum, high: sum, before, after }];
    }
    const lastUnit = match[5] ?? match[2];
    const firstUnit = match[2] ?? (first < 1000 ? lastUnit : undefined);
    const ends = [
      valueOf(first, firstUnit, match[3]),
      valueOf(Number(match[4]), lastUnit, match[6]),
    ];
    return [{ low: Math.min(...ends), high: Math.max(...ends), before, after }];
  });
}

/** `next` is the digit behind the unit: the 5 of 4千5. */
function valueOf(value: number, unit: string | undefined, next: string | undefined): number {
  const factor = factors[unit ?? ''] ?? 1;
  return Math.round(value * factor + (next === undefined ? 0 : (Number(next) * factor) / 10));
}

const factors: Readonly<Record<string, number>> = {
  百: 100,
  千: 1000,
  k: 1000,
  万: 10_000,
  w: 10_000,
};
