/**
 * Rules of law that ship with the product, one row per rule and period of validity. `verified` is
 * true where the article was read in a copy of the law's text; the others rest on second-hand or
 * prior knowledge and are shown as "待核对". Numbers stand in `params`, never in code.
 */
export interface ShippedRule {
  key: string;
  title: string;
  document: string;
  article: string | null;
  text: string;
  params: Record<string, unknown>;
  verified: boolean;
  validFrom: string;
  validTo: string | null;
}

/** Writes a row in one line; most are verified, in force and have no numbers. */
export function rule(
  key: string,
  title: string,
  document: string,
  article: string | null,
  text: string,
  validFrom: string,
  verified = true,
  params: Record<string, unknown> = {},
  validTo: string | null = null,
): ShippedRule {
  return { key, title, document, article, text, params, verified, validFrom, validTo };
}
