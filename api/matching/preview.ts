import { setImmediate } from 'node:timers/promises';
import type { Pool, Scope } from '@xincheng/db/client';
import { listPeopleAfter, type PersonWithPlace } from '@xincheng/db/people';
import { listOpenPositions } from '@xincheng/db/positions';
import type { Ranked } from '@xincheng/search/engine';
import { personPrint, positionPrint, preparePosition } from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';
import type { ReferencePreview } from '../reference/preview-types.ts';
import type { MatchView } from './view.ts';

const sampleLimit = 20;
/** What counts as a person's list of best matches. */
const listLength = 20;
const pageSize = 500;
/** So many rows are read before requests of others get their turn. */
const rowsAtOnce = 20;
/** More open positions than any county has. */
const mostPositions = 5000;

/**
 * Compares all matches of the people in `scope` as they are with what they would be. People whose
 * record reads the same are compared only when some position reads otherwise.
 */
export async function previewChange(
  pool: Pool,
  scope: Scope,
  now: MatchView,
  then: MatchView,
): Promise<ReferencePreview> {
  const touched = await touchedPositions(pool, scope, now, then);
  const weighted =
    JSON.stringify(now.setting.reference.weights) !==
    JSON.stringify(then.setting.reference.weights);
  const preview: ReferencePreview = {
    positionsTouched: touched,
    peopleTouched: 0,
    peopleListsChanged: 0,
    gainsMatches: 0,
    losesMatches: 0,
    samples: [],
  };
  for await (const row of peopleIn(pool, scope)) {
    if (row.person.refusesRanking) continue;
    const printOf = (view: MatchView) =>
      personPrint(view.read(view.profileOf(row)), crosswalkOf(view.setting.reference));
    const same = printOf(now) === printOf(then);
    // Requests of others go on between two people.
    await setImmediate();
    if (!same) preview.peopleTouched++;
    if (same && touched === 0 && !weighted) continue;
    await compare(preview, row, now, then);
  }
  preview.samples = largest(preview.samples);
  return preview;
}

async function compare(
  preview: ReferencePreview,
  row: PersonWithPlace,
  now: MatchView,
  then: MatchView,
): Promise<void> {
  const page = { limit: mostPositions, offset: 0 };
  const before = await now.engine.rank(now.profileOf(row), page);
  const after = await then.engine.rank(then.profileOf(row), page);
  if (after.length > before.length) preview.gainsMatches++;
  if (after.length < before.length) preview.losesMatches++;
  const top = (items: readonly Ranked[]) =>
    items
      .slice(0, listLength)
      .map(({ id }) => id)
      .join(' ');
  if (top(before) !== top(after)) preview.peopleListsChanged++;
  const scores = new Map(before.map(({ id, score }) => [id, score]));
  const changed = after.flatMap(({ id, score }) => {
    const was = scores.get(id) ?? null;
    scores.delete(id);
    return was === score
      ? []
      : [{ personId: row.person.id, positionId: id, before: was, after: score }];
  });
  const lost = [...scores].map(([id, score]) => ({
    ...{ personId: row.person.id, positionId: id },
    ...{ before: score, after: null },
  }));
  preview.samples.push(...changed, ...lost);
  // Bounded while it grows; one person can change with hundreds of positions.
  if (preview.samples.length > 1000) preview.samples = largest(preview.samples);
}

type Sample = ReferencePreview['samples'][number];

function largest(samples: readonly Sample[]): Sample[] {
  const change = ({ before, after }: Sample) => Math.abs((after ?? 0) - (before ?? 0));
  return [...samples]
    .sort(
      (a, b) =>
        change(b) - change(a) ||
        (`${a.personId}${a.positionId}` < `${b.personId}${b.positionId}` ? -1 : 1),
    )
    .slice(0, sampleLimit);
}

async function touchedPositions(
  pool: Pool,
  scope: Scope,
  now: MatchView,
  then: MatchView,
): Promise<number> {
  const rows = await pool.transaction(scope, (db) => listOpenPositions(db, null, mostPositions));
  const printOf = ({ setting, documentOf }: MatchView, at: number) => {
    const row = rows[at];
    if (row === undefined) return '';
    const crosswalk = crosswalkOf(setting.reference);
    return positionPrint(preparePosition(documentOf(row), crosswalk, setting.today), crosswalk);
  };
  let touched = 0;
  for (const at of rows.keys()) {
    if (printOf(now, at) !== printOf(then, at)) touched++;
    if (at % rowsAtOnce === 0) await setImmediate();
  }
  return touched;
}

async function* peopleIn(pool: Pool, scope: Scope): AsyncGenerator<PersonWithPlace> {
  for (let after: string | null = null; ;) {
    const start: string | null = after;
    const rows: PersonWithPlace[] = await pool.transaction(scope, (db) =>
      listPeopleAfter(db, start, pageSize),
    );
    yield* rows;
    after = rows.at(-1)?.person.id ?? null;
    if (rows.length < pageSize) return;
  }
}
