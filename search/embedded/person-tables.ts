import * as cells from '../matching/cells.ts';
import { levelOfCertificate, type PreparedPerson } from '../matching/person.ts';
import type { Setting } from '../matching/score.ts';
import { SHIFT_KINDS } from '../matching/types.ts';
import * as verdicts from '../matching/verdicts.ts';

import {
  FAILS,
  heldKey,
  highest,
  restrictionBits,
  restrictionSets,
  waysFor,
  type Points,
  type Ways,
} from './common-tables.ts';
import { Memo } from './memo.ts';
import { PapersTable, type Wanted } from './person-papers.ts';
import { RoleTables } from './person-roles.ts';
import { NOTHING_ASKED, TRADES, type PositionStore } from './position-store.ts';

const MOST_TABLES = 2048;

/**
 * Makes the tables for one person after another. What depends on one trait of the person is kept for
 * the next who has the same; `PositionStore.categories` tells when all that is out of date.
 */
export class PersonTabulator {
  readonly #store: PositionStore;
  readonly #setting: Setting;
  readonly #roles: RoleTables;
  readonly #ways = new Memo<string, Ways>(MOST_TABLES);
  readonly #pays = new Memo<string, Points>(MOST_TABLES);
  readonly #works = new Memo<string, Points>(MOST_TABLES);
  readonly #ages = new Memo<string, Int16Array>(MOST_TABLES);
  readonly #rights = new Memo<string, Int16Array>(MOST_TABLES);
  readonly #papers = new Memo<string, PapersTable>(MOST_TABLES);
  /** Dimensions of the certificates that are held, by what is held. */
  readonly #held = new Memo<string, readonly number[]>(MOST_TABLES);
  /** Points of a unit by level, then required less 1; and the highest of each level. */
  readonly #perUnit: readonly (readonly number[])[];
  readonly #mostOf: readonly number[];
  #categories = 0;

