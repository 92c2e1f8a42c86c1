import { withConnection } from '@xincheng/db/embedded/databases';
import { isSame } from '@xincheng/search/embedded';
import type { Setting } from '@xincheng/search/matching';
import { shippedReference, type Reference } from '@xincheng/search/reference';
import { SyntheticCounty } from '@xincheng/search/synthetic';
import { describe, expect, it } from 'vitest';
import { median } from '#bench/measure.ts';
import { lowered, missing } from '#bench/monotone.ts';
import { checkRanking, faultsOf, type Sides } from '#bench/ranking-check.ts';
import { createTestDatabase } from '../support/database.ts';

const county = new SyntheticCounty(shippedReference(), { seed: 4 });
const data = {
  profiles: Array.from({ length: 40 }, () => county.profile()),
  documents: Array.from({ length: 150 }, () => county.position()),
};
const { setting } = county;
const same: Sides = { engine: setting, brute: setting, sql: setting };

async function check(sides: Partial<Sides>) {
  const database = await createTestDatabase();
  try {
    return await withConnection(database.adminUrl, async (sql) => {
      // Beside the product's own tables, which have the same names.
      await sql.unsafe('create schema scratch; set search_path to scratch');
      return checkRanking(sql, { ...same, ...sides }, data);
    });
  } finally {
    await database.drop();
  }
}

/** The setting with other weights. */
function weighing(
  change: (weights: Reference['weights']) => Partial<Reference['weights']>,
): Setting {
  const { reference } = setting;
  const weights = { ...reference.weights, ...change(reference.weights) };
  return { ...setting, reference: { ...reference, weights } };
}

const otherPay = weighing(({ terms }) => ({ terms: { ...terms, payUnknown: 10, payNoWish: 20 } }));

describe('the check of the ranking', () => {
  it('finds engine, pair by pair and SQL the same', async () => {
    const found = await check({});
    expect(faultsOf(found)).toBe(0);
    expect(found).toMatchObject({ queries: 40, positions: 150, pairs: 6000 });
  });

  it('counts lists that SQL ranks by other weights', async () => {
    const { differingLists, ...others } = await check({ sql: otherPay });
    expect(differingLists.sql).toBeGreaterThan(0);
    expect(differingLists.brute).toBe(0);
    expect(others).toMatchObject({ wrongSums: 0, wrongTotals: 0, nearMissesDiffer: 0 });
  });

  it('counts lists and near misses that score otherwise pair by pair', async () => {
    const { differingLists, nearMissesDiffer } = await check({ brute: otherPay });
    expect(differingLists.brute).toBeGreaterThan(0);
    expect(differingLists.sql).toBe(0);
    expect(nearMissesDiffer).toBeGreaterThan(0);
  });

  it('counts what only the engine excludes, and totals and gains that follow', async () => {
    const { exclusionsWithoutRule, wrongTotals, gainsDiffer } = await check({
      engine: { ...setting, today: '2044-09-01' },
    });
    expect(exclusionsWithoutRule).toBeGreaterThan(0);
    expect(wrongTotals).toBeGreaterThan(0);
    expect(gainsDiffer).toBeGreaterThan(0);
  });

  it('counts scores beyond 1000', async () => {
    const brute = weighing(({ terms }) => ({ terms: { ...terms, pay: 900 } }));
    expect((await check({ brute })).wrongSums).toBeGreaterThan(0);
  });

  it('counts scores that a further skill lowers', async () => {
    const engine = weighing(({ skills }) => ({
      skills: { ...skills, pointsPerUnit: skills.pointsPerUnit.map((row) => row.toReversed()) },
    }));
    expect((await check({ engine })).monotone.skillLowers).toBeGreaterThan(0);
  });
});

describe('measures of the bench', () => {
  const before = [
    { id: 'a', score: 9 },
    { id: 'b', score: 8 },
  ];

  it('counts hits that are gone or score less', () => {
    const after = [{ id: 'b', score: 7 }];
    expect(missing(before, after)).toBe(1);
    expect(lowered(before, after, () => true)).toBe(2);
    expect(lowered(before, after, (id) => id === 'b')).toBe(1);
    expect(lowered(before, before, () => true)).toBe(0);
  });

  it('takes lists as the same only with ids, scores and order', () => {
    expect(isSame(before, [...before])).toBe(true);
    expect(isSame(before, before.toReversed())).toBe(false);
    expect(isSame(before, [{ id: 'a', score: 9 }])).toBe(false);
    expect(isSame(before, [before[0] ?? { id: '', score: 0 }, { id: 'b', score: 7 }])).toBe(false);
  });

  it('takes the middle value, the higher one of two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(3);
  });
});
