/** What is searched for, as it stands in the address: everything can be linked to and gone back to. */
import type { FoundPositions, SavedSearch, SearchState } from '@xincheng/api/contract';
import type { Messages } from './messages/index.ts';
import { label } from './messages/index.ts';

export type Facet = keyof FoundPositions['facets'];
const facets = ['township', 'trade', 'shift', 'wish'] as const satisfies readonly Facet[];
const single = ['pay', 'km', 'from', 'sort'] as const;

/** Name of the parameter that has the filters open on a phone, and its value. */
export const panel = { name: 'panel', value: 'filters' } as const;

/** Values of a parameter that takes several. */
export const valuesOf = (list: string | undefined): string[] =>
  (list ?? '').split(',').filter((value) => value !== '');

/** The address of a search with changes to it; the list begins anew. */
export const searchHref = (
  state: SearchState,
  changes: { [Key in keyof SearchState]?: SearchState[Key] | undefined } = {},
): string => `/positions${queryOf({ ...state, ...changes })}`;

/** `?q=…` with a parameter for each value; empty for a search without any condition. */
export const queryOf = (state: { [Key in keyof SearchState]?: unknown }): string => {
  const query = new URLSearchParams();
  if (typeof state.q === 'string' && state.q !== '') query.set('q', state.q);
  for (const facet of facets)
    for (const value of valuesOf(textOf(state[facet]))) query.append(facet, value);
  for (const name of single) {
    const value = textOf(state[name]);
    if (value !== '') query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
};

/** The same out of the search form, where a facet is a control for each value. */
export const queryOfForm = (fields: FormData): string => {
  const chosen: Record<string, string> = {};
  for (const [name, value] of fields) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    chosen[name] = name in chosen ? `${chosen[name] ?? ''},${value}` : value.trim();
  }
  return queryOf(chosen);
};

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A condition beside the words, and the search without it. */
export interface Condition {
  name: string;
  /** The facet or parameter that it belongs to. */
  of: Facet | 'pay' | 'km';
  href: string;
}

/** The chosen conditions in the order of the filters. */
export const conditionsOf = (
  m: Messages,
  state: SearchState,
  found: Pick<FoundPositions, 'facets'>,
): Condition[] => [
  ...facets.flatMap((facet) => {
    const chosen = valuesOf(state[facet]);
    return chosen.map((value) => ({
      name: valueName(m, facet, value, found),
      of: facet,
      href: searchHref(state, { [facet]: chosen.filter((one) => one !== value).join(',') }),
    }));
  }),
  ...(state.pay === undefined
    ? []
    : [
        {
          name: m.search.payFrom(state.pay),
          of: 'pay' as const,
          href: searchHref(state, { pay: undefined }),
        },
      ]),
  ...(state.km === undefined
    ? []
    : [
        {
          name: m.search.kmWithin(state.km),
          of: 'km' as const,
          href: searchHref(state, { km: undefined }),
        },
      ]),
];

/** What a value of a facet is called; data of the county has its own name in any language. */
export const valueName = (
  m: Messages,
  facet: Facet,
  value: string,
  found: Pick<FoundPositions, 'facets'>,
): string =>
  facet === 'shift'
    ? label(m.search.shifts, value)
    : (found.facets[facet].find((one) => one.value === value)?.label ?? value);

/** A name for a search out of its words and conditions, as somebody would write it on a note. */
export const proposedName = (
  m: Messages,
  state: SearchState,
  found: Pick<FoundPositions, 'facets'>,
): string => {
  const parts = [state.q ?? '', ...conditionsOf(m, state, found).map(({ name }) => name)].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? m.search.allPositions : [...parts.join(' ')].slice(0, 40).join('');
};

/** A text in pieces, plain and marked in turns, plain first. */
export const piecesOf = (
  text: string,
  marks: readonly { start: number; end: number }[],
): string[] => {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    pieces.push(text.slice(at, start), text.slice(start, end));
    at = end;
  }
  return [...pieces, text.slice(at)];
};

/** New hits of all saved searches; a position that two of them find counts twice. */
export const freshIn = (searches: readonly SavedSearch[]): number =>
  searches.reduce((sum, { fresh }) => sum + fresh, 0);
