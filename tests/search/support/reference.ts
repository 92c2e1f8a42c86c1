import { readFileSync } from 'node:fs';

import { shippedRules, type Reference } from '@xincheng/search/matching';
import { parseOccupations, parseSpecialities, shippedSkills } from '@xincheng/search/skills';

/** The reference data as shipped, read from the same files that seed the database. */
export const reference: Reference = {
  version: 'shipped',
  specialities: parseSpecialities(shippedText('specialities.tsv')),
  occupations: parseOccupations(shippedText('occupations.tsv')),
  rules: shippedRules,
  skills: shippedSkills,
};

function shippedText(name: string): string {
  return readFileSync(new URL(`../../../db/reference/${name}`, import.meta.url), 'utf8');
}
