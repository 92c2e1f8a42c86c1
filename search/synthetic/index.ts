/** People and positions by chance and by seed, for benches and for comparing ways of ranking. */
export { SyntheticCounty } from './county.ts';
export { syntheticPeople, syntheticPositions } from './prepared.ts';
export { Random } from './random.ts';
