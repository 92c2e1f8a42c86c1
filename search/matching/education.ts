/**
 * The order of GB/T 4658 codes for "at least": 研究生 > 本科 > 专科 > 高中 = 中职/中专/技校/职高 > 初中 >
 * 小学. The codes themselves are no order. Unknown codes and 90 (其他) have no rank.
 */
const ranks: Record<string, number> = { '1': 6, '2': 5, '3': 4, '4': 3, '6': 3, '7': 2, '8': 1 };

const names = ['', '小学', '初中', '高中（含中专、技校、职高）', '大专', '本科', '研究生'];

/** 1 小学 … 6 研究生, or null when the code says nothing. */
export function educationRank(code: string | null): number | null {
  return code === null ? null : (ranks[code.charAt(0)] ?? null);
}

/** The name of a rank as shown to people. */
export function educationName(rank: number): string {
  return names[rank] ?? '';
}
