import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import {
  fairEmployers,
  fairs,
  importBatches,
  positions,
  stations,
  townships,
} from './schema/index.ts';
import type { PersonKind } from './vocabulary/records.ts';

/** Fairs with the number of their firms, open positions and headcount; the latest first. */
export async function listFairs(db: Db, limit: number) {
  return db
    .select({
      id: fairs.id,
      name: fairs.name,
      venue: fairs.venue,
      heldOn: fairs.heldOn,
      opensAt: fairs.opensAt,
      closesAt: fairs.closesAt,
      employers: sql<number>`count(distinct ${fairEmployers.employerId})::int`,
      positions: sql<number>`count(distinct ${positions.id})::int`,
      headcount: sql<number>`coalesce(sum(${positions.headcount}), 0)::int`,
    })
    .from(fairs)
    .leftJoin(fairEmployers, eq(fairEmployers.fairId, fairs.id))
    .leftJoin(
      positions,
      and(
        eq(positions.employerId, fairEmployers.employerId),
        eq(positions.status, 'open'),
        isNull(positions.removedAt),
      ),
    )
    .groupBy(fairs.id)
    .orderBy(desc(fairs.heldOn), desc(fairs.id))
    .limit(limit);
}

export async function insertFair(
  db: Db,
  fair: typeof fairs.$inferInsert & { id: string },
  employerIds: readonly string[],
): Promise<void> {
  await db.insert(fairs).values(fair);
  if (employerIds.length === 0) return;
  await db.insert(fairEmployers).values(
    employerIds.map((employerId, index) => ({
      countyId: fair.countyId,
      fairId: fair.id,
      employerId,
      booth: index + 1,
    })),
  );
}

export interface PeopleFigure {
  areaCode: string;
  kind: PersonKind;
  specialityKey: string | null;
  hasMobile: boolean;
  hasAccount: boolean;
  people: number;
}

/** Counts of people in the reader's area by everything the dashboard groups by; no names. */
export async function peopleFigures(db: Db): Promise<PeopleFigure[]> {
  const rows = await db.execute<{
    area_code: string;
    kind: PersonKind;
    speciality_key: string | null;
    has_mobile: boolean;
    has_account: boolean;
    people: string;
  }>(sql`select * from xc.people_figures() order by 1, 2, 3, 4, 5`);
  return rows.map((row) => ({
    areaCode: row.area_code,
    kind: row.kind,
    specialityKey: row.speciality_key,
    hasMobile: row.has_mobile,
    hasAccount: row.has_account,
    people: Number(row.people),
  }));
}

export async function countConsentsInForce(db: Db): Promise<number> {
  const [row] = await db.execute<{ n: string }>(sql`select xc.consents_in_force() as n`);
  return Number(row?.n ?? 0);
}

/** Positions and headcount per township and state. */
export async function positionFigures(db: Db) {
  return db
    .select({
      townshipCode: positions.townshipCode,
      status: positions.status,
      positions: sql<number>`count(*)::int`,
      headcount: sql<number>`coalesce(sum(${positions.headcount}), 0)::int`,
    })
    .from(positions)
    .where(isNull(positions.removedAt))
    .groupBy(positions.townshipCode, positions.status)
    .orderBy(asc(positions.townshipCode), asc(positions.status));
}

export async function countHiringEmployers(db: Db): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(distinct ${positions.employerId})::int` })
    .from(positions)
    .where(and(eq(positions.status, 'open'), isNull(positions.removedAt)));
  return row?.n ?? 0;
}

/** The latest confirmed imports in the reader's scope with the uploader's place. */
export async function recentImports(db: Db, limit: number) {
  return db
    .select({
      id: importBatches.id,
      fileName: importBatches.fileName,
      station: stations.name,
      township: townships.name,
      uploader: importBatches.uploaderName,
      written: importBatches.written,
      at: importBatches.uploadedAt,
    })
    .from(importBatches)
    .leftJoin(stations, eq(stations.code, sql`rpad(${importBatches.area}, 12, '0')`))
    .leftJoin(townships, eq(townships.code, importBatches.area))
    .where(eq(importBatches.status, 'confirmed'))
    .orderBy(desc(importBatches.uploadedAt), desc(importBatches.id))
    .limit(limit);
}
