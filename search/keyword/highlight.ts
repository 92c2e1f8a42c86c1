import type { CompiledQuery } from './compile.ts';
import { fold } from '../text/fold.ts';

/** Where a text has the words of a query: UTF-16 offsets, ordered, apart from each other. */
export function highlight(
  text: string,
  { weights }: CompiledQuery,
): { start: number; end: number }[] {
  const folded = fold(text);
  const marked = new Uint8Array(folded.length);
  for (const token of weights.keys()) {
    if (token.length < 2 || /^[§~=^@#]/.test(token)) continue;
    for (let at = folded.indexOf(token); at !== -1; at = folded.indexOf(token, at + 1)) {
      marked.fill(1, at, at + token.length);
    }
  }
  const ranges: { start: number; end: number }[] = [];
  for (let at = 0; at < marked.length; at++) {
    if (marked[at] !== 1) continue;
    const start = at;
    while (marked[at] === 1) at++;
    ranges.push({ start, end: at });
  }
  return ranges;
}
