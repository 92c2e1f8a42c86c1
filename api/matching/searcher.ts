import type { SearchEngine, SearchPage, SearchQuery } from '@xincheng/search/engine';

/** A page of a search and which engine answered; `fallback` when it stands in for another one. */
type SearchReply = SearchPage & { engine: SearchEngine['kind']; fallback: boolean };

export interface Searcher {
  search(query: SearchQuery): Promise<SearchReply>;
  /** Whether a failure a moment ago has searches answered by the own engine, without asking the server. */
  isResting(): boolean;
}

/** After a failure the search server is left alone for so long, so that it costs one wait, not many. */
const REST_MS = 5000;
/** An answer is due within a second, the own engine's included. */
const PATIENCE_MS = 600;

/**
 * Asks the search server where there is one, and the own engine when it fails or takes too long.
 * @param now milliseconds of any clock that only goes forward
 */
export function makeSearcher(options: {
  own: SearchEngine;
  server: SearchEngine | null;
  now: () => number;
  onError: (error: unknown) => void;
}): Searcher {
  const { own, server, now, onError } = options;
  let restUntil = -Infinity;
  const askOwn = async (query: SearchQuery, fallback: boolean): Promise<SearchReply> => ({
    ...(await own.search(query)),
    engine: own.kind,
    fallback,
  });
  const isResting = () => now() < restUntil;
  return {
    isResting,
    async search(query) {
      if (server === null) return askOwn(query, false);
      if (isResting()) return askOwn(query, true);
      try {
        const page = await within(PATIENCE_MS, server.search(query));
        return { ...page, engine: server.kind, fallback: false };
      } catch (error) {
        restUntil = now() + REST_MS;
        onError(error);
        return askOwn(query, true);
      }
    },
  };
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`the search server took more than ${String(ms)} ms`));
  }, ms);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
