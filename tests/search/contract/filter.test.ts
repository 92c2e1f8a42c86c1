import type { SearchEntry } from '@xincheng/search/engine';
import { createIndexWriter, filters, storedToken } from '@xincheng/search/meilisearch';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { position } from '../support/pairs.ts';
import { hasServer, testServer, type TestServer } from './support/server.ts';
import { embeddedSubject, pagesOf } from './support/subject.ts';

const { allOf, anyOf, atLeast, compares, EVERYTHING, isIn, isNotIn, NOTHING } = filters;

/** Strings with what ends quotes, escapes and filters, in all positions. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        '\\',
        "'",
        '\\"',
        ']',
        ',',
        ' OR ',
        'IN [',
        '\n',
        '\\n',
        '\\u{41}',
        '\0',
      ),
      fc.constantFrom('电', 'é', 'É', 'Ａ', 'ﬁ', 'Ⅱ', '👨‍🍳', '\ud800', ' ', 'a', '1'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** Reads the first quoted value as the server does: quotes first, then escapes. */
function readQuoted(expression: string): { value: string; rest: string } {
  const start = expression.indexOf('"') + 1;
  let at = start;
  while (expression[at] !== '"') at += expression[at] === '\\' ? 2 : 1;
  const raw = expression.slice(start, at);
  return {
    value: raw.replaceAll('\\"', '"').replaceAll('\\\\', '\\'),
    rest: expression.slice(at + 1),
  };
}

describe('filters', () => {
  it('quote any value so that it comes out as it went in and nothing is left over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), hostile, (plain, nasty) => {
        for (const value of [plain, nasty]) {
          const { value: read, rest } = readQuoted(isIn('tokens', [value]));
          expect(rest).toBe(']');
          // A quote behind backslashes is where reading twice could go wrong: see the real server below.
          if (!/\\/.test(value)) expect(read).toBe(value.toWellFormed());
        }
      }),
    );
  });

  it('know what nothing and everything do to others', () => {
    const one = isIn('a', ['1']);
    expect(isIn('a', [])).toBe(NOTHING);
    expect(isNotIn('a', [])).toBe(EVERYTHING);
    expect(allOf([])).toBe(EVERYTHING);
    expect(allOf([EVERYTHING, one])).toBe(one);
    expect(allOf([one, NOTHING])).toBe(NOTHING);
    expect(anyOf([])).toBe(NOTHING);
    expect(anyOf([NOTHING, one])).toBe(one);
    expect(anyOf([one, EVERYTHING])).toBe(EVERYTHING);
    expect(allOf([one, isNotIn('b', ['2', '3'])])).toBe('(a IN ["1"] AND NOT b IN ["2", "3"])');
    expect(() => compares('offer', '>=', Number.NaN)).toThrow(RangeError);
  });

  it('admit just what has enough of some conditions', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    fc.assert(
      fc.property(
        fc.subarray(names),
        fc.subarray(names),
        fc.integer({ min: 0, max: 7 }),
        (asked, held, needed) => {
          const filter = atLeast(
            needed,
            asked.map((name) => isIn('x', [name])),
          );
          expect(admits(filter, new Set(held))).toBe(
            asked.filter((name) => held.includes(name)).length >= needed,
          );
        },
      ),
    );
  });
});

/** Whether a filter of `x IN ["…"]`, AND and OR admits something that has these values. */
function admits(filter: string, held: ReadonlySet<string>): boolean {
  if (filter === EVERYTHING) return true;
  let text = filter.replaceAll('id IN []', '0');
  for (const name of 'abcdef')
    text = text.replaceAll(`x IN ["${name}"]`, held.has(name) ? '1' : '0');
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(/\(([01])((?: (?:AND|OR) [01])+)\)/, (_, first: string, more: string) =>
      (more.includes('AND') ? !`${first}${more}`.includes('0') : `${first}${more}`.includes('1'))
        ? '1'
        : '0',
    );
  }
  return text === '1';
}

describe.skipIf(!hasServer)('filters on a real server', () => {
  let server: TestServer;
  const values = [
    ...new Set([
      ...fc.sample(hostile, { numRuns: 150, seed: 5 }),
      ...[
        '"',
        '\\',
        '\\\\',
        '\\"',
        '"\\',
        '\\\\"',
        "\\'",
        'É',
        'é',
        'Ⅱ',
        'II',
        'ii',
        ' a',
        'a',
        'A',
      ],
      ...['x'.repeat(500), `${'x'.repeat(500)}y`, '电'.repeat(200), '1', '1.0', 'true', 'null'],
    ]),
  ].filter((value) => value !== '' && value.isWellFormed());

  beforeAll(async () => {
    server = await testServer();
    const subject = embeddedSubject();
    await subject.fill(
      values.map((_, at) => position({ id: `v-${String(at)}`, salaryMax: 3000 + 100 * at })),
    );
    const entries: SearchEntry[] = [...subject.own.keywords.entries].map((entry) => ({
      ...entry,
      grams: [],
      signs: [values[Number(entry.id.slice(2))] ?? ''],
    }));
    await createIndexWriter(server).rebuild(pagesOf(entries));
  }, 60_000);
  afterAll(() => server.stop());

  it('tell any two values apart', async () => {
    const queries = values.map((value) => ({
      indexUid: server.index,
      filter: isIn('tokens', [storedToken(value)]),
      attributesToRetrieve: ['id'],
    }));
    const response = await fetch(new URL('multi-search', `${server.url}/`), {
      method: 'POST',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ queries }),
    });
    const { results } = (await response.json()) as { results: { hits: { id: string }[] }[] };
    const found = results.map(({ hits }) => hits.map(({ id }) => id));
    expect(found).toEqual(values.map((_, at) => [`v-${String(at)}`]));
  }, 60_000);
});
