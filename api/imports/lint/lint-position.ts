import type { NoteIssue } from '../issues.ts';
import type { DiscriminationKind, PositionFields } from '../types.ts';
import { readText, type Hit, type ReadClause } from './find.ts';
import { originalSpan } from './fold.ts';
import { isWhole } from './mend-item.ts';
import { mendText } from './mend.ts';
import { lintedFields, type LintedField } from './rule.ts';

export interface LintFinding {
  readonly kind: DiscriminationKind;
  readonly field: LintedField;
  /** The unlawful words, exactly as they stand in the field's text. */
  readonly words: string;
  /** Key of the rule of law in the rule table. */
  readonly rule: string;
  /** What is wrong and what to do. */
  readonly reason: string;
  /** The whole text of the field with everything unlawful mended; '' where nothing is left. */
  readonly proposal: string;
}

type LintedTexts = Readonly<Partial<Record<LintedField, string | null>>>;

/** Unlawful conditions in the texts of a position, each of its words once in a field. */
export function findUnlawfulConditions(texts: LintedTexts): LintFinding[] {
  const title = texts.title ?? '';
  return lintedFields.flatMap((field) => {
    const text = texts[field];
    if (text === undefined || text === null) return [];
    const { folded, clauses } = readText(text, field, title);
    const found = new Map<string, Omit<LintFinding, 'proposal'>>();
    for (const { rule, start, end } of clauses.flatMap((clause) =>
      markedWords(folded.text, clause),
    )) {
      const words = text.slice(...originalSpan(folded, start, end));
      const { kind, reason } = rule;
      found.set(`${kind} ${words}`, { kind, field, words, rule: rule.rule, reason });
    }
    if (found.size === 0) return [];
    const proposal = mendText(text, { field, title });
    return [...found.values()].map((finding) => ({ ...finding, proposal }));
  });
}

/** The text of a field of a position, said lawfully. */
export function lawfulText(texts: LintedTexts, field: string): string {
  const linted = lintedFields.find((known) => known === field);
  const text = linted === undefined ? null : texts[linted];
  if (linted === undefined || text === undefined || text === null) return '';
  return mendText(text, { field: linted, title: texts.title ?? '' });
}

/** A condition is marked whole where it is short, else by its very words. */
const longestMark = 24;

function markedWords(folded: string, { items, hits }: ReadClause): Hit[] {
  return items.flatMap((item, index) => {
    const own = hits[index] ?? [];
    const whole = item.end - item.start <= longestMark && isWhole(folded, item, own);
    return own.map((hit) => ({ ...hit, ...(whole ? item : (alone(hit) ?? {})) }));
  });
}

const alone = ({ who, gap, noun }: Hit) =>
  who !== null && (gap.length > 1 || noun !== '') ? who : null;

/** Notes the findings as reject issues and returns the two fields that say so. */
export function lintPosition(
  position: PositionFields,
  note: NoteIssue,
): Pick<PositionFields, 'discriminatory' | 'discriminatoryReasons'> {
  const findings = findUnlawfulConditions(position);
  for (const { field, words, rule, reason, proposal } of findings)
    note(field, 'discriminatory', 'reject', reason, { words, rule, proposal });
  const discriminatoryReasons = [...new Set(findings.map(({ kind }) => kind))];
  return { discriminatory: findings.length > 0, discriminatoryReasons };
}
