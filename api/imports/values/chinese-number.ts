const digits = '零一二三四五六七八九';
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** 四十五 is 45, 两 is 2, 三千五 is 3500; null for what is no number. */
export function chineseNumber(text: string): number | null {
  const plain = text.replace(/[〇○]/g, '零').replace(/两/g, '二');
  if (!/^[零一二三四五六七八九十百千万]+$/.test(plain)) return null;
  let total = 0;
  let digit: number | null = null;
  let lastUnit = 10;
  for (const character of plain) {
    const unit = units[character];
    if (unit === undefined) {
      // Two digits side by side are no number: 三四十, 四五千.
      if (digit !== null && digit !== 0) return null;
      digit = digits.indexOf(character);
      if (digit === 0) lastUnit = 10;
      continue;
    }
    if (unit === 10_000) total = (total + (digit ?? 0)) * unit;
    else total += (digit ?? (unit === 10 ? 1 : 0)) * unit;
    digit = null;
    lastUnit = unit;
  }
  // 三千五 leaves out 百.
  return total + (digit ?? 0) * (total > 0 ? lastUnit / 10 : 1);
}
