import { restrictions } from '@xincheng/db/vocabulary/records';
import {
  PlaceTable,
  type Place,
  type PositionDocument,
  type Profile,
  type Setting,
} from '../matching/index.ts';
import type { Occupation, Reference, Skill } from '../reference/index.ts';

import { Random } from './random.ts';

const MINUTE = 60_000;

/**
 * Random people and positions with the words of the reference data and the usual spread of a county:
 * a few trades and places hold most of the work, pay comes in round figures, people state some of
 * their limits. What stands in them is made up; nothing is taken from a real file.
 */
export class SyntheticCounty {
  readonly setting: Setting;
  readonly places: readonly Place[];
  readonly #random: Random;
  #posted = Date.UTC(2024, 0, 1);
  readonly #trades: readonly Trade[];
  readonly #certificates: readonly string[];
  readonly #specialities: readonly { key: string; words: readonly string[] }[];

  /** `places` villages and townships within some 60 km, all known to the setting's table. */
  constructor(reference: Reference, options: { seed: number; places?: number; today?: string }) {
    const { seed, places = 240, today = '2024-09-01' } = options;
    this.#random = new Random(seed);
    this.places = placesAround(this.#random, places);
    this.setting = { reference, places: new PlaceTable(this.places), today };
    this.#trades = tradesOf(reference);
    this.#certificates = reference.certificates.flatMap(({ name, words }) => [name, ...words]);
    this.#specialities = reference.specialities.map(({ key, name, words }) => ({
      key,
      words: [name, ...words],
    }));
  }

  /** The next position; every call gives another one. */
  position(): PositionDocument {
    const random = this.#random;
    const trade = random.pick(this.#trades, 1.4);
    const low = 2000 + 100 * random.below(50, 1.6);
    const place = this.place();
    return {
      id: random.uuid(),
      state: random.chance(0.98) ? 'open' : random.pick(['closed', 'full']),
      title: this.#title(trade),
      employerName: `云岭县第${String(random.below(2000) + 1)}公司`,
      description: this.#sentence(trade, 1 + random.below(6)) + random.pick(extras, 1.8),
      skillsText: random.chance(0.25)
        ? ''
        : random.pick(demanding) + this.#sentence(trade, 1 + random.below(3)),
      licences: random.chance(0.12) ? random.pick(licencesAsked) : [],
      certificates: this.#certificatesFor(random.below(3, 2.5)),
      preferredCertificates: random.chance(0.12) ? [random.pick(this.#certificates)] : [],
      ...this.positionLimits(),
      salaryMin: random.chance(0.9) ? low : null,
      salaryMax: random.chance(0.7) ? low + 500 * (1 + random.below(5)) : null,
      headcount: 1 + random.below(8),
      townshipCode: place?.code.slice(0, 9) ?? null,
      place,
      shift: random.pick(shifts, 1.3),
      lodging: random.pick(lodgings),
      acceptsFamily: random.pick([null, true, true, false]),
      postedAt: (this.#posted += MINUTE),
    };
  }

  /** Limits of age and education as postings word them. */
  positionLimits(): Pick<PositionDocument, 'ageMin' | 'ageMax' | 'veteranAgeMax' | 'educationMin'> {
    const random = this.#random;
    const ageMax = random.chance(0.75) ? 35 + 5 * random.below(6) : null;
    return {
      ageMin: random.chance(0.4) ? 18 + random.below(4) : null,
      ageMax,
      veteranAgeMax: ageMax !== null && random.chance(0.3) ? ageMax + random.below(3) * 5 : null,
      educationMin: random.pick([null, null, '70', '70', '60', '41', '30', '20'], 1.3),
    };
  }

  /** The next person; every call gives another one. */
  profile(): Profile {
    const random = this.#random;
    const trade = random.pick(this.#trades, 1.4);
    const family = random.chance(0.12);
    const speciality = random.pick(this.#specialities);
    const known = !family && random.chance(0.85);
    const or = <T>(share: number, value: T): T | null => (random.chance(share) ? value : null);
    return {
      id: random.uuid(),
      kind: family ? 'family' : 'veteran',
      birthDate: or(0.95, birthDate(random)),
      educationCode: or(0.9, random.pick(['70', '60', '44', '61', '30', '20', '10', '80'], 1.2)),
      specialityKey: known ? or(0.3, speciality.key) : null,
      specialityText: known ? random.pick(speciality.words) : null,
      serviceYears: family ? null : 2 + random.below(20, 2),
      rank: family ? null : random.pick(['上等兵', '下士', '中士', '二级上士', '四级军士长'], 1.4),
      skillsText: or(0.7, this.#sentence(trade, 1 + random.below(5))),
      certificates: this.#certificatesFor(random.below(4, 2)),
      licences: random.pick(licencesHeld),
      militaryLicence: random.pick([null, null, null, true, false]),
      experienceText: or(0.6, `在外面做过${this.#title(trade)}，${this.#sentence(trade, 2)}`),
      intents: Array.from({ length: random.below(4) }, (_, at) =>
        this.#title(at === 0 || random.chance(0.6) ? trade : random.pick(this.#trades)),
      ),
      deniedSkills: [],
      ...this.personLimits(),
    };
  }

  /** Where a person lives and what limits they set. */
  personLimits(): Pick<
    Profile,
    | 'place'
    | 'maxDistanceKm'
    | 'salaryMin'
    | 'payFirm'
    | 'acceptShift'
    | 'acceptLodging'
    | 'restrictions'
  > {
    const random = this.#random;
    return {
      place: this.place(),
      maxDistanceKm: random.chance(0.6) ? random.pick([5, 10, 15, 20, 30, 50], 0.7) : null,
      salaryMin: random.chance(0.75) ? 2500 + 500 * random.below(10, 1.5) : null,
      payFirm: random.chance(0.1),
      acceptShift: random.pick([null, true, true, false]),
      acceptLodging: random.pick([null, true, true, false]),
      restrictions: random.chance(0.15) ? random.some(restrictions, 1 + random.below(2)) : [],
    };
  }

  /** Null once in fifty: the village was not recorded. */
  place(): Place | null {
    return this.#random.chance(0.02) ? null : this.#random.pick(this.places, 1.7);
  }

  #title({ occupations }: Trade): string {
    const random = this.#random;
    if (occupations.length === 0) return '工作人员';
    const word = () => random.pick(wordsOf(random.pick(occupations, 1.2)), 1.5);
    return random.chance(0.1) ? `${word()}兼${word()}` : word() + random.pick(suffixes, 2);
  }

  #sentence({ skills }: Trade, count: number): string {
    const random = this.#random;
    const own = random.some(skills, count);
    const foreign = random.chance(0.3) ? random.pick(this.#trades).skills.slice(0, 1) : [];
    return [...own, ...foreign].map((skill) => random.pick(wordsOf(skill))).join('、');
  }

  /** The common ones most often; one in ten requirements names two that will do. */
  #certificatesFor(count: number): string[] {
    const random = this.#random;
    return Array.from({ length: count }, () => {
      const at = random.below(this.#certificates.length, 3);
      const name = this.#certificates[at] ?? '健康证';
      if (random.chance(0.1)) return `${name}或${this.#certificates[at + 1] ?? '健康证'}`;
      return random.chance(0.05) ? `${name}（${random.pick(['初级', '三级', '高级'])}）` : name;
    });
  }
}

type Trade = { skills: readonly Skill[]; occupations: readonly Occupation[] };

/** Trades with skills, those with most occupations first, so that a skewed pick prefers them. */
function tradesOf({ skills, occupations }: Reference): Trade[] {
  const leaves = Map.groupBy(
    skills.filter(({ key }) => key.includes('.')),
    ({ key }) => key.slice(0, key.indexOf('.')),
  );
  return [...leaves]
    .map(([trade, own]) => ({
      skills: own,
      occupations: occupations.filter((one) => one.trade === trade),
    }))
    .sort((a, b) => b.occupations.length - a.occupations.length);
}

function wordsOf({ name, words }: { name: string; words: readonly string[] }): string[] {
  return [name, ...words];
}

function placesAround(random: Random, count: number): Place[] {
  return Array.from({ length: count }, (_, at) => ({
    code: `459921${String(100 + (at % 16))}${String(200 + Math.floor(at / 16)).padStart(3, '0')}`,
    lat: 23.3 + 0.55 * random.next(),
    lng: 107.6 + 0.6 * random.next(),
  }));
}

function birthDate(random: Random): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const year = 2005 - random.below(45, 1.5);
  return `${String(year)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
}

const suffixes = ['', '', '', '（A班）', '（夜班）', '学徒'];
const demanding = ['', '熟练', '会', '能独立', '有经验优先，', '不要求'];
const extras = ['', '', '', '，需登高作业', '，搬运货物', '，长时间站立', '，有夜班'];
const shifts = ['白班', null, '两班倒', '四班三倒', '早班', '长途', '住场'];
const lodgings = [null, '包吃住', '提供宿舍', '不提供食宿', '必须住宿'];
const licencesAsked = [['C1'], ['C1'], ['C1', 'B2'], ['B2'], ['A2'], ['A1', 'B1'], ['D'], ['G']];
const licencesHeld = [[], [], [], ['C1'], ['C1'], ['C1'], ['B2'], ['A2'], ['C2'], ['D', 'C1']];
