/** 110105********002X: the area and the check end stay, the birthday goes. */
export function maskIdCard(idCardNo: string): string {
  return `${idCardNo.slice(0, 6)}********${idCardNo.slice(-4)}`;
}

/** 138****5678; shorter numbers keep their last two digits. */
export function maskMobile(mobile: string): string {
  return mobile.length === 11
    ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
    : `${'*'.repeat(Math.max(0, mobile.length - 2))}${mobile.slice(-2)}`;
}

/** 张*、张*三: by characters, so that names outside the BMP are not cut in two. */
export function maskName(name: string): string {
  const letters = [...name];
  const [first = ''] = letters;
  if (letters.length <= 2) return `${first}*`;
  return `${first}${'*'.repeat(letters.length - 2)}${letters.at(-1) ?? ''}`;
}

/** Free text with every long run of digits (an ID number, a phone) masked. */
export function maskNumbersIn(text: string): string {
  return text.replace(/\d{15,}[\dXx]?|\d{11}/g, (digits) =>
    digits.length === 11 ? maskMobile(digits) : maskIdCard(digits),
  );
}
