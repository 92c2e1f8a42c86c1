import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Pool, Scope } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import {
  dropMatchLists,
  dropMatchPrints,
  findMatchLists,
  listMatchPrints,
  type MatchListRow,
  type NewMatchList,
  saveMatchLists,
  saveMatchPrints,
  stampMatchLists,
} from '@xincheng/db/matches';
import { listPeopleAfter, type PersonWithPlace } from '@xincheng/db/people';
import { listOpenPositions, type PositionWithNames } from '@xincheng/db/positions';
import type { PairScore, Profile } from '@xincheng/search/matching';
import { personPrint, positionPrint, preparePosition } from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';
import { type CountyLookup, staffScope } from '../county.ts';
import type { Matching } from './matching.ts';
import type { MatchView } from './view.ts';

/** A stored list holds the best matches, no more. */
const listLength = 20;
const pageSize = 200;
const mostPositions = 5000;

/** What keeping the stored lists needs. */
export interface MatchListDeps {
  pool: Pool;
  clock: Clock;
  county: CountyLookup;
  matching: Matching;
}

/**
 * Brings the stored lists of best matches up to date and says how many were ranked anew. Only the
 * pairs that something touched are looked at: a person is ranked anew when the record reads otherwise
 * than last time, when a changed position stands in the list, or when one now belongs there. Cut off
 * in the middle, it starts over: what the positions read like is written last.
 */
export async function refreshMatchLists(deps: MatchListDeps): Promise<number> {
  const { pool, matching, clock } = deps;
  const county = await deps.county();
  if (county === null) return 0;
  const scope = staffScope(county);
  const view = await matching.view();
  const positions = await changedPositions(pool, scope, view);
  let ranked = 0;
  for (let after: string | null = null; ;) {
    const start: string | null = after;
    const people: PersonWithPlace[] = await pool.transaction(scope, (db) =>
      listPeopleAfter(db, start, pageSize),
    );
    const ids = people.map(({ person }) => person.id);
    const stored = await pool.transaction(scope, (db) => findMatchLists(db, ids));
    const lists: NewMatchList[] = [];
    for (const row of people) {
      if (row.person.refusesRanking) continue;
      // Requests of others go on between two people.
      await setImmediate();
      const list = await newList(view, row, stored.get(row.person.id), positions.changed);
      if (list !== null) lists.push({ ...list, countyId: county.id, computedAt: clock.now() });
    }
    const refused = people.filter(({ person }) => person.refusesRanking);
    await pool.transaction(scope, async (db) => {
      await saveMatchLists(db, lists);
      await dropMatchLists(
        db,
        refused.map(({ person }) => person.id),
      );
    });
    ranked += lists.length;
    after = ids.at(-1) ?? null;
    if (people.length < pageSize) break;
  }
  await pool.transaction(scope, async (db) => {
    await stampMatchLists(db, view.version);
    await dropMatchPrints(db, positions.gone);
    await saveMatchPrints(db, county.id, positions.prints);
  });
  return ranked;
}

/** Positions that read otherwise than when the lists were last brought up to date. */
async function changedPositions(pool: Pool, scope: Scope, view: MatchView) {
  const { rows, known } = await pool.transaction(scope, async (db) => ({
    rows: await listOpenPositions(db, null, mostPositions),
    known: await listMatchPrints(db),
  }));
  const { setting, version } = view;
  const crosswalk = crosswalkOf(setting.reference);
  const { weights } = setting.reference;
  // The weights and the ways touch every pair; the day does not.
  const general = JSON.stringify([weights, version.split('|').at(-1)]);
  const prints = new Map<string, string>();
  const changed = new Map<string, PositionWithNames | null>();
  for (const row of rows) {
    const prepared = preparePosition(view.documentOf(row), crosswalk, setting.today);
    const print = digest(general + positionPrint(prepared, crosswalk));
    if (known.get(row.position.id) === print) continue;
    prints.set(row.position.id, print);
    changed.set(row.position.id, row);
  }
  const open = new Set(rows.map(({ position }) => position.id));
  const gone = [...known.keys()].filter((id) => !open.has(id));
  for (const id of gone) changed.set(id, null);
  return { prints, changed, gone };
}

/** The person's list where it is another one than the stored; null where nothing touches it. */
async function newList(
  view: MatchView,
  row: PersonWithPlace,
  stored: MatchListRow | undefined,
  changed: ReadonlyMap<string, PositionWithNames | null>,
) {
  const profile = view.profileOf(row);
  const print = digest(personPrint(view.read(profile), crosswalkOf(view.setting.reference)));
  const untouched =
    stored?.personPrint === print &&
    stored.areaCode === row.person.areaCode &&
    ![...changed].some(([id, position]) => touches(view, profile, stored, id, position));
  if (untouched) return null;
  const items = await view.engine.rank(profile, { limit: listLength, offset: 0 });
  return {
    personId: row.person.id,
    areaCode: row.person.areaCode,
    items: items.map(({ id, score }) => ({ positionId: id, score })),
    personPrint: print,
    version: view.version,
  };
}

function touches(
  view: MatchView,
  profile: Profile,
  { items }: MatchListRow,
  id: string,
  position: PositionWithNames | null,
): boolean {
  if (items.some(({ positionId }) => positionId === id)) return true;
  if (position === null) return false;
  const pair: PairScore = view.explain(profile, view.documentOf(position));
  if (pair.gates.some(({ passed }) => !passed)) return false;
  const last = items.at(-1);
  return last === undefined || items.length < listLength || pair.score >= last.score;
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);
