export { RequestRefused, TaskFailed, type ServerOptions } from './client.ts';
export * as filters from './filter.ts';
export type { Certainty, Matches } from './matches.ts';
export { probeServer, type ServerCondition } from './probe.ts';
export { createSearchServer, type SearchServer } from './search.ts';
export { indexSettings, wantedSettings } from './settings.ts';
export { storedToken } from './stored-token.ts';
export { createIndexWriter } from './writer.ts';
