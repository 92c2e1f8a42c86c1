import type { ReferenceRow } from '@xincheng/db/reference';
import { fold, pinyinOf } from '@xincheng/search/text';

/**
 * The entries that what was typed may mean: a part of the name, the key, a word or a group, or, in
 * letters, of the pinyin of one of them, whole (`huoche`) or by initials (`hcjs`).
 */
export function filterEntries(rows: readonly ReferenceRow[], typed: string): ReferenceRow[] {
  const q = fold(typed);
  if (q === '') return [...rows];
  const isSpelt = /^[a-z]{2,}$/.test(q);
  return rows.filter((row) =>
    textsOf(row).some(
      (text) => fold(text).includes(q) || (isSpelt && spellings(text).some((s) => s.includes(q))),
    ),
  );
}

const textsOf = ({ key, name, value: { words, group } }: ReferenceRow): string[] => [
  ...[key, name],
  ...(Array.isArray(words) ? words.map(String) : []),
  ...(typeof group === 'string' ? [group] : []),
];

/** Spelling is slow and the texts are few: each is spelt once. Cleared before it grows without bound. */
const spelt = new Map<string, readonly string[]>();
function spellings(text: string): readonly string[] {
  const known = spelt.get(text);
  if (known !== undefined) return known;
  const { full, initials } = pinyinOf(text);
  if (spelt.size > 20_000) spelt.clear();
  spelt.set(text, [full, initials]);
  return [full, initials];
}
