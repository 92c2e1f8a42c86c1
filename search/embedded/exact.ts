import type { Ranked } from '../engine.ts';
import { GATE_RULES, type PairScore } from '../matching/types.ts';

/** Whether no gate keeps the person away. */
export function isOpen({ gates }: PairScore): boolean {
  return gates.every(({ passed }) => passed);
}

/** Whether at least one gate keeps the person away, and each that does names rule and source. */
export function isExplained({ gates }: PairScore): boolean {
  const failed = gates.filter(({ passed }) => !passed);
  return (
    failed.length > 0 &&
    failed.every(
      ({ rule, source, need }) => GATE_RULES.includes(rule) && source !== '' && need !== '',
    )
  );
}

/** Whether the score is the whole sum of its parts, from 0 to 1000. */
export function isSum({ score, parts }: PairScore): boolean {
  const sum = parts.reduce((all, { points }) => all + points, 0);
  return Number.isInteger(score) && score === sum && score >= 0 && score <= 1000;
}

/** The ranking of scored pairs: what every engine has to give. */
export function listOf(pairs: readonly { id: string; pair: PairScore }[]): Ranked[] {
  return pairs.map(({ id, pair }) => ({ id, score: pair.score })).sort(byScore);
}

/** Best first, ties by id (by code unit, so the order is the same everywhere). */
export function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

export function isSame(one: readonly Ranked[], other: readonly Ranked[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, score }, at) => id === other[at]?.id && score === other[at].score)
  );
}
