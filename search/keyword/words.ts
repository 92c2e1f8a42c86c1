import { readFileSync } from 'node:fs';

import { parseWordGroups, type WordGroup } from '../reference/parse.ts';

/** Words that the keyword search takes for each other or for more than their characters. */
export type KeywordWords = {
  /** Words of one meaning: 维修, 修理, 检修. */
  equivalents: readonly WordGroup[];
  /** Fields of work with the words that tell them: 理发, 美甲, 烫染. */
  related: readonly WordGroup[];
  /** What a position offers or asks beside the trade: 双休, 包住. */
  wishes: readonly WordGroup[];
};

/** The words as shipped in `db/reference/`. Throws RangeError on a malformed file. */
export function shippedWords(): KeywordWords {
  return {
    equivalents: shipped('equivalents.tsv'),
    related: shipped('related.tsv'),
    wishes: shipped('wishes.tsv'),
  };
}

function shipped(file: string): WordGroup[] {
  const url = new URL(import.meta.resolve(`@xincheng/db/reference/${file}`));
  return parseWordGroups(file, readFileSync(url, 'utf8'));
}
