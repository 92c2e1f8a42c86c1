import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { appointments, people, referenceEntries, stations, townships } from './schema/index.ts';
import type { PersonKind } from './vocabulary/records.ts';

export type PersonRow = typeof people.$inferSelect;
export type NewPerson = typeof people.$inferInsert & { id: string };
export type PersonChange = Partial<Omit<typeof people.$inferInsert, 'id' | 'countyId'>>;

export interface PeopleFilter {
  /** Matches the name, or equals the blind index of an ID number or mobile that was typed. */
  name?: string;
  blindIndex?: { idCard: string; mobile: string };
  areaPrefix?: string;
  kind?: PersonKind;
  lack?: 'speciality' | 'mobile' | 'account';
}

const hasAccount = sql<boolean>`exists (select 1 from ${appointments}
  where ${appointments.personId} = ${people.id} and ${appointments.endedAt} is null)`;

/** People in the reader's scope with their station and speciality in words, by area and name. */
export async function listPeople(
  db: Db,
  filter: PeopleFilter,
  page: { limit: number; offset: number },
) {
  const where = and(isNull(people.removedAt), ...conditions(filter));
  const items = await db
    .select(withPlace)
    .from(people)
    .leftJoin(stations, stationOf)
    .leftJoin(townships, townshipOf)
    .leftJoin(referenceEntries, specialityOf)
    .where(where)
    .orderBy(asc(people.areaCode), sql`${people.fullName} collate "zh-x-icu"`, asc(people.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(people)
    .where(where);
  return { items, total: count?.total ?? 0 };
}
export type PersonWithPlace = Awaited<ReturnType<typeof listPeople>>['items'][number];

/** People in the reader's scope after `afterId`, by id: for work on all of them, a page at a time. */
export async function listPeopleAfter(
  db: Db,
  afterId: string | null,
  limit: number,
): Promise<PersonWithPlace[]> {
  return db
    .select(withPlace)
    .from(people)
    .leftJoin(stations, stationOf)
    .leftJoin(townships, townshipOf)
    .leftJoin(referenceEntries, specialityOf)
    .where(
      and(isNull(people.removedAt), afterId === null ? undefined : sql`${people.id} > ${afterId}`),
    )
    .orderBy(asc(people.id))
    .limit(limit);
}

export async function findPerson(db: Db, id: string): Promise<PersonWithPlace | null> {
  const [row] = await db
    .select(withPlace)
    .from(people)
    .leftJoin(stations, stationOf)
    .leftJoin(townships, townshipOf)
    .leftJoin(referenceEntries, specialityOf)
    .where(and(eq(people.id, id), isNull(people.removedAt)));
  return row ?? null;
}

const withPlace = {
  person: people,
  station: stations.name,
  stationLat: stations.lat,
  stationLng: stations.lng,
  township: townships.name,
  townshipLat: townships.lat,
  townshipLng: townships.lng,
  speciality: referenceEntries.name,
  hasAccount,
};
/** The station of the village where known, else the township's own. */
const stationOf = sql`${stations.countyId} = ${people.countyId} and ${stations.code} = rpad(${people.areaCode}, 12, '0')`;
const townshipOf = sql`${townships.code} = left(${people.areaCode}, 9)`;
const specialityOf = sql`${referenceEntries.kind} = 'speciality' and ${referenceEntries.key} = ${people.specialityKey}
  and ${referenceEntries.removedAt} is null`;

function conditions(filter: PeopleFilter): (SQL | undefined)[] {
  const { name, blindIndex } = filter;
  return [
    name === undefined
      ? undefined
      : sql`(strpos(${people.fullName}, ${name}) > 0
          or ${people.idCardIndex} = ${blindIndex?.idCard ?? ''}
          or ${people.mobileIndex} = ${blindIndex?.mobile ?? ''})`,
    filter.areaPrefix === undefined
      ? undefined
      : sql`starts_with(${people.areaCode}, ${filter.areaPrefix})`,
    filter.kind === undefined ? undefined : eq(people.kind, filter.kind),
    filter.lack === 'speciality'
      ? sql`${people.specialityKey} is null and ${people.kind} = 'veteran'`
      : undefined,
    filter.lack === 'mobile' ? isNull(people.mobileIndex) : undefined,
    filter.lack === 'account' ? sql`not ${hasAccount}` : undefined,
  ];
}

/** Rows in scope (removed ones too) by blind index of the ID number. */
export async function findPeopleByIdCard(
  db: Db,
  indexes: readonly string[],
): Promise<Map<string, PersonRow>> {
  const rows: PersonRow[] = [];
  for (const chunk of chunks(indexes, 1000))
    rows.push(
      ...(await db
        .select()
        .from(people)
        .where(inArray(people.idCardIndex, chunk))
        // The one in force last, so that it wins over withdrawn ones.
        .orderBy(sql`${people.removedAt} is null`, asc(people.id))
        .limit(5000)),
    );
  return new Map(rows.map((row) => [row.idCardIndex, row]));
}

/** Those of the indexes that belong to people of the county outside the reader's area. */
export async function findIdCardsElsewhere(
  db: Db,
  indexes: readonly string[],
): Promise<Set<string>> {
  const rows = await db.execute<{ id_card_index: string }>(
    sql`select id_card_index from xc.people_elsewhere(array[${sql.join(
      indexes.map((index) => sql`${index}`),
      sql`, `,
    )}]::text[])`,
  );
  return new Set(rows.map((row) => row.id_card_index));
}

export async function findPersonRow(db: Db, id: string): Promise<PersonRow | null> {
  const [row] = await db.select().from(people).where(eq(people.id, id));
  return row ?? null;
}

export async function insertPeople(db: Db, rows: readonly NewPerson[]): Promise<void> {
  for (const chunk of chunks(rows, 200)) await db.insert(people).values(chunk);
}

/** Changes a person whose version is still `version`; the new version, or null when it is not. */
export async function updatePerson(
  db: Db,
  id: string,
  version: number,
  change: PersonChange,
): Promise<number | null> {
  const [row] = await db
    .update(people)
    .set({ ...change, version: sql`${people.version} + 1` })
    .where(and(eq(people.id, id), eq(people.version, version)))
    .returning({ version: people.version });
  return row?.version ?? null;
}

/** Locks these people until the transaction ends, in an order that cannot block itself. */
export async function lockPeople(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, [...ids]))
    .orderBy(asc(people.id))
    .limit(ids.length)
    .for('update');
}

