import type { SearchFilter } from '../engine.ts';
import type { CompiledQuery, CompiledTerm } from '../keyword/compile.ts';
import { boxAround } from '../keyword/facets.ts';
import { educationRank } from '../matching/education.ts';
import type { Place } from '../matching/types.ts';

import { storedToken } from './stored-token.ts';

/**
 * Filters in the server's language. This is the only place that builds and quotes them: a value comes in
 * as it is and cannot end its quotes. `EVERYTHING` admits all.
 */
export type Filter = string & { readonly filter: unique symbol };

function filter(expression: string): Filter {
  return expression as Filter;
}

export const EVERYTHING = filter('');
/** What no position is in. */
export const NOTHING = filter('id IN []');

/** Backslashes and quotes are read twice by the server, which this survives. */
function quote(value: string): string {
  return `"${value.toWellFormed().replace(/[\\"]/g, '\\$&')}"`;
}

export function isIn(field: string, values: readonly string[]): Filter {
  return values.length === 0 ? NOTHING : filter(`${field} IN [${values.map(quote).join(', ')}]`);
}

/** Without any of the values, in any of its own; what has no value is admitted. */
export function isNotIn(field: string, values: readonly string[]): Filter {
  return values.length === 0 ? EVERYTHING : filter(`NOT ${isIn(field, values)}`);
}

/** What has no value is not admitted. */
export function compares(field: string, operator: '<=' | '>=', value: number): Filter {
  if (!Number.isFinite(value)) throw new RangeError(`${field} ${operator} ${String(value)}`);
  return filter(`${field} ${operator} ${String(value)}`);
}

export function isNull(field: string): Filter {
  return filter(`${field} IS NULL`);
}

export function isEmpty(field: string): Filter {
  return filter(`${field} IS EMPTY`);
}

export function allOf(filters: readonly Filter[]): Filter {
  const telling = filters.filter((one) => one !== EVERYTHING);
  if (telling.includes(NOTHING)) return NOTHING;
  return joined(telling, 'AND', EVERYTHING);
}

export function anyOf(filters: readonly Filter[]): Filter {
  if (filters.includes(EVERYTHING)) return EVERYTHING;
  return joined(
    filters.filter((one) => one !== NOTHING),
    'OR',
    NOTHING,
  );
}

function joined(filters: readonly Filter[], word: 'AND' | 'OR', none: Filter): Filter {
  const [first, ...others] = filters;
  if (first === undefined) return none;
  return others.length === 0 ? first : filter(`(${filters.join(` ${word} `)})`);
}

/** At least `needed` of them. */
export function atLeast(needed: number, filters: readonly Filter[]): Filter {
  if (needed <= 0) return EVERYTHING;
  if (needed > filters.length) return NOTHING;
  if (needed === filters.length) return allOf(filters);
  if (needed === 1) return anyOf(filters);
  const [first = NOTHING, ...others] = filters;
  return anyOf([allOf([first, atLeast(needed - 1, others)]), atLeast(needed, others)]);
}

/** Positions that have as many of the terms as a hit must. */
export function textFilter({ terms, needed }: CompiledQuery): Filter {
  return atLeast(needed, terms.map(termFilter));
}

function termFilter({ all, any }: CompiledTerm): Filter {
  const tokens = (group: readonly string[]) => isIn('tokens', group.map(storedToken));
  return anyOf([all.length === 0 ? NOTHING : allOf(all.map(tokens)), tokens(any)]);
}

/** What is chosen of one facet: of wishes all must hold, of the others one. */
export const facetFilters: {
  [facet in 'townships' | 'trades' | 'shifts' | 'wishes']: (filter: SearchFilter) => Filter;
} = {
  townships: ({ townships }) => chosen('townshipCode', townships),
  trades: ({ trades }) => chosen('trades', trades),
  shifts: ({ shifts }) => chosen('shift', shifts),
  wishes: ({ wishes = [] }) => allOf(wishes.map((wish) => isIn('wishes', [wish]))),
};

function chosen(field: string, values: readonly string[] = []): Filter {
  return values.length === 0 ? EVERYTHING : isIn(field, values);
}

/** What a filter asks beside the facets: education, pay, distance. */
export function limitsFilter(
  { education, salaryMin, withinKm }: SearchFilter,
  origin: Place | undefined,
): Filter {
  return allOf([
    education === undefined
      ? EVERYTHING
      : compares('educationRank', '<=', educationRank(education) ?? 0),
    salaryMin === undefined ? EVERYTHING : compares('offer', '>=', salaryMin),
    withinKm === undefined || origin === undefined ? EVERYTHING : boxFilter(origin, withinKm),
  ]);
}

/** Positions in the box of half-width `km`; those without a known place are not in it. */
export function boxFilter(origin: Place, km: number): Filter {
  const { south, west, north, east } = boxAround(origin, km);
  return allOf([
    compares('lat', '>=', south),
    compares('lat', '<=', north),
    compares('lng', '>=', west),
    compares('lng', '<=', east),
  ]);
}
