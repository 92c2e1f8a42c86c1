import * as cells from '../matching/cells.ts';
import { holds, isCheckup } from '../matching/certificates.ts';
import type { PreparedPosition } from '../matching/position.ts';
import type { Setting } from '../matching/score.ts';
import type { Weights } from '../matching/types.ts';
import * as verdicts from '../matching/verdicts.ts';
import { crosswalkOf, tradeOf, type Crosswalk } from '../reference/crosswalk.ts';

import {
  descending,
  FAILS,
  highest,
  restrictionBits,
  restrictionSets,
  waysFor,
  type Held,
  type Points,
  type Ways,
} from './common-tables.ts';
import { Memo } from './memo.ts';
import { GONE, skillCell, type PeopleStore } from './people-store.ts';
import { groupKey, roleKey } from './position-store.ts';

const UNSET = 0x7fff;
const UNKNOWN_HM = 0xffff;

const MOST_TABLES = 1024;

/**
 * Makes the tables for one position after another. What depends on one trait of the position is kept
 * for the next that has the same; `PeopleStore.categories` tells when all that is out of date.
 */
export class PositionTabulator {
  readonly #store: PeopleStore;
  readonly #setting: Setting;
  readonly #crosswalk: Crosswalk;
  readonly #links = new Memo<string, { links: Int16Array; linkOrder: Uint16Array }>(MOST_TABLES);
  readonly #ways = new Memo<number, Ways>(MOST_TABLES);
  readonly #pays = new Memo<string, Points>(MOST_TABLES);
  readonly #works = new Memo<string, Points>(MOST_TABLES);
  readonly #ages = new Memo<string, Int16Array>(MOST_TABLES);
  readonly #papers = new Memo<string, HeldTable>(MOST_TABLES);
  #categories = 0;

  constructor(store: PeopleStore, setting: Setting) {
    this.#store = store;
    this.#setting = setting;
    this.#crosswalk = crosswalkOf(setting.reference);
  }

  /**
   * Points for everything that a person can be or want, by the numbers of the store; `FAILS` where a
   * gate keeps them away. A person's score is `nothing` and the sum of their entries.
   */
  tablesFor(position: PreparedPosition) {
    const { weights } = this.#setting.reference;
    const { places } = this.#setting;
    const { role, document, offer } = position;
    const place = places.indexOf(document.place);
    this.#forgetIfOutdated();
    const pay = this.#pays.of(String(offer), () => this.#payFor(position));
    const work = this.#works.of(workKey(position), () => this.#workFor(position));
    return {
      ...this.#links.of(roleKey(role), () => this.#linksFor(position)),
      ...this.#ways.of(place, () =>
        waysFor(document.place, null, this.#store.zones, this.#setting),
      ),
      /** Straight hectometres by place, and the most that each own limit allows. */
      hm: places.row(place),
      limits: this.#limits(),
      pay: pay.points,
      work: work.points,
      education: educationFor(position),
      ages: this.#ages.of(agesKey(position), () => this.#agesFor(position)),
      papers: this.#papers.of(
        papersKey(position),
        () => new HeldTable(position, this.#store, this.#setting),
      ),
      skills: this.#skills(position),
      ...this.#skillBounds(position),
      mostTerms: pay.most + work.most + weights.terms.papers,
    };
  }