/** Changes a locked person, whatever its version. */
export async function changeLockedPerson(db: Db, id: string, change: PersonChange): Promise<void> {
  await db
    .update(people)
    .set({ ...change, version: sql`${people.version} + 1` })
    .where(eq(people.id, id));
}

/** Takes locked people out of sight; the ids of those that were in it. */
export async function removePeople(db: Db, ids: readonly string[], at: Date): Promise<string[]> {
  const rows = await db
    .update(people)
    .set({ removedAt: at, updatedAt: at, version: sql`${people.version} + 1` })
    .where(and(inArray(people.id, [...ids]), isNull(people.removedAt)))
    .returning({ id: people.id });
  return rows.map(({ id }) => id);
}

/** People in the reader's scope with this military speciality. */
export async function countPeopleOfSpeciality(db: Db, key: string): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(people)
    .where(and(eq(people.specialityKey, key), isNull(people.removedAt)));
  return row?.total ?? 0;
}

/** Names of the ones of these people that the reader may see, by id. */
export async function findPersonNames(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, name: people.fullName })
    .from(people)
    .where(and(inArray(people.id, [...ids]), isNull(people.removedAt)))
    .orderBy(asc(people.id))
    .limit(ids.length);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How many people let this employer see their summary. Under an employer's scope only. */
export async function countConsenting(db: Db): Promise<number> {
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(people)
    .where(isNull(people.removedAt));
  return count?.total ?? 0;
}

/** The people who let this employer see their summary, for ranking: at most 2,000 by id. */
export async function listConsenting(db: Db): Promise<PersonWithPlace[]> {
  return db
    .select(withPlace)
    .from(people)
    .leftJoin(stations, stationOf)
    .leftJoin(townships, townshipOf)
    .leftJoin(referenceEntries, specialityOf)
    .where(isNull(people.removedAt))
    .orderBy(asc(people.id))
    .limit(2000);
}
