import { readFileSync } from 'node:fs';

import { shippedRules } from '../matching/rules.ts';

import { parseCertificates, parseOccupations, parseSkills, parseSpecialities } from './parse.ts';
import type { Reference } from './types.ts';
import { shippedWeights } from './weights.ts';

/**
 * The reference data as shipped, read from `db/reference/`: what the tables are seeded with, and what
 * tools and tests match with that run without a database. Throws RangeError on a malformed file.
 */
export function shippedReference(): Reference {
  return {
    version: 'shipped',
    skills: parseSkills(shippedText('skills.tsv')),
    specialities: parseSpecialities(shippedText('specialities.tsv')),
    occupations: parseOccupations(shippedText('occupations.tsv')),
    certificates: parseCertificates(shippedText('certificates.tsv')),
    weights: shippedWeights,
    rules: shippedRules,
  };
}

function shippedText(file: string): string {
  return readFileSync(new URL(import.meta.resolve(`@xincheng/db/reference/${file}`)), 'utf8');
}
