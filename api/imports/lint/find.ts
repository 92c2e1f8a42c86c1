import { clausesOf, sharedWords, type Clause, type Span } from './clauses.ts';
import { fold, type Folded } from './fold.ts';
import type { LintedField, LintRule } from './rule.ts';
import { lintRules } from './rules.ts';

/** Unlawful words in one item of a text; all places are in the folded text. */
export interface Hit extends Span {
  readonly rule: LintRule;
  /** The words that may go alone, where the rest says something of its own. */
  readonly who: Span | null;
  /** Lawful words inside the hit, before and behind `who`. */
  readonly gap: string;
  readonly noun: string;
  /** It ends in 优先. */
  readonly tail: boolean;
}

/** A text with what is unlawful in it. */
export interface Reading {
  readonly folded: Folded;
  readonly clauses: readonly ReadClause[];
}

export interface ReadClause extends Clause {
  /** By item, in order; an item without hits has an empty list. */
  readonly hits: readonly (readonly Hit[])[];
}

/** Reads a text of `field` in a position called `title`. */
export function readText(text: string, field: LintedField, title: string): Reading {
  const folded = fold(text);
  const rules = lintRules.filter(
    ({ fields, about, unlessTitle }) =>
      (fields === undefined || fields.includes(field)) &&
      about.test(folded.text) &&
      unlessTitle?.test(title) !== true,
  );
  const clauses = rules.length === 0 ? [] : clausesOf(folded.text);
  const readings = rules.map((rule) => ({ rule, masked: mask(folded.text, rule) }));
  return {
    folded,
    clauses: clauses.map((clause, index) => {
      const before = clauses[index - 1];
      const near = before?.sentence === clause.sentence ? before : undefined;
      return { ...clause, hits: hitsOf(folded.text, clause, near, readings) };
    }),
  };
}

/** A rule, and the text with the rule's lawful look-alikes blotted out. */
interface RuleReading {
  readonly rule: LintRule;
  readonly masked: string;
}

const mask = (text: string, { lawful }: LintRule): string =>
  lawful === undefined ? text : text.replace(lawful, (words) => '□'.repeat(words.length));

function hitsOf(
  text: string,
  clause: Clause,
  before: Clause | undefined,
  readings: readonly RuleReading[],
): Hit[][] {
  const hits: Hit[][] = clause.items.map(() => []);
  const written = text.slice(clause.start, clause.end);
  for (const { rule, masked } of readings) {
    if (!rule.about.test(written)) continue;
    const { head, tail, headed, tailed } = sharedWords(masked, clause);
    for (const [index, item] of clause.items.entries()) {
      const own = hits[index];
      const near = text.slice(before?.start ?? clause.start, item.start);
      if (own === undefined || isExcused(text.slice(item.start, item.end), near, rule)) continue;
      const ways = [
        ['', ''],
        ...(headed.has(index) ? [[head, '']] : []),
        ...(tailed.has(index) ? [['', tail]] : []),
      ] as const;
      for (const [prefix, suffix] of ways)
        own.push(...judge(rule, masked, text, item, prefix, suffix));
    }
  }
  return hits.map(distinct);
}

/** 可租公司三轮车，每月押金两百: what is rented may stand before. */
function isExcused(item: string, near: string, { unlessAround }: LintRule): boolean {
  if (unlessAround === undefined) return false;
  return unlessAround.test(item) || (/租|借用/.test(near) && unlessAround.test(near));
}

function judge(
  rule: LintRule,
  masked: string,
  text: string,
  { start, end }: Span,
  prefix: string,
  suffix: string,
): Hit[] {
  const spoken = prefix + masked.slice(start, end) + suffix;
  if (rule.unless?.test(prefix + text.slice(start, end) + suffix) === true) return [];
  const shift = start - prefix.length;
  const clip = (at: number) => Math.min(Math.max(at, start), end);
  return rule.patterns.flatMap((pattern) =>
    [...spoken.matchAll(pattern)].flatMap((match) => {
      const from = clip(match.index + shift);
      const to = clip(match.index + match[0].length + shift);
      if (from >= to) return [];
      return [{ ...{ rule, start: from, end: to }, ...partsOf(match, shift, clip) }];
    }),
  );
}

function partsOf(match: RegExpExecArray, shift: number, clip: (at: number) => number) {
  const { who, gap = '', noun = '', tail } = match.groups ?? {};
  if (who === undefined) return { who: null, gap, noun, tail: tail !== undefined };
  // The head, the gap and the noun stand before and behind `who`, each at most once.
  const lead = match[0].indexOf(gap + who, match.groups?.['head']?.length ?? 0) + gap.length;
  const start = match.index + lead + shift;
  return {
    who: { start: clip(start), end: clip(start + who.length) },
    gap,
    noun,
    tail: tail !== undefined,
  };
}

/** Without those that lie inside another of the same kind. */
function distinct(hits: readonly Hit[]): Hit[] {
  const reached = new Map<string, number>();
  return [...hits]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ rule: { kind }, end }) => {
      const inside = end <= (reached.get(kind) ?? -1);
      if (!inside) reached.set(kind, end);
      return !inside;
    });
}
