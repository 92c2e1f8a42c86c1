import type { SearchFilter, SearchPage, SearchQuery } from '@xincheng/search/engine';
import type { FoundPositions } from '../contract/search.ts';

type Dropped = NonNullable<FoundPositions['dropped']>;
type FilterName = Dropped['filters'][number]['filter'];

/** Words beyond are not tried: each one is two searches. */
const mostWords = 6;

const filterNames: Readonly<Record<keyof SearchFilter, FilterName | null>> = {
  townships: 'township',
  trades: 'trade',
  shifts: 'shift',
  wishes: 'wish',
  salaryMin: 'pay',
  withinKm: 'km',
  education: null,
};

/**
 * For a search without a hit: which word finds nothing even alone, and how many hits there are when a
 * word or a filter is dropped. `words` are those that the text was read as, in their order.
 */
export async function dropConditions(
  query: SearchQuery,
  words: readonly string[],
  search: (query: SearchQuery) => Promise<SearchPage>,
): Promise<Dropped> {
  const count = async (text: string, filter: SearchFilter): Promise<number> => {
    const page = { limit: 1, offset: 0 };
    return (await search({ ...query, text, filter, sort: 'newest', page })).total;
  };
  const tried = words.slice(0, mostWords);
  const [ofWords, ofFilters] = await Promise.all([
    Promise.all(
      tried.map(async (word, at) => {
        const rest = words.filter((_, place) => place !== at).join(' ');
        const [alone, without] = await Promise.all([count(word, {}), count(rest, query.filter)]);
        return { word, alone, rest, without };
      }),
    ),
    Promise.all(
      chosenFilters(query.filter).map(async ([key, filter]) => {
        const rest = { ...query.filter };
        // Each one alone: the others stay.
        Reflect.deleteProperty(rest, key);
        return { filter, without: await count(query.text, rest) };
      }),
    ),
  ]);
  const known = ofWords.filter(({ alone }) => alone > 0).map(({ word }) => word);
  const isMixed = known.length > 0 && known.length < ofWords.length - 1;
  const text = known.join(' ');
  return {
    words: ofWords,
    known: isMixed ? { text, hits: await count(text, query.filter) } : null,
    filters: ofFilters,
  };
}

function chosenFilters(filter: SearchFilter): [keyof SearchFilter, FilterName][] {
  return (Object.keys(filter) as (keyof SearchFilter)[]).flatMap((key) => {
    const name = filterNames[key];
    return name === null ? [] : [[key, name] as [keyof SearchFilter, FilterName]];
  });
}
