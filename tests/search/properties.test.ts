import { restrictions } from '@xincheng/db/vocabulary/records';
import { createEmbeddedEngine } from '@xincheng/search/embedded';
import {
  PART_CODES,
  scorePair,
  type PositionDocument,
  type Profile,
} from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';
import { extractSkills } from '@xincheng/search/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { at, person, position, setting } from './support/pairs.ts';

const skillNames = setting.reference.skills
  .filter(({ key }) => key.includes('.'))
  .map(({ name }) => name);
const licences = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'D', 'G'];
const certificates = [
  '保安员证',
  '低压电工作业证',
  '健康证',
  '护士执业证',
  '汽车维修工四级',
  '某证',
];
const titles = ['保安员', '厨师', '货车司机', '电工', '仓管员', '普工', '会计', '岗位'];

const sentence = fc
  .array(fc.constantFrom(...skillNames), { maxLength: 5 })
  .map((names) => names.join('，'));
const some = (values: readonly string[]) => fc.subarray([...values], { maxLength: 2 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const places = orNull(
  fc.constantFrom(at(23.593, 107.891), at(23.61, 107.92), at(23.43, 108.03), at(23.85, 107.7)),
);

const profiles: fc.Arbitrary<Profile> = fc
  .record({
    kind: fc.constantFrom('veteran' as const, 'family' as const),
    birthDate: orNull(fc.constantFrom('1964-08-21', '1985-09-01', '2003-12-31')),
    educationCode: orNull(fc.constantFrom('20', '30', '44', '60', '70', '80')),
    place: places,
    maxDistanceKm: orNull(fc.integer({ min: 1, max: 60 })),
    specialityText: orNull(fc.constantFrom('炊事员', '汽车兵', '步兵', '卫生员', '文书')),
    serviceYears: orNull(fc.integer({ min: 2, max: 20 })),
    skillsText: orNull(sentence),
    experienceText: orNull(sentence),
    certificates: some(certificates),
    licences: some(licences),
    intents: some(titles),
    salaryMin: orNull(fc.integer({ min: 2000, max: 9000 })),
    acceptShift: orNull(fc.boolean()),
    acceptLodging: orNull(fc.boolean()),
    payFirm: fc.boolean(),
    militaryLicence: orNull(fc.boolean()),
    restrictions: fc.subarray([...restrictions], { maxLength: 2 }),
  })
  .map((changes) => person(changes));

const documents: fc.Arbitrary<PositionDocument> = fc
  .record({
    id: fc.uuid(),
    state: fc.constantFrom('open' as const, 'open' as const, 'full' as const),
    title: fc.constantFrom(...titles),
    description: sentence,
    skillsText: sentence,
    licences: some(licences),
    certificates: some(certificates),
    preferredCertificates: some(certificates),
    educationMin: orNull(fc.constantFrom('30', '41', '60', '70')),
    ageMin: orNull(fc.constant(18)),
    ageMax: orNull(fc.integer({ min: 30, max: 60 })),
    veteranAgeMax: orNull(fc.integer({ min: 30, max: 60 })),
    salaryMin: orNull(fc.integer({ min: 1800, max: 4000 })),
    salaryMax: orNull(fc.integer({ min: 4000, max: 9000 })),
    place: places,
    shift: orNull(fc.constantFrom('白班', '三班', '长途', '住场', '早班')),
    lodging: orNull(fc.constantFrom('包吃住', '不提供食宿')),
    acceptsFamily: orNull(fc.boolean()),
  })
  .map((changes) => position(changes));

const corpus = fc.uniqueArray(documents, { selector: ({ id }) => id, maxLength: 12 });

async function idsFor(who: Profile, posts: readonly PositionDocument[]): Promise<string[]> {
  const engine = createEmbeddedEngine(setting);
  await engine.replaceAll(posts, 'v');
  const items = await engine.rank(who, { limit: posts.length, offset: 0 });
  return items.map(({ id }) => id);
}

describe('any pair', () => {
  it('has a whole score from 0 to 1000 that is the sum of its parts', () => {
    fc.assert(
      fc.property(profiles, documents, (who, post) => {
        const { score, parts } = scorePair(who, post, setting);
        expect(parts.map(({ part }) => part)).toEqual([...PART_CODES]);
        expect(parts.every(({ points }) => Number.isInteger(points) && points >= 0)).toBe(true);
        expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        expect(score).toBeLessThanOrEqual(1000);
      }),
    );
  });

  it('names a source for every gate, and an act for every fixable one that fails', () => {
    fc.assert(
      fc.property(profiles, documents, (who, post) => {
        const { gates, missing } = scorePair(who, post, setting);
        for (const { passed, fixable, source, rule, need } of gates) {
          expect(source).not.toBe('');
          if (passed || !fixable) continue;
          expect(['licence', 'certificate']).toContain(rule);
          expect(missing.map(({ what }) => what)).toContain(need);
        }
      }),
    );
  });

  it('never scores lower for one more skill, licence or certificate', () => {
    fc.assert(
      fc.property(
        profiles,
        documents,
        fc.constantFrom(...skillNames),
        fc.constantFrom(...licences),
        fc.constantFrom(...certificates),
        (who, post, skill, licence, certificate) => {
          const richer = {
            ...who,
            skillsText: who.skillsText === null ? skill : `${who.skillsText}，${skill}`,
            licences: [...who.licences, licence],
            certificates: [...who.certificates, certificate],
          };
          const before = scorePair(who, post, setting);
          const after = scorePair(richer, post, setting);
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          const failing = (gates: typeof before.gates) =>
            gates.filter(({ passed }) => !passed).length;
          expect(failing(after.gates)).toBeLessThanOrEqual(failing(before.gates));
        },
      ),
    );
  });

  it('never scores lower for better pay', () => {
    fc.assert(
      fc.property(profiles, documents, fc.integer({ min: 1, max: 5000 }), (who, post, more) => {
        const paid = { ...post, salaryMin: 3000, salaryMax: 4000 };
        const better = { ...paid, salaryMax: 4000 + more };
        const score = (one: PositionDocument) => scorePair(who, one, setting).score;
        expect(score(better)).toBeGreaterThanOrEqual(score(paid));
      }),
    );
  });
});

describe('any list', () => {
  it('is the same for the same input, in whatever order documents came', async () => {
    await fc.assert(
      fc.asyncProperty(profiles, corpus, async (who, posts) => {
        expect(await idsFor(who, posts.toReversed())).toEqual(await idsFor(who, posts));
      }),
      { numRuns: 50 },
    );
  });

  it('loses nothing when the own limits widen', async () => {
    await fc.assert(
      fc.asyncProperty(
        profiles,
        corpus,
        fc.integer({ min: 0, max: 40 }),
        async (who, posts, km) => {
          const wider = {
            ...who,
            maxDistanceKm: who.maxDistanceKm === null ? null : who.maxDistanceKm + km,
            acceptShift: true,
            acceptLodging: true,
          };
          const listed = await idsFor(wider, posts);
          expect(listed).toEqual(expect.arrayContaining(await idsFor(who, posts)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('loses nothing for one more licence or certificate', async () => {
    await fc.assert(
      fc.asyncProperty(
        profiles,
        corpus,
        fc.constantFrom(...licences),
        fc.constantFrom(...certificates),
        async (who, posts, licence, certificate) => {
          const richer = {
            ...who,
            licences: [...who.licences, licence],
            certificates: [...who.certificates, certificate],
          };
          const listed = await idsFor(richer, posts);
          expect(listed).toEqual(expect.arrayContaining(await idsFor(who, posts)));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('any text', () => {
  it('is read without error, and each mention quotes its words', () => {
    const { skillWords } = crosswalkOf(setting.reference);
    const word = fc.constantFrom(...skillNames, '不会', '想学', '，', '、', '但', '无');
    const texts = fc
      .array(fc.oneof(word, fc.string()), { maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        for (const { start, end, text: words } of extractSkills(text, skillWords)) {
          expect(words).not.toBe('');
          expect(text.slice(start, end)).toBe(words);
        }
      }),
    );
  });
});
