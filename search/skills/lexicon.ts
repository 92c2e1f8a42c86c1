import type { Skill } from '../matching/types.ts';

import { officeAndTechnology } from './data/office-and-technology.ts';
import { peopleAndPlaces } from './data/people-and-places.ts';
import { transportAndMachines } from './data/transport-and-machines.ts';

const weights = { '1': 1, '2': 2, '3': 3 } as const;

/** Parses lexicon lines `key|name|weight|words`; throws RangeError on a malformed line. */
export function parseSkills(text: string): Skill[] {
  return dataLines(text).map((line) => {
    const [key, name, weight, words] = line.split('|');
    if (!key || !name || words === undefined || !isWeight(weight)) {
      throw new RangeError(`malformed skill line: ${line}`);
    }
    return { key, name, weight: weights[weight], words: splitWords(words) };
  });
}

/** The lexicon as shipped: what the skill table is seeded with. */
export const shippedSkills: readonly Skill[] = parseSkills(
  transportAndMachines + peopleAndPlaces + officeAndTechnology,
);

/** The trade a skill or occupation belongs to: the key up to its first dot. */
export function branchOf(skillKey: string): string {
  const dot = skillKey.indexOf('.');
  return dot === -1 ? skillKey : skillKey.slice(0, dot);
}

/** Non-empty lines of a data text. */
export function dataLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** Splits a cell of words on 、; empty cells give an empty list. */
export function splitWords(cell: string): string[] {
  return cell.split('、').filter((word) => word !== '');
}

function isWeight(text: string | undefined): text is keyof typeof weights {
  return text !== undefined && text in weights;
}
