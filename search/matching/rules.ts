import { shippedRules as shippedRows } from '@xincheng/db/reference/rules';
import type { MatchRule } from './types.ts';

/** A row of the rule table as matching reads it. */
export function toMatchRule(row: {
  key: string;
  text: string;
  document: string;
  article: string | null;
  validFrom: string;
  validTo: string | null;
}): MatchRule {
  const { key, text, document, article, validFrom, validTo } = row;
  return { key, text, source: `《${document}》${article ?? ''}`, validFrom, validTo };
}

/** The rules that ship with the product, for tests and tools that run without a database. */
export const shippedRules: readonly MatchRule[] = shippedRows.map(toMatchRule);

/** The rule of that key in force on `today`, or null. */
export function ruleOn(rules: readonly MatchRule[], key: string, today: string): MatchRule | null {
  return (
    rules.find(
      (row) =>
        row.key === key &&
        (row.validFrom === null || row.validFrom <= today) &&
        (row.validTo === null || today <= row.validTo),
    ) ?? null
  );
}
