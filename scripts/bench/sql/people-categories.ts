import { levelFor, type PreparedPerson, type Setting } from '@xincheng/search/matching';

import { Numbers } from './numbers.ts';

/** A person as the SQL tables hold it: every attribute is the number of a category. */
export interface PersonRow {
  readonly id: string;
  readonly reach: number;
  readonly home: number;
  readonly wish: number;
  readonly work: number;
  readonly papers: number;
  readonly limits: number;
  /** Level 0–3 of every skill, two bits each. */
  readonly levels: Uint8Array;
}

/** The categories that some people fall into. Each stands for itself by the first person seen in it. */
export class PeopleCategories {
  readonly reaches = new Numbers<PreparedPerson>();
  readonly homes = new Numbers<PreparedPerson>();
  readonly wishes = new Numbers<PreparedPerson>();
  readonly works = new Numbers<PreparedPerson>();
  readonly papers = new Numbers<PreparedPerson>();
  readonly limits = new Numbers<PreparedPerson>();
  /** Place of each skill in `PersonRow.levels`. */
  readonly skillNumbers: ReadonlyMap<string, number>;
  readonly setting: Setting;
  readonly #skillsOfTrade: Partial<Record<string, string[]>>;

  constructor(setting: Setting) {
    this.setting = setting;
    const keys = setting.reference.skills.map(({ key }) => key);
    this.skillNumbers = new Map(keys.map((key, at) => [key, at]));
    this.#skillsOfTrade = Object.groupBy(keys, (key) => key.split('.', 1)[0] ?? key);
  }

  rowOf(person: PreparedPerson): PersonRow {
    const { profile, atoms, certificates, classes, mayExchangeLicence, age } = person;
    const { kind, place, maxDistanceKm, salaryMin, payFirm } = profile;
    const { acceptShift, acceptLodging, restrictions } = profile;
    const reach = atoms.map(({ occupation, sure }) => `${occupation}:${sure}`).join(' ');
    const home = `${this.setting.places.indexOf(place)} ${String(maxDistanceKm)}`;
    const work = `${String(acceptShift)} ${String(acceptLodging)} ${restrictions.join()}`;
    const held = certificates.map(({ base, level }) => `${base}:${level ?? ''}`);
    const papers = [mayExchangeLicence, [...classes].sort().join(), ...held.sort()].join(' ');
    const limits = `${kind} ${String(age)} ${String(person.educationRank)}`;
    return {
      id: profile.id,
      reach: this.reaches.of(`${kind} ${reach}`, person),
      home: this.homes.of(home, person),
      wish: this.wishes.of(`${String(salaryMin)} ${payFirm}`, person),
      work: this.works.of(work, person),
      papers: this.papers.of(papers, person),
      limits: this.limits.of(limits, person),
      levels: this.#levelsOf(person),
    };
  }

  /** Only skills that the person has, or whose trade, are above level 0. */
  #levelsOf(person: PreparedPerson): Uint8Array {
    const levels = new Uint8Array(Math.ceil(this.skillNumbers.size / 4));
    const sameTrade = [...person.trades].flatMap((trade) => this.#skillsOfTrade[trade] ?? []);
    for (const key of new Set([...sameTrade, ...person.levels.keys()])) {
      const number = this.skillNumbers.get(key);
      if (number === undefined) continue;
      const level = levelFor(person, { key, certificate: null, name: '', required: 1, units: 0 });
      levels[number >> 2] = (levels[number >> 2] ?? 0) | (level << ((number & 3) * 2));
    }
    return levels;
  }
}
