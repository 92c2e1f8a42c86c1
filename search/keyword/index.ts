export { compile, type CompiledQuery, type CompiledTerm, type Vocabulary } from './compile.ts';
export { ENTRY_FORM, entryOf } from './entry.ts';
export { boxAround, countFacets, isWithin, type Box } from './facets.ts';
export { highlight } from './highlight.ts';
export { Lexicon, lexiconOf, type NamedTownship } from './lexicon.ts';
export { Suggester, type Suggestion, type SuggestionKind } from './suggest.ts';
export { shippedWords, type KeywordWords } from './words.ts';
