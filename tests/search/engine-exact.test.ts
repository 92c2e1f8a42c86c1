import { createEmbeddedEngine, PositionIndex, verifyRanking } from '@xincheng/search/embedded';
import {
  preparePerson,
  preparePosition,
  scorePair,
  type PositionDocument,
  type Profile,
} from '@xincheng/search/matching';
import { crosswalkOf, shippedReference } from '@xincheng/search/reference';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SyntheticCounty, syntheticPeople, syntheticPositions } from '@xincheng/search/synthetic';

const reference = shippedReference();
const county = new SyntheticCounty(reference, { seed: 11, places: 60 });
const { setting } = county;
const crosswalk = crosswalkOf(setting.reference);

const documents = Array.from({ length: 150 }, () => county.position());
const profiles = Array.from({ length: 60 }, () => county.profile());
const person = (profile: Profile) => preparePerson(profile, crosswalk, setting.today);
const prepared = (document: PositionDocument) =>
  preparePosition(document, crosswalk, setting.today);

const nothingWrong = { differingLists: 0, wrongSums: 0, exclusionsWithoutRule: 0 };

/** Ids that are no plain UUID: short, long, Chinese, capital, and a version that does not exist. */
const oddIds = [
  'PV001',
  'PV002',
  '岗位一',
  '',
  'a'.repeat(200),
  '0B22E759-A7C9-48CD-BCD4-63512EDB7CA9',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-0fff-ffff-ffffffffffff',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];

function expected(who: Profile, posts: Iterable<PositionDocument>) {
  return [...posts]
    .map((post) => ({ id: post.id, pair: scorePair(who, post, setting) }))
    .filter(({ pair }) => pair.gates.every(({ passed }) => passed))
    .map(({ id, pair }) => ({ id, score: pair.score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

describe('both indexes', () => {
  it('equal scoring every pair, on texts as written', () => {
    const report = verifyRanking(setting, profiles.map(person), documents.map(prepared));
    expect(report).toEqual({ queries: 210, pairs: 9000, ...nothingWrong });
  });

  it('equal scoring every pair, with many variants of few texts and many ties', () => {
    const people = [...syntheticPeople(county, { count: 120, seed: 2 })];
    const positions = [...syntheticPositions(county, { count: 120, seed: 3 })];
    const twins = positions.map((one, at) => ({
      ...one,
      document: { ...one.document, id: oddIds[at] ?? `twin-${String(at)}` },
    }));
    const report = verifyRanking(setting, people, [...positions, ...twins]);
    expect(report).toMatchObject(nothingWrong);
    expect(report.pairs).toBe(120 * 240);
  });

  it('equal it with weights that give something for nothing', () => {
    const { weights } = reference;
    const generous = {
      ...reference,
      weights: {
        ...weights,
        skills: {
          ...weights.skills,
          pointsPerUnit: [
            [1, 5, 10, 10],
            [0, 4, 9, 10],
            [2, 3, 7, 10],
          ],
        },
      },
    };
    const report = verifyRanking(
      { ...setting, reference: generous },
      profiles.map(person),
      documents.map(prepared),
    );
    expect(report).toMatchObject(nothingWrong);
  });

  it('have nothing to say when empty', () => {
    expect(verifyRanking(setting, [], [])).toMatchObject(nothingWrong);
    const index = new PositionIndex(setting);
    const who = person(profiles[0] ?? county.profile());
    expect(index.rank(who, { limit: 20, offset: 0 })).toEqual([]);
    expect(index.count(who)).toBe(0);
  });
});

describe('after any changes', () => {
  const ids = fc.constantFrom(...oddIds, ...documents.slice(0, 12).map(({ id }) => id));
  const change = fc.record({
    id: ids,
    document: fc.constantFrom(...documents),
    kind: fc.constantFrom('upsert', 'upsert', 'remove'),
  });

  it('the list is that of the documents left', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 80 }),
        fc.constantFrom(...profiles),
        fc.nat(documents.length),
        async (changes, who, first) => {
          const engine = createEmbeddedEngine(setting);
          // So few are read in turn; this one reads them list by list.
          const byLists = new PositionIndex(setting, 0);
          const left = new Map(documents.slice(0, first).map((one) => [one.id, one]));
          await engine.replaceAll([...left.values()], 'first');
          byLists.fill([...left.values()].map(prepared));
          for (const { id, document, kind } of changes) {
            if (kind === 'remove') {
              await engine.remove(id);
              byLists.remove(id);
              left.delete(id);
            } else {
              await engine.upsert({ ...document, id });
              byLists.add(prepared({ ...document, id }));
              left.set(id, { ...document, id });
            }
          }
          const whole = expected(who, left.values());
          expect(await engine.rank(who, { limit: 1000, offset: 0 })).toEqual(whole);
          expect(await engine.rank(who, { limit: 3, offset: 1 })).toEqual(whole.slice(1, 4));
          expect(await engine.count(who)).toBe(whole.length);
          expect(byLists.rank(person(who), { limit: 3, offset: 1 })).toEqual(whole.slice(1, 4));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('memory does not grow with what came and went', () => {
    const index = new PositionIndex(setting);
    const positions = documents.map(prepared);
    for (const one of positions) index.add(one);
    const { bytes } = index;
    for (let round = 0; round < 20; round++) {
      for (const { document } of positions) index.remove(document.id);
      for (const one of positions) index.add(one);
    }
    expect(index.size).toBe(positions.filter(({ document }) => document.state === 'open').length);
    expect(index.bytes).toBeLessThan(bytes * 1.3);
  });
});

describe('a place that nobody has named before', () => {
  it('counts from the first position or person that has it', async () => {
    const engine = createEmbeddedEngine(setting);
    const far = { code: 'far', lat: 25.9, lng: 110.2 };
    const near = { code: 'near', lat: 23.41, lng: 107.66 };
    const [document = county.position()] = documents.filter(({ state }) => state === 'open');
    const posts = [far, near, null].map((place, at) => ({ ...document, place, id: String(at) }));
    await engine.replaceAll(posts, 'v');
    const who = { ...(profiles[0] ?? county.profile()), place: { ...near, code: 'neighbour' } };
    expect(await engine.rank(who, { limit: 10, offset: 0 })).toEqual(expected(who, posts));
  });
});
