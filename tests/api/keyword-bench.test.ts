import { withConnection } from '@xincheng/db/embedded/databases';
import type { Ranked } from '@xincheng/search/engine';
import { describe, expect, it } from 'vitest';
import { differingPages } from '#bench/keyword/keyword-bench.ts';
import { createAdvertised, plainContenders } from '#bench/keyword/plain-postgres.ts';
import { judge } from '#bench/keyword/quality.ts';
import { corpus, engineOfTraps, townships, trapPositions } from '#bench/keyword/traps.ts';
import type { Contender } from '#bench/measure.ts';
import { createTestDatabase } from '../support/database.ts';

const textAt = (at: number) => corpus.queries[at]?.text ?? '';

/** Our first ten, changed by `change`. */
async function ours(name: string, change: (list: Ranked[]) => Ranked[]): Promise<Contender> {
  const engine = await engineOfTraps();
  return {
    name,
    isExact: true,
    rank: async (at) => {
      const { items, loose } = await engine.search({
        ...{ text: textAt(at), filter: {}, sort: 'relevance' },
        page: { limit: 10, offset: 0 },
      });
      return change([...items, ...loose].slice(0, 10));
    },
  };
}

/** Plain PostgreSQL's answers to `text` on the trap corpus, by contender. */
async function plainly(texts: readonly string[]): Promise<Record<string, string[][]>> {
  const database = await createTestDatabase();
  try {
    return await withConnection(database.adminUrl, async (sql) => {
      await createAdvertised(sql, trapPositions, townships);
      const found: Record<string, string[][]> = {};
      for (const { name, rank } of plainContenders(sql, (at) => texts[at] ?? '')) {
        const lists = [];
        for (const at of texts.keys()) lists.push((await rank(at)).map(({ id }) => id));
        found[name] = lists;
      }
      return found;
    });
  } finally {
    await database.drop();
  }
}

describe('how contenders are judged', () => {
  it('sees the same lists as the same, and a turned or an empty one as what it is', async () => {
    const contenders = [
      await ours('own', (list) => list),
      await ours('again', (list) => list),
      await ours('turned', (list) => list.toReversed()),
      await ours('mute', () => []),
    ];
    const [own, again, turned, mute] = await judge(contenders);
    const queries = corpus.queries.length;
    expect(own?.mean.precision).toBeGreaterThan(0.75);
    expect(again).toEqual({ ...own, name: 'again' });
    expect(again).toMatchObject({ overlap: 1, equalLists: queries });
    expect(turned?.overlap).toBe(1);
    expect(turned?.equalLists).toBeLessThan(queries / 2);
    expect(turned?.mean.precision).toBeCloseTo(own?.mean.precision ?? NaN, 12);
    expect(turned?.mean.ndcg).toBeLessThan(own?.mean.ndcg ?? 0);
    expect(mute).toMatchObject({ overlap: 0, nothingShown: 1, mean: { precision: 0, ndcg: 0 } });
  });
});

it('fails the bench for a server whose pages are not ours', async () => {
  const own = await ours('新程内置', (list) => list);
  const pagesBy = async (name: string, change: (list: Ranked[]) => Ranked[]) => {
    const quality = await judge([own, await ours(name, change)]);
    const traps = { positions: trapPositions.length, quality, times: [] };
    return differingPages({ queries: corpus.queries.length, traps });
  };
  expect(await pagesBy('Meilisearch', (list) => list)).toBe(0);
  expect(await pagesBy('Meilisearch', (list) => list.slice(1))).toBeGreaterThan(100);
  expect(await pagesBy('PostgreSQL', (list) => list.slice(1))).toBe(0);
});

describe('plain PostgreSQL', () => {
  it('finds words as they stand, a beginning in Latin letters, and nothing by meaning', async () => {
    const found = await plainly(['保安队长', 'sm', '看大门', '，。', `'); drop`]);
    const [tsvector = [], any = [], trigrams = []] = Object.values(found);
    expect(any[0]?.length).toBeGreaterThan(tsvector[0]?.length ?? 0);
    expect(tsvector[0]).toContain('guardcap-1');
    expect(tsvector[1]).toContain('assembly-2');
    expect(tsvector.slice(3)).toEqual([[], []]);
    expect(trigrams[0]?.[0]).toBe('guardcap-1');
    expect(tsvector[2]).not.toContain('guard-6');
  });

  it('finds with trigrams what only resembles the text', async () => {
    const typed = '电动车维修员工';
    const [tsvector = [], , trigrams = []] = Object.values(await plainly([typed]));
    expect(tsvector[0]).toEqual([]);
    expect(trigrams[0]).toContain('ebike-1');
  });
});