  constructor(store: PositionStore, setting: Setting) {
    this.#store = store;
    this.#setting = setting;
    this.#roles = new RoleTables(store, setting);
    const { weights } = setting.reference;
    this.#perUnit = [0, 1, 2, 3].map((level) =>
      [1, 2, 3].map((required) => cells.perUnit(weights, required, level)),
    );
    this.#mostOf = this.#perUnit.map((points) => Math.max(...points));
  }

  /**
   * Points for everything that a position can ask or offer, by the numbers of the store; `FAILS`
   * where a gate keeps the person away. A position's score is the sum of its entries.
   */
  tablesFor(person: PreparedPerson, wanted: Wanted) {
    const { weights } = this.#setting.reference;
    const { profile, age, educationRank } = person;
    const { kind, place, maxDistanceKm, salaryMin, payFirm } = profile;
    const from = this.#setting.places.indexOf(place);
    this.#forgetIfOutdated();
    const held = heldKey(person);
    const { skills, perUnit } = this.#skillsFor(person, held);
    const ways = this.#ways.of(`${from} ${maxDistanceKm ?? ''}`, () =>
      waysFor(place, maxDistanceKm, this.#store.zones, this.#setting),
    );
    const pay = this.#pays.of(`${salaryMin ?? ''} ${payFirm}`, () => this.#payFor(person));
    const work = this.#works.of(workKey(person), () => this.#workFor(person));
    return {
      ...this.#roles.tablesFor(person),
      ...ways,
      pay: pay.points,
      work: work.points,
      rights: this.#rights.of(`${educationRank ?? ''} ${kind}`, () => rightsFor(person)),
      ages: this.#ages.of(`${age ?? ''} ${kind}`, () => this.#agesFor(person)),
      skills,
      trades: this.#tradesFor(person),
      /** The most points for one unit of any skill. */
      perUnit,
      papers: this.#papers.of(
        `${wanted} ${held}`,
        () => new PapersTable(person, this.#store, this.#setting, wanted),
      ),
      mostSkills: Math.max(perUnit * weights.skills.units, weights.skills.nothingAsked),
      mostTerms: pay.most + work.most + weights.terms.papers,
    };
  }

  #forgetIfOutdated(): void {
    if (this.#categories === this.#store.categories) return;
    this.#categories = this.#store.categories;
    for (const memo of [this.#ways, this.#pays, this.#ages, this.#papers, this.#held]) memo.clear();
    this.#roles.clear();
  }

  #payFor({ profile: { salaryMin, payFirm } }: PreparedPerson): Points {
    const { weights } = this.#setting.reference;
    const points = Int16Array.from(this.#store.offers.values, (offer) =>
      verdicts.payVerdict(salaryMin, payFirm, offer) === 0
        ? cells.payPoints(weights, salaryMin, offer)
        : FAILS,
    );
    return { points, most: highest(points) };
  }

  #workFor({ profile }: PreparedPerson): Points {
    const { acceptShift, acceptLodging, restrictions: refused } = profile;
    const { weights } = this.#setting.reference;
    const byDemands = restrictionSets.map((demands) =>
      verdicts.restrictionVerdict(refused, demands) === 0 ? 0 : FAILS,
    );
    const table = new Int16Array(512);
    for (let terms = 0; terms < 16; terms++) {
      const shift = SHIFT_KINDS[terms & 3] ?? 'day';
      const fails =
        verdicts.shiftVerdict(acceptShift, shift) !== 0 ||
        verdicts.lodgingVerdict(acceptLodging, terms >= 8) !== 0;
      const points =
        cells.shiftPoints(weights, acceptShift, shift) +
        cells.lodgingPoints(weights, acceptLodging, (terms & 4) !== 0);
      for (let bits = 0; bits < 32; bits++) {
        table[bits | (terms << 5)] = fails ? FAILS : points + (byDemands[bits] ?? 0);
      }
    }
    return { points: table, most: highest(table) };
  }

  #agesFor({ age, profile: { kind } }: PreparedPerson): Int16Array {
    const { values } = this.#store.ages;
    return Int16Array.from(values, (limits) =>
      verdicts.ageVerdict(age, kind, limits) === 0 ? 0 : FAILS,
    );
  }

  /** Points per unit by cell, and the most that one unit can get. */
  #skillsFor(person: PreparedPerson, held: string): { skills: Uint16Array; perUnit: number } {
    const { dimensions, trades } = this.#store;
    const skills = new Uint16Array(dimensions.size * 3);
    const mostOf = this.#mostOf;
    let perUnit = mostOf[0] ?? 0;
    const put = (dimension: number, level: number) => {
      const points = this.#perUnit[level] ?? [];
      for (let required = 0; required < 3; required++) {
        skills[dimension * 3 + required] = points[required] ?? 0;
      }
      perUnit = Math.max(perUnit, mostOf[level] ?? 0);
    };
    if (perUnit > 0) for (let at = 1; at < dimensions.size; at++) put(at, 0);
    for (const trade of person.trades) {
      for (const dimension of trades.get(trade) ?? []) put(dimension, 1);
    }
    for (const [skill, level] of person.levels) {
      const dimension = dimensions.find(skill);
      if (dimension !== undefined) put(dimension, Math.min(level, 3));
    }
    for (const dimension of this.#held.of(held, () => this.#heldBy(person))) put(dimension, 3);
    skills[NOTHING_ASKED * 3] = this.#setting.reference.weights.skills.nothingAsked;
    return { skills, perUnit };
  }

  #heldBy(person: PreparedPerson): number[] {
    const { dimensions, certificates } = this.#store;
    return certificates.filter(
      (one) => levelOfCertificate(person, dimensions.values[one]?.certificate ?? []) === 3,
    );
  }

  /** The most points for one unit by trade, as `PositionStore.tradeOf` numbers them. */
  #tradesFor(person: PreparedPerson): Int16Array {
    const mostOf = this.#mostOf;
    const table = new Int16Array(TRADES).fill(mostOf[0] ?? 0);
    const raise = (skill: string, level: number) => {
      const trade = this.#store.tradeOf(skill);
      table[trade] = Math.max(table[trade] ?? 0, mostOf[level] ?? 0);
    };
    for (const trade of person.trades) raise(trade, 1);
    for (const [skill, level] of person.levels) raise(skill, Math.min(level, 3));
    table[TRADES - 1] = this.#setting.reference.weights.skills.nothingAsked;
    return table;
  }
}

export type PersonTables = ReturnType<PersonTabulator['tablesFor']>;

function workKey({ profile: { acceptShift, acceptLodging, restrictions } }: PreparedPerson) {
  return `${acceptShift} ${acceptLodging} ${restrictionBits(restrictions)}`;
}

function rightsFor({ educationRank, profile: { kind } }: PreparedPerson): Int16Array {
  const table = new Int16Array(32);
  for (let bits = 0; bits < table.length; bits++) {
    const passes =
      verdicts.educationVerdict(educationRank, bits & 7 || null) === 0 &&
      verdicts.familyVerdict(kind, acceptsFamily[bits >> 3] ?? null) === 0;
    if (!passes) table[bits] = FAILS;
  }
  return table;
}

const acceptsFamily = [null, true, false] as const;
