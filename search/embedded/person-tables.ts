import * as cells from '../matching/cells.ts';
import { holds, isCheckup } from '../matching/certificates.ts';
import { levelOfCertificate, type PreparedPerson } from '../matching/person.ts';
import type { Setting } from '../matching/score.ts';
import { SHIFT_KINDS } from '../matching/types.ts';
import * as verdicts from '../matching/verdicts.ts';
import { crosswalkOf, type Crosswalk } from '../reference/crosswalk.ts';

import {
  descending,
  distancesFor,
  FAILS,
  highest,
  Reaches,
  restrictionSets,
} from './common-tables.ts';
import { GONE, NOTHING_ASKED, TRADES, type PositionStore } from './position-store.ts';

const UNSET = 0x7fff;

/** Which positions a walk is after: those that pass every gate, or the near misses. */
export type Wanted = 'open' | 'near';

/** Makes the tables for one person after another. */
export class PersonTabulator {
  readonly #store: PositionStore;
  readonly #setting: Setting;
  readonly #crosswalk: Crosswalk;
  readonly #reaches: Reaches;
  /** Points by offer, by wish. */
  readonly #pay = new Map<string, Int16Array>();

  constructor(store: PositionStore, setting: Setting) {
    this.#store = store;
    this.#setting = setting;
    this.#crosswalk = crosswalkOf(setting.reference);
    this.#reaches = new Reaches(this.#crosswalk);
  }

  /**
   * Points for everything that a position can ask or offer, by the numbers of the store; `FAILS`
   * where a gate keeps the person away. A position's score is the sum of its entries.
   */
  tablesFor(person: PreparedPerson, wanted: Wanted) {
    const { role, headBest } = this.#roles(person);
    const distance = distancesFor(
      person.profile.place,
      person.profile.maxDistanceKm,
      this.#setting,
    );
    const skills = this.#skills(person);
    const pay = this.#payFor(person);
    const work = this.#work(person);
    const zoneBest = this.#store.zones.highest(distance, FAILS);
    const { weights } = this.#setting.reference;
    const perUnit = highest(skills);
    const mostSkills = perUnit * weights.skills.units;
    skills[NOTHING_ASKED] = weights.skills.nothingAsked;
    return {
      role,
      headBest,
      heads: descending(headBest, weights.occupation.max),
      distance,
      zoneBest,
      zones: descending(zoneBest, weights.distance.max),
      pay,
      work,
      rights: rightsFor(person),
      ages: this.#ages(person),
      skills,
      trades: this.#trades(person),
      /** The most points for one unit of any skill. */
      perUnit,
      papers: new PapersTable(person, this.#store, this.#setting, wanted),
      mostSkills: Math.max(mostSkills, weights.skills.nothingAsked),
      mostTerms: highest(pay) + highest(work) + weights.terms.papers,
    };
  }

  #roles(person: PreparedPerson) {
    const { roles, roleLinks } = this.#store;
    const { shares, portions } = this.#reaches;
    const heads = roles.values;
    const reach = this.#reaches.reachOf(person.atoms, person.profile.kind);
    const role = new Int16Array(roles.size);
    const headBest = new Int16Array(this.#crosswalk.occupations.length + 1);
    let number = 0;
    let best = 0;
    for (let at = 0; at < roleLinks.length; at++) {
      const link = roleLinks[at] ?? 0;
      const share = shares[(reach[link >>> 8] ?? 0) * 101 + ((link >>> 1) & 127)] ?? 0;
      if (share > best) best = share;
      if ((link & 1) === 0) continue;
      const points = portions[best] ?? 0;
      const head = heads[number] ?? 0;
      role[number] = points;
      if (points > (headBest[head] ?? 0)) headBest[head] = points;
      number++;
      best = 0;
    }
    role[GONE] = FAILS;
    return { role, headBest };
  }

  #payFor({ profile: { salaryMin, payFirm } }: PreparedPerson): Int16Array {
    const { offers } = this.#store;
    const key = `${salaryMin ?? ''} ${payFirm}`;
    const known = this.#pay.get(key);
    if (known?.length === offers.size) return known;
    if (this.#pay.size > 1000) this.#pay.clear();
    const { weights } = this.#setting.reference;
    const points = Int16Array.from(offers.values, (offer) =>
      verdicts.payVerdict(salaryMin, payFirm, offer) === 0
        ? cells.payPoints(weights, salaryMin, offer)
        : FAILS,
    );
    this.#pay.set(key, points);
    return points;
  }

  #work({ profile }: PreparedPerson): Int16Array {
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
    return table;
  }

