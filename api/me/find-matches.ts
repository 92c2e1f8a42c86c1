import { findPerson } from '@xincheng/db/people';
import { findPositions } from '@xincheng/db/positions';
import type { MatchEngine } from '@xincheng/search/engine';
import { fitOf, nearMissOf } from '@xincheng/search/matching';
import type { Action, Gate, PairScore, Profile } from '@xincheng/search/matching';
import type { z } from 'zod';
import { personOf } from '../auth/actor.ts';
import type { getMatches, Match, MatchStep, NearMiss } from '../contract/me.ts';
import { found } from '../errors.ts';
import { toPositionSummary } from '../records/present.ts';
import type { Context } from '../route.ts';
import { listPlainly } from './list-plainly.ts';

/** Near misses are a hint beside the list, not a list of their own. */
const nearMissLimit = 10;
/** How many near misses the steps are drawn from, and how many steps are told. */
const nearMissesForSteps = 100;
const stepLimit = 8;

/** From this many points for skills and occupation on, the work itself suits. */
const suitingFit = 240;

/**
 * The engine names ids; the rows are read under the person's own scope, and each shown pair is
 * explained exactly. The search runs between the two transactions, not inside one. Who refused to be
 * ranked gets the plain list.
 */
export async function findMatches(
  context: Context<typeof getMatches>,
): Promise<z.infer<(typeof getMatches)['response']>> {
  const { deps, actor, query, read } = context;
  const person = found(await read((db) => findPerson(db, personOf(actor))));
  const view = await deps.matching.view();
  const profile = view.profileOf(person);
  if (person.person.refusesRanking) return listPlainly(context, view, profile);

  const ranked = await view.engine.rank(profile, { limit: query.limit, offset: 0 });
  const total = await view.engine.count(profile);
  const near = await view.engine.nearMisses(profile, { limit: nearMissesForSteps });
  const ids = [...ranked, ...near].map(({ id }) => id);
  const rows = await read((db) => findPositions(db, ids));
  const pairs = [...rows].map(([id, row]) => {
    const pair = view.explain(profile, view.documentOf(row));
    return [id, { row, pair }] as const;
  });
  const explained = new Map(pairs);

  const items = ranked.flatMap(({ id }): Match[] => {
    const shown = explained.get(id);
    if (shown === undefined) return [];
    const { score, distanceKm, parts, missing } = shown.pair;
    return [
      {
        position: toPositionSummary(shown.row),
        ...{ score, distanceKm, parts },
        missing: missing.map(presentAction),
        suits: suits(shown.pair),
      },
    ];
  });
  const misses = near.flatMap(({ id }) => {
    const shown = explained.get(id);
    const miss = shown === undefined ? null : nearMissOf(shown.pair);
    return shown === undefined || miss === null ? [] : [{ ...shown, miss }];
  });
  return {
    ranked: true,
    items,
    nearMisses: misses.slice(0, nearMissLimit).map(({ row, pair, miss }): NearMiss => ({
      position: toPositionSummary(row),
      distanceKm: pair.distanceKm,
      gates: miss.gates.map(presentGate),
      actions: miss.actions.map(presentAction),
    })),
    steps: await stepsFrom(
      view.engine,
      profile,
      misses.flatMap(({ miss }) => miss.actions),
    ),
    total,
  };
}

/** Each act once with what it opens: the total of a ranking after it less today's. */
async function stepsFrom(
  engine: MatchEngine,
  profile: Profile,
  actions: readonly Action[],
): Promise<MatchStep[]> {
  const acts = new Map<string, Action>();
  for (const action of actions) {
    const { grant } = action;
    if (grant !== null) acts.set(`${grant.kind} ${grant.value}`, action);
  }
  const steps: MatchStep[] = [];
  for (const action of acts.values()) {
    if (action.grant === null) continue;
    const gain = await engine.gain(profile, [action.grant]);
    const { kind, value } = action.grant;
    const what = kind === 'licence' ? `${value} 驾驶证` : value;
    if (gain > 0) steps.push({ ...presentAction(action), what, gain });
  }
  return steps.sort((a, b) => b.gain - a.gain || (a.what < b.what ? -1 : 1)).slice(0, stepLimit);
}

/** Whether the work itself suits; else only its conditions are met. */
export function suits(pair: Pick<PairScore, 'parts'>): boolean {
  return fitOf(pair) >= suitingFit;
}

/** Without what only the engine needs to know of a gate. */
export function presentGate({ rule, passed, source, have, need }: Gate) {
  return { rule, passed, source, have, need };
}

/** Without what only a new ranking needs to know of an act. */
export function presentAction({ kind, what, hint, days }: Action) {
  return { kind, what, hint, days };
}
