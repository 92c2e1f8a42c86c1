import type { Kind } from './types.ts';

/** The page of an entry; keys may be names with any character. */
export const entryPath = (kind: Kind, key: string): string =>
  `/reference/${kind}/${encodeURIComponent(key)}`;

/** The page of a kind's entries; the weights are one entry. */
export const kindPath = (kind: Kind): string =>
  kind === 'weights' ? entryPath(kind, 'weights') : `/reference/${kind}`;
