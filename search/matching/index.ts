export { shippedRules, toMatchRule } from './rules.ts';
export { nearMissOf, scorePair } from './score.ts';
export * from './types.ts';
