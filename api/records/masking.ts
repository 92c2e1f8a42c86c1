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

/** 张**: the surname alone, by characters, so that names outside the BMP are not cut in two. */
export function maskName(name: string): string {
  const [first = '', ...rest] = Array.from(name);
  return `${first}${'*'.repeat(rest.length)}`;
}

/**
 * Free text with every number of ten digits or more (ID card, phone, bank card) masked, however it
 * is written: full-width, or with spaces and dashes. Dates and pay are shorter.
 */
export function maskNumbersIn(text: string): string {
  return text.replace(longNumber, (written) => {
    const digits = written
      .normalize('NFKC')
      .replace(/[^\dXx]/g, '')
      .replace(/^86(?=1\d{10}$)/, '');
    return digits.length < 15 ? maskMobile(digits) : maskIdCard(digits);
  });
}

const longNumber = /[+＋]?[\d０-９](?:[\s－-]?[\d０-９]){9,}(?:[\s－-]?[XxＸｘ])?/g;
