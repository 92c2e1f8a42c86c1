import type { EmbeddedEngine } from '@xincheng/search/embedded';

import type { Shown } from '#bench/keyword/traps.ts';

export {
  corpus,
  engineOfTraps,
  meanOf,
  measured,
  titleOf,
  townships,
  TRAP_KINDS,
  type TrapKind,
} from '#bench/keyword/traps.ts';

export async function shownFor(engine: EmbeddedEngine, typed: string): Promise<Shown> {
  const page = await engine.search({
    text: typed,
    filter: {},
    sort: 'relevance',
    page: { limit: 20, offset: 0 },
  });
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  return { hits: ids(page.items), loose: ids(page.loose), total: page.total };
}
