import type { CertificateGroup, ReadCertificate } from '../matching/certificates.ts';
import type { LicenceGroup, PreparedPosition, RoleLink } from '../matching/position.ts';
import type { Setting } from '../matching/score.ts';
import { SHIFT_KINDS } from '../matching/types.ts';
import type { AgeLimits } from '../matching/verdicts.ts';
import { tradeOf } from '../reference/crosswalk.ts';
import { restrictionBits } from './common-tables.ts';
import { Interner } from './interner.ts';
import { Shelf } from './shelf.ts';
import { ZONES, Zones } from './zones.ts';

/** What a position asks for by way of papers, as numbers of `licences` (-1 none) and `groups`. */
export type Papers = { licence: number; groups: readonly number[] };

/** Something asked for, with 3 cells for required 1–3: `dimension * 3 + required - 1`. */
export type Dimension = { key: string; certificate: readonly ReadCertificate[] | null };

/** The first dimension stands for "asks for nothing"; its one unit is worth `nothingAsked` points. */
export const NOTHING_ASKED = 0;
/** The role of a record that holds no position. */
export const GONE = 0;
/** Words of a record. */
export const STRIDE = 5;
/** Trades are told apart by this many numbers; the last one stands for "asks for nothing". */
export const TRADES = 32;

const HALF_WORD = 0x1_0000;
const MOST_UNITS = 63;
const MOST_CELLS = 2 ** 25;

/**
 * The open positions in five words each, every attribute a small number:
 *
 * - word 0: place | offer << 16
 * - word 1: papers | age limits << 16
 * - word 2: traits | role << 16; traits are `workOf` | `rightsOf` << 9
 * - word 3: what is asked in short, see `inShort`
 * - word 4: start of what is asked: units | cell << 6
 *
 * Refs of positions stand in lists by the occupation that heads their role, and by zone.
 */
