import { createEmbeddedEngine } from '@xincheng/search/embedded';
import { nearMissOf, scorePair } from '@xincheng/search/matching';
import type { Action, ActionKind } from '@xincheng/search/matching';
import type { Ranking } from './ranking.ts';
import { rankKeywordSet } from './rank-keyword-set.ts';
import { readMatchSet } from './read-match-set.ts';
import type { NearRun, Run } from './run.ts';
import { settingOn } from './setting.ts';

/** Ranks a judged set of either kind; typed words have no near misses. */
export async function rankSet(ranking: Ranking): Promise<{ run: Run; near: NearRun | null }> {
  if (ranking.kind === 'match') return rankMatchSet(ranking);
  return { run: await rankKeywordSet(ranking), near: null };
}

/**
 * Ranks every person of a set by the product's own engine: the best `k` positions, all near misses.
 * Throws a Fault naming file and line when the set cannot be read.
 */
async function rankMatchSet({ set, k, day }: Ranking): Promise<{ run: Run; near: NearRun }> {
  const { profiles, positions } = readMatchSet(set);
  const setting = settingOn(day);
  const engine = createEmbeddedEngine(setting);
  await engine.replaceAll(positions, setting.reference.version);
  const byId = new Map(positions.map((position) => [position.id, position]));
  const run = new Map<string, { id: string; score: number }[]>();
  const near = new Map<string, { id: string; score: number; actions: string }[]>();
  for (const profile of profiles) {
    run.set(profile.id, await engine.rank(profile, { limit: k, offset: 0 }));
    const misses = await engine.nearMisses(profile, { limit: positions.length });
    near.set(
      profile.id,
      misses.map(({ id, score }) => {
        const position = byId.get(id);
        const miss = position && nearMissOf(scorePair(profile, position, setting));
        if (!miss) throw new Error(`${profile.id} ${id}: the engine's near miss is none`);
        return { id, score, actions: miss.actions.map(inWords).join('；') };
      }),
    );
  }
  return { run, near };
}

function inWords({ kind, what }: Action): string {
  return `${VERBS[kind]}${what}`;
}

const VERBS: Record<ActionKind, string> = {
  exchange_licence: '换领',
  obtain_licence: '考取',
  upgrade_licence: '增驾',
  obtain_certificate: '办理',
  record_birth_date: '补登',
  record_education: '补登',
  record_place: '补登',
};
