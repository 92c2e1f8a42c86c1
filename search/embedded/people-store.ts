import type { PreparedPerson } from '../matching/person.ts';
import type { Setting } from '../matching/score.ts';
import type { Profile } from '../matching/types.ts';
import { tradeOf } from '../reference/crosswalk.ts';

import { heldKey, restrictionBits, type Held } from './common-tables.ts';
import { Interner } from './interner.ts';
import { Lists } from './lists.ts';
import { Shelf } from './shelf.ts';
import { ZONES, Zones } from './zones.ts';

export type Kind = Profile['kind'];

/** What links a person to occupations: an atom of theirs, or what everyone of the kind brings. */
export type Link = { occupation: number; sure: number } | { everyone: Kind };

/** The papers of a record that holds nobody. */
export const GONE = 0;
/** Words of a record. */
export const STRIDE = 6;

const HALF_WORD = 0x1_0000;
const MOST_WORDS = 0xffff_ffff;
const MOST_CELLS = 2 ** 28;

/**
 * People in six words each, every attribute a small number:
 *
 * - word 0: place | wish << 16
 * - word 1: papers held
 * - word 2: traits | own limit of distance << 16; traits are `workOf` | education << 9
 * - word 3: age and kind | trades of all skills << 16, as `tradeBit`
 * - word 4: start of the skills: cell by `skillCell`
 * - word 5: start of the links: numbers of `links`
 *
 * Refs of people stand in lists by each of their links, and by zone; and once by the papers they hold.
 */