  #forgetIfOutdated(): void {
    if (this.#categories === this.#store.categories) return;
    this.#categories = this.#store.categories;
    for (const memo of [this.#links, this.#ways, this.#pays, this.#ages, this.#papers]) {
      memo.clear();
    }
  }

  #linksFor({ role }: PreparedPosition) {
    const { values } = this.#store.links;
    const links = new Int16Array(values.length);
    const { max } = this.#setting.reference.weights.occupation;
    values.forEach((link, number) => {
      const percent = cells.rolePercent(role, (occupation) =>
        'everyone' in link
          ? cells.entryPercent(this.#crosswalk, occupation, link.everyone)
          : cells.linkPercent(this.#crosswalk, link, occupation),
      );
      links[number] = cells.portion(max, percent);
    });
    return { links, linkOrder: descending(links, max) };
  }

  #limits(): Uint16Array {
    const { values } = this.#store.limits;
    const table = new Uint16Array(values.length);
    values.forEach((km, number) => {
      table[number] =
        km === null ? UNKNOWN_HM : Math.min(Math.max(Math.floor(km * 10), 0), UNKNOWN_HM);
    });
    return table;
  }

  #payFor({ offer }: PreparedPosition): Points {
    const { weights } = this.#setting.reference;
    const { values } = this.#store.wishes;
    const table = new Int16Array(values.length);
    values.forEach(({ salaryMin, payFirm }, number) => {
      const passes = verdicts.payVerdict(salaryMin, payFirm, offer) === 0;
      table[number] = passes ? cells.payPoints(weights, salaryMin, offer) : FAILS;
    });
    return { points: table, most: highest(table) };
  }

  #workFor({ shift, offersBed, livesIn, demands }: PreparedPosition): Points {
    const { weights } = this.#setting.reference;
    const table = new Int16Array(512);
    for (let terms = 0; terms < 16; terms++) {
      const shifts = answers[terms & 3] ?? null;
      const lodging = answers[terms >> 2] ?? null;
      const passes =
        verdicts.shiftVerdict(shifts, shift) === 0 &&
        verdicts.lodgingVerdict(lodging, livesIn) === 0;
      const points = passes
        ? cells.shiftPoints(weights, shifts, shift) +
          cells.lodgingPoints(weights, lodging, offersBed)
        : FAILS;
      restrictionSets.forEach((refused, bits) => {
        const fails = verdicts.restrictionVerdict(refused, demands) !== 0;
        table[bits | (terms << 5)] = fails ? FAILS : points;
      });
    }
    return { points: table, most: highest(table) };
  }

  #agesFor({ document }: PreparedPosition): Int16Array {
    const { values } = this.#store.ages;
    const table = new Int16Array(values.length);
    values.forEach(({ age, kind }, number) => {
      const passes =
        verdicts.ageVerdict(age, kind, document) === 0 &&
        verdicts.familyVerdict(kind, document.acceptsFamily) === 0;
      if (!passes) table[number] = FAILS;
    });
    return table;
  }

  /** Points by skill cell: what a trade gives is counted once for the trade, not for the skill. */
  #skills({ asked }: PreparedPosition): Int16Array {
    const { weights } = this.#setting.reference;
    const { dimensions } = this.#store;
    const table = new Int16Array(dimensions.size * 8);
    for (const { key, certificate, required, units } of asked) {
      if (certificate !== null) continue;
      const points = (level: number) => gained(weights, required, level) * units;
      const trade = dimensions.find(`${tradeOf(key)}.`);
      if (trade !== undefined) {
        const cell = skillCell(trade, 1, false);
        table[cell] = (table[cell] ?? 0) + points(1);
      }
      const skill = dimensions.find(key);
      if (skill === undefined) continue;
      for (let level = 0; level <= 3; level++) {
        table[skillCell(skill, level, false)] = points(level);
        table[skillCell(skill, level, true)] = points(level) - points(1);
      }
    }
    return table;
  }

  /** Points that everyone gets for skills, and the most that people get beyond them. */
  #skillBounds({ asked }: PreparedPosition) {
    const { weights } = this.#setting.reference;
    const byTrade = new Int16Array(16);
    let nothing = asked.length === 0 ? weights.skills.nothingAsked : 0;
    let mostSkills = 0;
    for (const { key, certificate, units, required } of asked) {
      const most =
        units * Math.max(0, ...[1, 2, 3].map((level) => gained(weights, required, level)));
      nothing += units * cells.perUnit(weights, required, 0);
      mostSkills += most;
      if (certificate !== null) continue;
      const bit = 31 - Math.clz32(this.#store.tradeBit(tradeOf(key)));
      byTrade[bit] = (byTrade[bit] ?? 0) + most;
    }
    const sums = (from: number) =>
      Int16Array.from({ length: 256 }, (_, bits) => {
        let sum = 0;
        for (let bit = 0; bit < 8; bit++) if (bits & (1 << bit)) sum += byTrade[from + bit] ?? 0;
        return sum;
      });
    /** By the low and the high 8 bits of the trades of a person's skills. */
    const [mostByTrade, mostByTradeHigh] = [sums(0), sums(8)];
    return { nothing, mostSkills, mostByTrade, mostByTradeHigh };
  }
}

