import { createEmbeddedEngine, isSame } from '@xincheng/search/embedded';
import type { PositionDocument, Profile, Setting } from '@xincheng/search/matching';
import { createIndexWriter, createSearchServer } from '@xincheng/search/meilisearch';

import { pagesOf } from './search-server.ts';
import { meilisearchVersion, startScratchServer, type ScratchServer } from './scratch-server.ts';

/** How the server's lists of matches compare with those of the own engine. */
export interface ServerCheck {
  readonly version: string;
  readonly lists: number;
  /** Length of the lists. */
  readonly top: number;
  readonly byCandidates: readonly {
    readonly candidates: number;
    readonly equal: number;
    readonly certified: number;
    /** Certified, yet not equal: ought to be 0. */
    readonly certifiedWrongly: number;
  }[];
}

const CANDIDATES = [100, 200];
const PAGE = { limit: 20, offset: 0 };

/** Ranks on a server of its own, which leaves nothing behind; null where there is no executable. */
export async function checkMeilisearch(
  setting: Setting,
  { profiles, documents }: { profiles: readonly Profile[]; documents: readonly PositionDocument[] },
): Promise<ServerCheck | null> {
  if (meilisearchVersion() === null) return null;
  const server = await startScratchServer();
  try {
    return await compare(server, setting, profiles, documents);
  } finally {
    await server.stop();
  }
}

async function compare(
  server: ScratchServer,
  setting: Setting,
  profiles: readonly Profile[],
  documents: readonly PositionDocument[],
): Promise<ServerCheck> {
  const own = createEmbeddedEngine(setting);
  await own.replaceAll(documents, 'check');
  await createIndexWriter(server).rebuild(pagesOf([...own.keywords.entries]));
  const engine = createSearchServer(own, setting, { ...server, linear: true });
  const expected = await Promise.all(profiles.map((profile) => own.rank(profile, PAGE)));
  const byCandidates = [];
  for (const candidates of CANDIDATES) {
    const count = { candidates, equal: 0, certified: 0, certifiedWrongly: 0 };
    for (const [at, profile] of profiles.entries()) {
      const { items, certified } = await engine.rank(profile, PAGE, { candidates });
      const isEqual = isSame(items, expected[at] ?? []);
      if (isEqual) count.equal++;
      if (certified) count.certified++;
      if (certified && !isEqual) count.certifiedWrongly++;
    }
    byCandidates.push(count);
  }
  return { version: server.version, lists: profiles.length, top: PAGE.limit, byCandidates };
}
