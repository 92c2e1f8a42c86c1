import MiniSearch from 'minisearch';

/** Finds the numbers of documents that have any of the words. */
export interface Finder {
  add(at: number, words: readonly string[]): void;
  find(words: readonly string[]): Iterable<number> | Promise<Iterable<number>>;
}

/** One field, whole words only, nothing stored: the least work that MiniSearch can be asked for. */
export function createMiniSearch(): Finder {
  const index = new MiniSearch<{ id: number; words: readonly string[] }>({
    fields: ['words'],
    extractField: (document, field) =>
      field === 'id' ? String(document.id) : document.words.join(' '),
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { combineWith: 'OR', prefix: false, fuzzy: false },
  });
  return {
    add: (id, words) => index.add({ id, words }),
    find: (words) => index.search(words.join(' ')).map(({ id }) => Number(id)),
  };
}
