import type { HoldReason } from '@xincheng/db/vocabulary/records';
import { findUnlawfulConditions } from '../imports/lint/lint-position.ts';

type Texts = Parameters<typeof findUnlawfulConditions>[0];

/** Why a position must wait for a correction: its unlawful words, each with source and advice. */
export function holdReasonsOf(texts: Texts): HoldReason[] {
  return findUnlawfulConditions(texts).map(({ field, words, source, advice }) => ({
    field,
    words,
    reason: advice,
    source,
  }));
}
