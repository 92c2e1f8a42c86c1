import type { Db } from '@xincheng/db/client';
import { latestReferenceChange, type RuleRow, rulesOn } from '@xincheng/db/reference';
import { toMatchRule } from '@xincheng/search/matching';
import type { Reference } from '@xincheng/search/reference';
import { readTables, type ReferenceTables } from './tables.ts';

/**
 * The reference data as of `today` for matching. Its version is `<today>|<latest change>`. Null in an
 * installation that is still empty.
 */
export async function readReference(db: Db, today: string): Promise<Reference | null> {
  const change = await latestReferenceChange(db);
  if (change === 0) return null;
  const rules = await rulesOn(db, today);
  return toReference(await readTables(db), rules, `${today}|${String(change)}`);
}

/** @param rules those in force on the day of `version` */
export function toReference(
  tables: ReferenceTables,
  rules: readonly RuleRow[],
  version: string,
): Reference {
  const [weights] = tables.weights;
  if (weights === undefined) throw new RangeError('the reference data holds no weights');
  return {
    version,
    skills: tables.skill.map(({ key, name, value }) => ({ key, name, ...value })),
    specialities: tables.speciality.map(({ key, name, value: { group: _, ...value } }) => ({
      ...{ key, name },
      ...value,
    })),
    occupations: tables.occupation.map(({ name, value }) => ({ name, ...value })),
    certificates: tables.certificate.map(({ name, value }) => ({ name, ...value })),
    weights: weights.value,
    rules: rules.map(toMatchRule),
  };
}