export class PositionStore {
  readonly shelf = new Shelf(STRIDE - 1, 1);
  readonly zones: Zones;
  /** Bits of the zones in which positions stand, by the occupation that heads their role. */
  occupied = new Uint32Array(64);
  /** Roles by the number of their head: 0 where no occupation is known, else 1 + the occupation. */
  readonly roles = new Interner<number>('roles', HALF_WORD);
  /** Links of all roles in turn: occupation << 8 | sure << 1 | 1 on the last of a role. */
  readonly roleLinks: number[] = [];
  readonly offers = new Interner<number | null>('different offers of pay', HALF_WORD);
  readonly ages = new Interner<AgeLimits>('different age limits', HALF_WORD);
  readonly papers = new Interner<Papers>('different demands for papers', HALF_WORD);
  readonly licences = new Interner<LicenceGroup>('licence groups', HALF_WORD);
  readonly groups = new Interner<CertificateGroup>('certificate groups', HALF_WORD);
  readonly dimensions = new Interner<Dimension>('skills', MOST_CELLS / 3);
  /** Dimensions of skills by trade, and those of certificates. */
  readonly trades = new Map<string, number[]>();
  readonly certificates: number[] = [];
  readonly #tradeNumbers = new Interner<null>('trades', HALF_WORD);
  readonly #setting: Setting;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.zones = new Zones(setting.places);
    this.#roleOf('gone', []);
    this.dimensions.numberOf('', () => ({ key: '', certificate: null }));
  }

  /** Grows whenever something is asked or offered that no position had before. */
  get categories(): number {
    const { roles, offers, ages, papers, licences, groups, dimensions } = this;
    const interned = [roles, offers, ages, papers, licences, groups, dimensions];
    return interned.reduce((sum, { size }) => sum + size, this.#setting.places.size);
  }

  /** Adds or replaces a position; one that is not open is taken out. Throws RangeError on overflow. */
  add(position: PreparedPosition): void {
    const { document, asked, role } = position;
    this.remove(document.id);
    if (document.state !== 'open') return;
    const place = this.#setting.places.indexOf(document.place);
    const traits = workOf(position) | (rightsOf(position) << 9);
    const roleNumber = this.#roleOf(roleKey(role), role);
    const list = this.#listOf(place, roleNumber);
    this.shelf.add(
      document.id,
      [
        place | (this.#offerOf(position) << 16),
        this.#papersOf(position) | (this.#agesOf(position) << 16),
        traits | (roleNumber << 16),
        this.#inShort(asked),
      ],
      [this.#entriesOf(asked)],
      [list],
    );
    this.#occupy(list);
  }

  /** Takes a position out; unknown ids are ignored. */
  remove(id: string): void {
    const { ids, records } = this.shelf;
    const ref = ids.find(id);
    if (ref === undefined) return;
    const place = (records[ref * STRIDE] ?? 0) & 0xffff;
    const role = (records[ref * STRIDE + 2] ?? 0) >>> 16;
    const list = this.#listOf(place, role);
    this.shelf.remove(ref, [list]);
    this.#occupy(list);
  }

  #occupy(list: number): void {
    const [head, bit] = [Math.floor(list / ZONES), 1 << (list % ZONES)];
    if (head >= this.occupied.length) {
      const wider = new Uint32Array(head * 2);
      wider.set(this.occupied);
      this.occupied = wider;
    }
    const isEmpty = this.shelf.lists.length(list) === 0;
    const others = (this.occupied[head] ?? 0) & ~bit;
    this.occupied[head] = isEmpty ? others : others | bit;
  }

  #listOf(place: number, role: number): number {
    return (this.roles.values[role] ?? 0) * ZONES + this.zones.zoneOf(place);
  }

  #roleOf(key: string, role: readonly RoleLink[]): number {
    return this.roles.numberOf(key, () => {
      const links = role.map(({ occupation, sure }) => (occupation << 8) | (sure << 1));
      if (links.length === 0) links.push(0);
      links.push((links.pop() ?? 0) | 1);
      this.roleLinks.push(...links);
      return (role[0]?.occupation ?? -1) + 1;
    });
  }

  #offerOf({ offer }: PreparedPosition): number {
    return this.offers.numberOf(offer ?? '', () => offer);
  }

  #agesOf({ document: { ageMin, ageMax, veteranAgeMax } }: PreparedPosition): number {
    const key = `${ageMin ?? ''} ${ageMax ?? ''} ${veteranAgeMax ?? ''}`;
    return this.ages.numberOf(key, () => ({ ageMin, ageMax, veteranAgeMax }));
  }

  #papersOf({ licence, certificates }: PreparedPosition): number {
    const licenceNumber =
      licence === null ? -1 : this.licences.numberOf(licence.anyOf.join(), () => licence);
    const groups = certificates.map((group) => this.groups.numberOf(groupKey(group), () => group));
    return this.papers.numberOf(`${licenceNumber} ${groups.join()}`, () => ({
      licence: licenceNumber,
      groups,
    }));
  }

  /** A number below `TRADES - 1`; some trades share one. */
  tradeOf(skill: string): number {
    return this.#tradeNumbers.numberOf(tradeOf(skill), () => null) % (TRADES - 1);
  }

  /**
   * The two trades with most units and the units of all others, for a bound on the points: trade |
   * units << 5 | trade << 11 | units << 16 | other units << 22.
   */
  #inShort(asked: PreparedPosition['asked']): number {
    if (asked.length === 0) return (TRADES - 1) | (1 << 5);
    const units = new Map<number, number>();
    let others = 0;
    for (const one of asked) {
      if (one.certificate !== null) others += one.units;
      else {
        const trade = this.tradeOf(one.key);
        units.set(trade, (units.get(trade) ?? 0) + one.units);
      }
    }
    const [first = [0, 0], second = [0, 0], ...rest] = [...units].sort((a, b) => b[1] - a[1]);
    for (const [, more] of rest) others += more;
    return first[0] | (first[1] << 5) | (second[0] << 11) | (second[1] << 16) | (others << 22);
  }

  #entriesOf(asked: PreparedPosition['asked']): number[] {
    if (asked.length === 0) return [((NOTHING_ASKED * 3) << 6) | 1];
    return asked.map(({ key, certificate, required, units }) => {
      if (units > MOST_UNITS) throw new RangeError(`${units} units, more than ${MOST_UNITS}`);
      return ((this.#dimensionOf(key, certificate) * 3 + required - 1) << 6) | units;
    });
  }

  #dimensionOf(key: string, certificate: Dimension['certificate']): number {
    return this.dimensions.numberOf(key, () => {
      const number = this.dimensions.size;
      if (certificate !== null) {
        this.certificates.push(number);
      } else {
        const trade = tradeOf(key);
        this.trades.set(trade, [...(this.trades.get(trade) ?? []), number]);
      }
      return { key, certificate };
    });
  }
}

/** Equal for the same role. */
export function roleKey(role: readonly RoleLink[]): string {
  return role.map(({ occupation, sure }) => `${occupation}:${sure}`).join();
}

/** What the work is like, 9 bits: demands | shift << 5 | bed << 7 | living in << 8. */
function workOf({ demands, shift, offersBed, livesIn }: PreparedPosition): number {
  return (
    restrictionBits(demands) |
    (SHIFT_KINDS.indexOf(shift) << 5) |
    (Number(offersBed) << 7) |
    (Number(livesIn) << 8)
  );
}

/** Who may apply, 5 bits: lowest education (0 none) | families << 3 (0 not stated, 1 yes, 2 no). */
function rightsOf({ educationRank, document: { acceptsFamily } }: PreparedPosition): number {
  const families = acceptsFamily === null ? 0 : acceptsFamily ? 1 : 2;
  return (educationRank ?? 0) | (families << 3);
}

/** Equal for groups that the same certificates satisfy, and that are had in the same way. */
export function groupKey({ key, anyOf }: CertificateGroup): string {
  return `${key} ${anyOf.map(({ known }) => known?.way ?? '').join()}`;
}
