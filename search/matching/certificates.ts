import type { Certificate } from '../reference/types.ts';
import { fold } from '../text/fold.ts';

/** A certificate as read from free words: known or not, with its level 1 (五级) … 5 (一级), or null. */
export type ReadCertificate = {
  base: string;
  level: number | null;
  known: Certificate | null;
};

/** One requirement: any one of these will do. `text` is how it is worded. */
export type CertificateGroup = {
  text: string;
  anyOf: readonly ReadCertificate[];
  /** Equal for groups that the same certificates satisfy. */
  key: string;
  /** Key of the rule of law that demands it, or null where only the employer asks. */
  rule: string | null;
};

/** Reads names of certificates by the catalogue. */
export class CertificateBook {
  readonly #byWord = new Map<string, Certificate>();

  constructor(certificates: readonly Certificate[]) {
    for (const certificate of certificates) {
      for (const word of [certificate.name, ...certificate.words]) {
        this.#byWord.set(plain(word), certificate);
      }
    }
  }

  /** Reads a certificate's name and level: `汽车维修工四级`, `初级会计`, `保安员证（三级）`. */
  read(text: string): ReadCertificate {
    const whole = this.#byWord.get(plain(text));
    if (whole !== undefined) return { base: whole.name, level: null, known: whole };
    const level = levelOf(text);
    const base = plain(text.replace(levelWord, ''));
    const known =
      this.#byWord.get(base) ??
      this.#byWord.get(`${base}证`) ??
      this.#byWord.get(base.replace(/证书?$/, '')) ??
      null;
    return { base: known?.name ?? base.replace(/证书?$/, ''), level, known };
  }

  /** Alternatives of one requirement: `低压电工作业证或电工证` is any of two. */
  group(text: string): CertificateGroup {
    const alternatives = text.split(/或者?|[/／]/).filter((part) => part.trim() !== '');
    const anyOf = alternatives.map((part) => this.read(part));
    const rule = anyOf.flatMap(({ known }) => known?.rule ?? [])[0] ?? null;
    return { text, anyOf, key: keyOf(anyOf), rule };
  }

  /** What an occupation demands by law: any one of these names. */
  lawGroup(names: readonly string[], rule: string): CertificateGroup {
    const anyOf = names.map((name) => this.read(name));
    return { text: names.join('或'), anyOf, key: keyOf(anyOf), rule };
  }
}

/** Whether one of the held certificates satisfies the requirement. */
export function holds(
  held: readonly ReadCertificate[],
  { anyOf }: Pick<CertificateGroup, 'anyOf'>,
): boolean {
  return anyOf.some((needed) => held.some((one) => covers(one, needed)));
}

/** Had within days, before the first day of work: a health check. */
export function isCheckup({ anyOf }: CertificateGroup): boolean {
  return anyOf.some(({ known }) => known?.way === 'checkup');
}

/** The easiest of the alternatives that can be had within some months; null when there is none. */
export function easiest({ anyOf }: CertificateGroup): ReadCertificate | null {
  return (
    anyOf.find(({ known }) => known?.way === 'checkup') ??
    anyOf.find(({ known }) => known?.way === 'course') ??
    null
  );
}

/** Whether the held certificate satisfies the needed one; a higher level covers a lower one. */
function covers(held: ReadCertificate, needed: ReadCertificate): boolean {
  if (held.known?.covers.includes(needed.base)) return true;
  if (held.base !== needed.base) return false;
  return needed.level === null || (held.level !== null && held.level >= needed.level);
}

function keyOf(anyOf: readonly ReadCertificate[]): string {
  // A name that the catalogue does not know tells nothing of how it can be had.
  const names = anyOf.map(({ base, level, known }) =>
    [base, level ?? '', known === null ? '?' : ''].join(':'),
  );
  return [...new Set(names)].sort().join('|');
}

/** Longer names first, so that 高级技师 is not read as 高级. */
const levelWord = /[（(]?(高级技师|技师|初级|中级|高级|[一二三四五]级)(工|证)?[)）]?/;

const levels: Record<string, number> = {
  五级: 1,
  初级: 1,
  四级: 2,
  中级: 2,
  三级: 3,
  高级: 3,
  二级: 4,
  技师: 4,
  一级: 5,
  高级技师: 5,
};

function levelOf(text: string): number | null {
  const word = levelWord.exec(text)?.[1];
  return word === undefined ? null : (levels[word] ?? null);
}

function plain(text: string): string {
  return fold(text).replace(/[\s()（）“”"·、，,]/g, '');
}
