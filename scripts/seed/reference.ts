import { readFileSync } from 'node:fs';
import { shippedHolidays } from '@xincheng/db/reference/holidays';
import { shippedRules } from '@xincheng/db/reference/rules';
import type { seedReference } from '@xincheng/db/reference';
import { parseOccupations, parseSpecialities } from '@xincheng/search/skills';

type ReferenceData = Parameters<typeof seedReference>[1];

const read = (name: string) =>
  readFileSync(new URL(import.meta.resolve(`@xincheng/db/reference/${name}`)), 'utf8');

/** The reference data that ships with the product, from db/reference/. */
export function readReferenceData(): ReferenceData {
  const table = read('specialities.tsv');
  // The group stands in the first column, beside what matching reads.
  const groups = new Map(
    table.split(/\r?\n/).map((line) => {
      const [group = '', , key = ''] = line.split('\t');
      return [key, group];
    }),
  );
  const seen = new Set(
    parseOccupations(read('occupations.tsv'))
      .filter(({ evidence }) => evidence === 'S')
      .map(({ name }) => name),
  );
  return {
    specialities: parseSpecialities(table).map((row, order) => ({
      ...row,
      group: groups.get(row.key) ?? '',
      skills: [...row.skills],
      occupations: row.occupations.map(({ name, code }) => ({
        name,
        code,
        verified: seen.has(name),
      })),
      source: '先验知识，待县局核对',
      order,
    })),
    rules: [...shippedRules],
    holidays: [...shippedHolidays],
  };
}