  #ages({ age, profile: { kind } }: PreparedPerson): Int16Array {
    const { values } = this.#store.ages;
    const table = new Int16Array(values.length);
    values.forEach((limits, number) => {
      if (verdicts.ageVerdict(age, kind, limits) !== 0) table[number] = FAILS;
    });
    return table;
  }

  /** Points per unit by cell. */
  #skills(person: PreparedPerson): Uint16Array {
    const { dimensions, trades, certificates } = this.#store;
    const { weights } = this.#setting.reference;
    const table = new Uint16Array(dimensions.size * 3);
    const put = (dimension: number, level: number) => {
      for (let required = 1; required <= 3; required++) {
        table[dimension * 3 + required - 1] = cells.perUnit(weights, required, level);
      }
    };
    const untrained = [1, 2, 3].map((required) => cells.perUnit(weights, required, 0));
    if (Math.max(...untrained) > 0) {
      table.forEach((_, cell) => (table[cell] = untrained[cell % 3] ?? 0));
    }
    for (const trade of person.trades) {
      for (const dimension of trades.get(trade) ?? []) put(dimension, 1);
    }
    for (const [skill, level] of person.levels) {
      const dimension = dimensions.find(skill);
      if (dimension !== undefined) put(dimension, Math.min(level, 3));
    }
    if (person.certificates.length > 0) {
      for (const dimension of certificates) {
        const anyOf = dimensions.values[dimension]?.certificate ?? [];
        put(dimension, levelOfCertificate(person, anyOf));
      }
    }
    return table;
  }

  /** The most points for one unit by trade, as `PositionStore.tradeOf` numbers them. */
  #trades(person: PreparedPerson): Int16Array {
    const { weights } = this.#setting.reference;
    const most = weights.skills.pointsPerUnit.reduce(
      (highestYet, row) => row.map((points, level) => Math.max(points, highestYet[level] ?? 0)),
      [0, 0, 0, 0],
    );
    const table = new Int16Array(TRADES).fill(most[0] ?? 0);
    const raise = (skill: string, level: number) => {
      const trade = this.#store.tradeOf(skill);
      table[trade] = Math.max(table[trade] ?? 0, most[level] ?? 0);
    };
    for (const trade of person.trades) raise(trade, 1);
    for (const [skill, level] of person.levels) raise(skill, Math.min(level, 3));
    table[TRADES - 1] = weights.skills.nothingAsked;
    return table;
  }
}

export type PersonTables = ReturnType<PersonTabulator['tablesFor']>;

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

/** Points for papers, reckoned on first use: most of what a county asks for is never looked at. */
class PapersTable {
  readonly most: number;
  readonly #points: Int16Array;
  /** By certificate group: verdict, and 4 where a health check lacks; -1 not known yet. */
  readonly #groups: Int8Array;
  readonly #licences: Int8Array;
  readonly #person: PreparedPerson;
  readonly #store: PositionStore;
  readonly #setting: Setting;
  readonly #wanted: Wanted;

  constructor(person: PreparedPerson, store: PositionStore, setting: Setting, wanted: Wanted) {
    this.#person = person;
    this.#store = store;
    this.#setting = setting;
    this.#wanted = wanted;
    this.most = setting.reference.weights.terms.papers;
    this.#points = new Int16Array(store.papers.size).fill(UNSET);
    this.#groups = new Int8Array(store.groups.size).fill(-1);
    this.#licences = new Int8Array(store.licences.size).fill(-1);
  }

  of(papers: number): number {
    const points = this.#points[papers] ?? UNSET;
    return points === UNSET ? (this.#points[papers] = this.#reckon(papers)) : points;
  }

  /** A near miss fails by one or two gates, each of which can be mended; only papers can. */
  #reckon(papers: number): number {
    const { licence = -1, groups = [] } = this.#store.papers.values[papers] ?? {};
    let failing = 0;
    let lacksCheckup = false;
    const licenceVerdict = licence === -1 ? 0 : this.#licence(licence);
    if (licenceVerdict === 2) return FAILS;
    failing += licenceVerdict;
    for (const number of groups) {
      const group = this.#group(number);
      if (group === 2) return FAILS;
      if (group === 4) lacksCheckup = true;
      else failing += group;
    }
    const fits = this.#wanted === 'open' ? failing === 0 : failing === 1 || failing === 2;
    return fits ? cells.papersPoints(this.#setting.reference.weights, lacksCheckup) : FAILS;
  }

  #licence(number: number): number {
    const known = this.#licences[number] ?? -1;
    if (known !== -1) return known;
    const licence = this.#store.licences.values[number] ?? { anyOf: [], rule: null };
    const { classes, mayExchangeLicence } = this.#person;
    return (this.#licences[number] = verdicts.licenceVerdict(classes, mayExchangeLicence, licence));
  }

  #group(number: number): number {
    const known = this.#groups[number] ?? -1;
    if (known !== -1) return known;
    const group = this.#store.groups.values[number];
    if (group === undefined) return 0;
    const { certificates } = this.#person;
    const lacksCheckup = isCheckup(group) && !holds(certificates, group);
    return (this.#groups[number] = lacksCheckup
      ? 4
      : verdicts.certificateVerdict(certificates, group));
  }
}
