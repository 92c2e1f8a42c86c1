/**
 * `absent`: there is none to search in. `building`: the first is being built. `ready`: in use.
 * `rebuilding`: in use, and another one is being built beside it.
 */
export const indexStates = ['absent', 'building', 'ready', 'rebuilding'] as const;
export type IndexState = (typeof indexStates)[number];
