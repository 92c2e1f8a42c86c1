import type { LintRule } from './rule.ts';
import { ethnicConditions, maritalConditions, religiousConditions } from './rules-person.ts';
import { sexColumn, sexConditions, sexInTitle, sexOfApplicants } from './rules-sex.ts';
import {
  depositConditions,
  disabilityConditions,
  healthConditions,
  householdConditions,
} from './rules-standing.ts';

/**
 * Unlawful conditions of hiring. The patterns mark a condition, not a topic: 接送小孩的妈妈可弹性上班,
 * 残疾人优先, 会壮话优先, 租三轮车押金 are lawful. The law behind each stands in the rule table.
 */
export const lintRules: readonly LintRule[] = [
  sexColumn,
  sexConditions,
  sexInTitle,
  sexOfApplicants,
  maritalConditions,
  ethnicConditions,
  religiousConditions,
  householdConditions,
  healthConditions,
  disabilityConditions,
  depositConditions,
];