export type PositionTables = ReturnType<PositionTabulator['tablesFor']>;

/** Points for one unit beyond those for not having the skill at all. */
function gained(weights: Weights, required: number, level: number): number {
  return cells.perUnit(weights, required, level) - cells.perUnit(weights, required, 0);
}

const answers = [null, true, false] as const;

function workKey({ shift, offersBed, livesIn, demands }: PreparedPosition): string {
  return `${shift} ${offersBed} ${livesIn} ${restrictionBits(demands)}`;
}

function agesKey({ document: { ageMin, ageMax, veteranAgeMax, acceptsFamily } }: PreparedPosition) {
  return `${ageMin} ${ageMax} ${veteranAgeMax} ${acceptsFamily}`;
}

/** Equal for positions that give the same people the same points for papers. */
function papersKey({ licence, certificates, asked }: PreparedPosition): string {
  const preferred = asked
    .filter(({ certificate }) => certificate !== null)
    .map(({ key, required, units }) => `${key} ${required} ${units}`);
  return [licence?.anyOf.join() ?? '', ...certificates.map(groupKey), '', ...preferred].join('|');
}

function educationFor({ educationRank }: PreparedPosition): Int16Array {
  const table = new Int16Array(8);
  for (let rank = 0; rank < table.length; rank++) {
    if (verdicts.educationVerdict(rank || null, educationRank) !== 0) table[rank] = FAILS;
  }
  return table;
}

/** Points for held papers, preferred certificates included, reckoned on first use. */
class HeldTable {
  readonly most: number;
  readonly #points: Int16Array;
  readonly #position: PreparedPosition;
  readonly #store: PeopleStore;
  readonly #setting: Setting;

  constructor(position: PreparedPosition, store: PeopleStore, setting: Setting) {
    const { weights } = setting.reference;
    this.#position = position;
    this.#store = store;
    this.#setting = setting;
    this.#points = new Int16Array(store.papers.size).fill(UNSET);
    this.#points[GONE] = FAILS;
    this.most = position.asked.reduce(
      (sum, { certificate, units, required }) =>
        certificate === null ? sum : sum + units * gained(weights, required, 3),
      weights.terms.papers,
    );
  }

  of(papers: number): number {
    const points = this.#points[papers] ?? UNSET;
    if (points !== UNSET) return points;
    const held = this.#store.papers.values[papers];
    return (this.#points[papers] = held === undefined ? FAILS : this.#reckon(held));
  }

  #reckon({ certificates, classes, mayExchangeLicence }: Held): number {
    const { weights } = this.#setting.reference;
    const { licence, certificates: groups, asked } = this.#position;
    const passes =
      (licence === null || verdicts.licenceVerdict(classes, mayExchangeLicence, licence) === 0) &&
      groups.every((group) => verdicts.certificateVerdict(certificates, group) === 0);
    if (!passes) return FAILS;
    const lacks = groups.some((group) => isCheckup(group) && !holds(certificates, group));
    return asked.reduce(
      (sum, { certificate, units, required }) =>
        certificate === null || !holds(certificates, { anyOf: certificate })
          ? sum
          : sum + units * gained(weights, required, 3),
      cells.papersPoints(weights, lacks),
    );
  }
}
