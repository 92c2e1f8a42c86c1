import { and, asc, lte, or, isNull, gte, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { holidays, rules, specialities } from './schema/index.ts';

export type SpecialityRow = typeof specialities.$inferSelect;
export type RuleRow = typeof rules.$inferSelect;

export async function listSpecialities(db: Db): Promise<SpecialityRow[]> {
  return db
    .select()
    .from(specialities)
    .orderBy(asc(specialities.order), asc(specialities.key))
    .limit(1000);
}

/** Rules in force on a day, one version of each. */
export async function rulesOn(db: Db, day: string): Promise<RuleRow[]> {
  return db
    .select()
    .from(rules)
    .where(and(lte(rules.validFrom, day), or(isNull(rules.validTo), gte(rules.validTo, day))))
    .orderBy(asc(rules.key), asc(rules.validFrom))
    .limit(1000);
}

/** Loads the reference data that comes with the product; what staff have edited since is kept. */
export async function seedReference(
  db: Db,
  data: {
    specialities: (typeof specialities.$inferInsert)[];
    rules: (typeof rules.$inferInsert)[];
    holidays: (typeof holidays.$inferInsert)[];
  },
): Promise<void> {
  await db
    .insert(specialities)
    .values(data.specialities)
    .onConflictDoUpdate({
      target: specialities.key,
      set: {
        group: sql`excluded.group`,
        name: sql`excluded.name`,
        skills: sql`excluded.skills`,
        occupations: sql`excluded.occupations`,
        certificates: sql`excluded.certificates`,
        gap: sql`excluded.gap`,
        order: sql`excluded.order`,
      },
      setWhere: sql`${specialities.version} = 1`,
    });
  await db.insert(rules).values(data.rules).onConflictDoNothing();
  if (data.holidays.length > 0)
    await db.insert(holidays).values(data.holidays).onConflictDoNothing();
}
