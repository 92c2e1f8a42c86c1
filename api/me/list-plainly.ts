import { findPositions } from '@xincheng/db/positions';
import type { Profile } from '@xincheng/search/matching';
import type { getMatches, PlainMatch } from '../contract/me.ts';
import type { MatchView } from '../matching/view.ts';
import { toPositionSummary } from '../records/present.ts';
import type { Context } from '../route.ts';

/** More open positions than any county has; what is beyond is not listed. */
const most = 5000;
/** Positions whose place is unknown come last. */
const unknownKm = 1e6;

/**
 * For somebody who refused automated ranking (个人信息保护法 24): all open positions that meet the
 * conditions, the nearest first, then the newest, with no score.
 */
export async function listPlainly(
  { query, read }: Context<typeof getMatches>,
  { engine, explain, documentOf }: MatchView,
  profile: Profile,
): Promise<{ ranked: false; items: PlainMatch[]; total: number }> {
  const passing = await engine.rank(profile, { limit: most, offset: 0 });
  const rows = await read((db) =>
    findPositions(
      db,
      passing.map(({ id }) => id),
    ),
  );
  const items = [...rows.values()].map((row) => ({
    row,
    distanceKm: explain(profile, documentOf(row)).distanceKm,
  }));
  items.sort(
    (a, b) =>
      (a.distanceKm ?? unknownKm) - (b.distanceKm ?? unknownKm) ||
      b.row.position.createdAt.getTime() - a.row.position.createdAt.getTime() ||
      (a.row.position.id < b.row.position.id ? -1 : 1),
  );
  return {
    ranked: false,
    items: items
      .slice(0, query.limit)
      .map(({ row, distanceKm }) => ({ position: toPositionSummary(row), distanceKm })),
    total: items.length,
  };
}
