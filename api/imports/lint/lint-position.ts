import type { NoteIssue } from '../issues.ts';
import type { DiscriminationKind, PositionFields } from '../types.ts';
import { halfWidth } from '../values/text.ts';
import { lintRules, type LintedField, type LintRule } from './rules.ts';

export interface LintFinding {
  readonly kind: DiscriminationKind;
  readonly field: LintedField;
  /** The words that are unlawful, as written (half-width). */
  readonly words: string;
  readonly source: string;
  readonly advice: string;
}

type LintedTexts = Readonly<Partial<Record<LintedField, string | null>>>;

const fields: readonly LintedField[] = [
  'title',
  'sexText',
  'skillsText',
  'description',
  'veteranPriority',
  'lodging',
  'shift',
];

/** Unlawful conditions in the texts of a position, at most one of a kind in a field. */
export function findUnlawfulConditions(texts: LintedTexts): LintFinding[] {
  return fields.flatMap((field) => {
    const text = texts[field];
    if (text === undefined || text === null) return [];
    const found = new Map<DiscriminationKind, LintFinding>();
    for (const rule of lintRules) {
      if (found.has(rule.kind) || (rule.fields !== undefined && !rule.fields.includes(field)))
        continue;
      const words =
        field === 'sexText' ? judge(rule, halfWidth(text), '') : judgeClauses(rule, text);
      const { kind, source, advice } = rule;
      if (words !== null) found.set(kind, { kind, field, words, source, advice });
    }
    return [...found.values()];
  });
}

/** Notes the findings as reject issues and returns the two fields that say so. */
export function lintPosition(
  position: PositionFields,
  note: NoteIssue,
): Pick<PositionFields, 'discriminatory' | 'discriminatoryReasons'> {
  const findings = findUnlawfulConditions(position);
  for (const { field, words, source, advice } of findings) {
    const reason = `含不合法的招聘条件：“${words}”。依据：${source}。${advice}`;
    note(field, 'discriminatory', 'reject', reason);
  }
  const discriminatoryReasons = [...new Set(findings.map(({ kind }) => kind))];
  return { discriminatory: findings.length > 0, discriminatoryReasons };
}

/** The whole clause is returned: a condition is read and mended as a whole. */
function judgeClauses(rule: LintRule, text: string): string | null {
  for (const sentence of halfWidth(text).split(/[。;\n]/)) {
    for (const clause of sentence.split(/[,，、]/).map((part) => part.trim())) {
      if (judge(rule, clause, sentence) !== null) return clause;
    }
  }
  return null;
}

function judge(rule: LintRule, clause: string, sentence: string): string | null {
  if (!rule.pattern.test(clause)) return null;
  const lawful = rule.unless?.test(rule.wholeSentence === true ? sentence : clause) === true;
  return lawful ? null : clause;
}
