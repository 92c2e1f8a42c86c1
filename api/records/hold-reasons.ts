import type { PositionRow } from '@xincheng/db/positions';
import type { HoldReason } from '@xincheng/db/vocabulary/records';
import type { OwnPosition } from '../contract/positions.ts';
import { findUnlawfulConditions, lawfulText } from '../imports/lint/lint-position.ts';

type Texts = Parameters<typeof findUnlawfulConditions>[0];

/** Why a position must wait for a correction: its unlawful words, each with rule and proposal. */
export function holdReasonsOf(texts: Texts): HoldReason[] {
  return findUnlawfulConditions(texts).map(({ field, words, reason, rule, proposal }) => ({
    ...{ field, words, reason, rule, proposal },
  }));
}

/** The reasons as the employer reads them; `sourceOf` names the law behind a rule. */
export function presentHoldReasons(
  position: PositionRow,
  sourceOf: (rule: string) => string | null,
): OwnPosition['holdReasons'] {
  return position.holdReasons.map(({ field, words, reason, rule, proposal }) => ({
    ...{ field, words, reason },
    source: sourceOf(rule) ?? '',
    // Positions held before 2026-12 have no proposal yet.
    proposal: proposal === '' ? lawfulText(position, field) : proposal,
  }));
}
