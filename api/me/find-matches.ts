import { findPerson } from '@xincheng/db/people';
import { findPositions } from '@xincheng/db/positions';
import { nearMissOf } from '@xincheng/search/matching';
import type { Gate } from '@xincheng/search/matching';
import { personOf } from '../auth/actor.ts';
import type { getMatches, Match, NearMiss } from '../contract/me.ts';
import { found } from '../errors.ts';
import { toDocument, toProfile } from '../matching/documents.ts';
import { toPositionSummary } from '../records/present.ts';
import type { Context } from '../route.ts';

/** Near misses are a hint beside the list, not a list of their own. */
const nearMissLimit = 10;

/**
 * The engine names ids; the rows are read under the person's own scope, and each shown pair is
 * explained exactly. The search runs between the two transactions, not inside one.
 */
export async function findMatches({
  deps,
  actor,
  query,
  read,
}: Context<typeof getMatches>): Promise<{
  items: Match[];
  nearMisses: NearMiss[];
  total: number;
}> {
  const person = found(await read((db) => findPerson(db, personOf(actor))));
  const profile = toProfile(person);
  const today = deps.clock.today();
  const engine = await deps.matching.engine();
  const ranked = await engine.rank(profile, { limit: query.limit, offset: 0, today });
  const near = await engine.nearMisses(profile, { limit: nearMissLimit, today });
  const ids = [...ranked.items, ...near].map(({ id }) => id);
  const rows = await read((db) => findPositions(db, ids));

  const items: Match[] = [];
  for (const { id } of ranked.items) {
    const row = rows.get(id);
    if (row === undefined) continue;
    const { score, distanceKm, parts, missing } = await deps.matching.explain(
      profile,
      toDocument(row),
    );
    items.push({ position: toPositionSummary(row), score, distanceKm, parts, missing });
  }
  const nearMisses: NearMiss[] = [];
  for (const { id } of near) {
    const row = rows.get(id);
    if (row === undefined) continue;
    const pair = await deps.matching.explain(profile, toDocument(row));
    const miss = nearMissOf(pair);
    if (miss === null) continue;
    nearMisses.push({
      position: toPositionSummary(row),
      distanceKm: pair.distanceKm,
      gates: miss.gates.map(presentGate),
      actions: miss.actions,
    });
  }
  return { items, nearMisses, total: ranked.total };
}

/** Without what only the engine needs to know of a gate. */
export function presentGate({ rule, passed, source, have, need }: Gate) {
  return { rule, passed, source, have, need };
}
