/** Consecutive slices of at most `size`: a statement takes 65,535 parameters and no more. */
export function* chunks<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
