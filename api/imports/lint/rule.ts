import type { DiscriminationKind } from '../types.ts';

/** Fields in which a condition may stand. */
export const lintedFields = [
  'title',
  'sexText',
  'skillsText',
  'description',
  'veteranPriority',
  'lodging',
  'shift',
] as const;
export type LintedField = (typeof lintedFields)[number];

/** A kind of unlawful conditions of hiring, and how they are worded. */
export interface LintRule {
  readonly kind: DiscriminationKind;
  /** Key of its rule of law in the rule table. */
  readonly rule: string;
  /** Undefined: all fields. */
  readonly fields?: readonly LintedField[];
  /** A text without this needs no closer look. */
  readonly about: RegExp;
  /** Look-alikes that are lawful wherever they stand; the patterns do not see them. Global. */
  readonly lawful?: RegExp;
  /**
   * The unlawful words, looked for in one item with the words it shares with others of its row.
   * Groups say what may stay: `who` alone goes where `gap` before it or `noun` behind it says
   * something of its own (限35岁以下男性, 女大学生优先), `tail` is 优先.
   */
  readonly patterns: readonly RegExp[];
  /** Words that make the same item lawful. */
  readonly unless?: RegExp;
  /** The same, looked for before it as well, where that says what is rented. */
  readonly unlessAround?: RegExp;
  /** Titles whose law is another. */
  readonly unlessTitle?: RegExp;
  /** The clause after it that goes with it: 离职退还 after a deposit. */
  readonly sequel?: RegExp;
  /** What is wrong and what to do. */
  readonly reason: string;
}
