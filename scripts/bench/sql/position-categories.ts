import type {
  Asked,
  CertificateGroup,
  LicenceGroup,
  PreparedPosition,
  RoleLink,
  Setting,
} from '@xincheng/search/matching';

import { Numbers } from './numbers.ts';

/** What a position asks by way of papers. */
export interface Papers {
  readonly licence: LicenceGroup | null;
  readonly certificates: readonly CertificateGroup[];
}

/** Shift, bed, living on the site and demands. */
export type Work = Pick<PreparedPosition, 'shift' | 'offersBed' | 'livesIn' | 'demands'>;

/** Age, education and whether families are taken. */
export type Limits = Pick<
  PreparedPosition['document'],
  'ageMin' | 'ageMax' | 'veteranAgeMax' | 'acceptsFamily'
> &
  Pick<PreparedPosition, 'educationRank'>;

/** One skill (or preferred certificate) at one required level; null asks for nothing at all. */
export type Cell = Asked | null;

/** A position as the SQL tables hold it: every attribute is the number of a category. */
export interface PositionRow {
  readonly id: string;
  readonly role: number;
  readonly place: number;
  readonly offer: number;
  readonly work: number;
  readonly papers: number;
  readonly limits: number;
  /** `[cell, units]`, the most units first. */
  readonly asked: readonly (readonly [number, number])[];
}

/** The categories that some positions fall into; grows with every position it is shown. */
export class PositionCategories {
  readonly roles = new Numbers<readonly RoleLink[]>();
  readonly offers = new Numbers<number | null>();
  readonly works = new Numbers<Work>();
  readonly papers = new Numbers<Papers>();
  readonly limits = new Numbers<Limits>();
  readonly cells = new Numbers<Cell>();
  readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** Places take the numbers of the setting's table, one higher. */
  rowOf(position: PreparedPosition): PositionRow {
    const { document, asked, role, licence, certificates, offer } = position;
    const { shift, offersBed, livesIn, demands, educationRank } = position;
    const { ageMin, ageMax, veteranAgeMax, acceptsFamily } = document;
    const limits = { ageMin, ageMax, veteranAgeMax, acceptsFamily, educationRank };
    return {
      id: document.id,
      role: this.roles.of(roleKey(role), role),
      place: this.setting.places.indexOf(document.place) + 1,
      offer: this.offers.of(String(offer), offer),
      work: this.works.of(`${shift} ${offersBed} ${livesIn} ${demands.join()}`, {
        shift,
        offersBed,
        livesIn,
        demands,
      }),
      papers: this.papers.of(papersKey({ licence, certificates }), { licence, certificates }),
      limits: this.limits.of(Object.values(limits).join(), limits),
      asked: this.#askedBy(asked),
    };
  }

  #askedBy(asked: readonly Asked[]): [number, number][] {
    if (asked.length === 0) return [[this.cells.of('', null), 1]];
    return asked
      .map((one): [number, number] => [this.cells.of(`${one.key} ${one.required}`, one), one.units])
      .sort((a, b) => b[1] - a[1]);
  }
}

function roleKey(role: readonly RoleLink[]): string {
  return role.map(({ occupation, sure }) => `${occupation}:${sure}`).join(' ');
}

/** Groups of one key are satisfied by the same certificates; only a health check is had otherwise. */
function papersKey({ licence, certificates }: Papers): string {
  const groups = certificates.map(
    ({ key, anyOf }) => `${key}=${anyOf.map(({ known }) => known?.way ?? '').join()}`,
  );
  return `${licence?.anyOf.join() ?? ''} ${groups.sort().join(' ')}`;
}