export class PeopleStore {
  readonly shelf = new Shelf(STRIDE - 2, 2);
  readonly zones: Zones;
  readonly wishes = new Interner<Pick<Profile, 'salaryMin' | 'payFirm'>>('pay wishes', HALF_WORD);
  readonly papers = new Interner<Held>('different papers held', MOST_WORDS);
  readonly limits = new Interner<number | null>('limits of distance', HALF_WORD);
  readonly ages = new Interner<{ age: number | null; kind: Kind }>('ages', HALF_WORD);
  readonly links = new Interner<Link>('links to occupations', HALF_WORD);
  /** Skills by their key, and trades, which stand for all their skills, by theirs with a dot. */
  readonly dimensions = new Interner<null>('skills', MOST_CELLS / 8);
  /** The links that stand for everyone of a kind; each person has one of them. */
  readonly everyone: readonly number[];
  /** Refs by papers held. */
  readonly byPapers = new Lists();
  /** Papers by what they satisfy: the name of a certificate or a class of driving licence. */
  readonly #papersWith = new Map<string, number[]>();
  readonly #trades = new Interner<null>('trades', HALF_WORD);
  readonly #setting: Setting;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.zones = new Zones(setting.places);
    this.everyone = (['veteran', 'family'] as const).map((kind) =>
      this.links.numberOf(kind, () => ({ everyone: kind })),
    );
    this.papers.numberOf('gone', () => ({
      certificates: [],
      classes: new Set(),
      mayExchangeLicence: false,
    }));
  }

  /** Bytes of all buffers. */
  get bytes(): number {
    return this.shelf.bytes + this.byPapers.bytes;
  }

  /** Grows whenever somebody is or wants what nobody before did. */
  get categories(): number {
    const { wishes, papers, limits, ages, links, dimensions } = this;
    const interned = [wishes, papers, limits, ages, links, dimensions];
    return interned.reduce((sum, { size }) => sum + size, this.#setting.places.size);
  }

  /** Adds or replaces a person. Throws RangeError on overflow. */
  add(person: PreparedPerson): void {
    const { profile, atoms, age, educationRank } = person;
    const { kind, salaryMin, payFirm, maxDistanceKm } = profile;
    this.remove(profile.id);
    const place = this.#setting.places.indexOf(profile.place);
    const wish = this.wishes.numberOf(`${salaryMin ?? ''} ${payFirm}`, () => ({
      salaryMin,
      payFirm,
    }));
    const limit = this.limits.numberOf(maxDistanceKm ?? '', () => maxDistanceKm);
    const traits = workOf(profile) | ((educationRank ?? 0) << 9);
    const links = atoms.map(({ occupation, sure }) =>
      this.links.numberOf(occupation * 101 + sure, () => ({ occupation, sure })),
    );
    links.push(this.links.numberOf(kind, () => ({ everyone: kind })));
    const papers = this.#papersOf(person);
    const ref = this.shelf.add(
      profile.id,
      [
        place | (wish << 16),
        papers,
        traits | (limit << 16),
        this.ages.numberOf(`${age ?? ''} ${kind}`, () => ({ age, kind })) |
          (this.#tradesOf(person) << 16),
      ],
      [this.#skillsOf(person), links],
      this.#listsOf(place, links),
    );
    this.byPapers.add(papers, ref);
  }

  /** Unknown ids are ignored. */
  remove(id: string): void {
    const { ids, records, runs } = this.shelf;
    const ref = ids.find(id);
    if (ref === undefined) return;
    const links: number[] = [];
    for (let at = records[ref * STRIDE + 5] ?? 0; ; at++) {
      const word = runs[at] ?? 1;
      links.push(word >>> 1);
      if ((word & 1) === 1) break;
    }
    this.byPapers.remove(records[ref * STRIDE + 1] ?? 0, ref);
    this.shelf.remove(ref, this.#listsOf((records[ref * STRIDE] ?? 0) & 0xffff, links));
  }

  /** Puts memory in order; worth it after many additions. */
  arrange(): void {
    this.byPapers.rename(this.shelf.arrange());
  }

  /**
   * The papers that may satisfy one of these names of certificates or classes of licences: all that
   * do, and some of too low a level.
   */
  papersWith(names: readonly string[]): Set<number> {
    return new Set(names.flatMap((name) => this.#papersWith.get(name) ?? []));
  }

  #listsOf(place: number, links: readonly number[]): number[] {
    return links.map((link) => link * ZONES + this.zones.zoneOf(place));
  }

  /** One of 16 bits; some trades share one. */
  tradeBit(trade: string): number {
    return 1 << (this.#trades.numberOf(trade, () => null) & 15);
  }

  #tradesOf({ levels, trades }: PreparedPerson): number {
    let bits = 0;
    for (const skill of levels.keys()) bits |= this.tradeBit(tradeOf(skill));
    for (const trade of trades) bits |= this.tradeBit(trade);
    return bits;
  }

  #papersOf({ certificates, classes, mayExchangeLicence }: PreparedPerson): number {
    const held = { certificates, classes, mayExchangeLicence };
    return this.papers.numberOf(heldKey(held), () => {
      const number = this.papers.size;
      const bases = certificates.flatMap(({ base, known }) => [base, ...(known?.covers ?? [])]);
      for (const name of new Set([...bases, ...classes])) {
        const others = this.#papersWith.get(name);
        if (others === undefined) this.#papersWith.set(name, [number]);
        else others.push(number);
      }
      return held;
    });
  }

  #skillsOf({ levels, trades }: PreparedPerson): number[] {
    const number = (key: string) => this.dimensions.numberOf(key, () => null);
    const skills = [...levels].map(([skill, level]) =>
      skillCell(number(skill), Math.min(level, 3), trades.has(tradeOf(skill))),
    );
    const whole = [...trades].map((trade) => skillCell(number(`${trade}.`), 1, false));
    // A run is never empty; the first dimension at level 0 is worth nothing.
    return skills.length + whole.length === 0 ? [skillCell(0, 0, false)] : [...skills, ...whole];
  }
}

/** `level` 0–3; `inTrade` where the trade is counted beside it, so that only the difference counts. */
export function skillCell(dimension: number, level: number, inTrade: boolean): number {
  return (dimension << 3) | (Number(inTrade) << 2) | level;
}

/** 9 bits: restrictions | shifts << 5 | living in << 7 (0 not asked, 1 accepted, 2 refused). */
function workOf(profile: Profile): number {
  return (
    restrictionBits(profile.restrictions) |
    (answer(profile.acceptShift) << 5) |
    (answer(profile.acceptLodging) << 7)
  );
}

function answer(accepted: boolean | null): number {
  return accepted === null ? 0 : accepted ? 1 : 2;
}
