import * as cells from '../matching/cells.ts';
import { holds, isCheckup } from '../matching/certificates.ts';
import type { Setting } from '../matching/score.ts';
import * as verdicts from '../matching/verdicts.ts';

import { FAILS, type Held } from './common-tables.ts';
import type { PositionStore } from './position-store.ts';

const UNSET = 0x7fff;

/** Which positions a walk is after: those that pass every gate, or the near misses. */
export type Wanted = 'open' | 'near';

/** Points for papers, reckoned on first use: most of what a county asks for is never looked at. */
export class PapersTable {
  readonly most: number;
  readonly #points: Int16Array;
  /** By certificate group: verdict, and 4 where a health check lacks; -1 not known yet. */
  readonly #groups: Int8Array;
  readonly #licences: Int8Array;
  readonly #held: Held;
  readonly #store: PositionStore;
  readonly #setting: Setting;
  readonly #wanted: Wanted;

  /** Outlives the query, so it keeps the papers and nothing else of the person. */
  constructor(
    { certificates, classes, mayExchangeLicence }: Held,
    store: PositionStore,
    setting: Setting,
    wanted: Wanted,
  ) {
    this.#held = { certificates, classes, mayExchangeLicence };
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
    const { classes, mayExchangeLicence } = this.#held;
    return (this.#licences[number] = verdicts.licenceVerdict(classes, mayExchangeLicence, licence));
  }

  #group(number: number): number {
    const known = this.#groups[number] ?? -1;
    if (known !== -1) return known;
    const group = this.#store.groups.values[number];
    if (group === undefined) return 0;
    const { certificates } = this.#held;
    const lacksCheckup = isCheckup(group) && !holds(certificates, group);
    return (this.#groups[number] = lacksCheckup
      ? 4
      : verdicts.certificateVerdict(certificates, group));
  }
}
