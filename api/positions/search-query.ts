import { findPerson, type PersonWithPlace } from '@xincheng/db/people';
import type { Db } from '@xincheng/db/client';
import { listTownships } from '@xincheng/db/places';
import { seekerRoles } from '@xincheng/db/vocabulary/roles';
import type { SearchFilter, SearchQuery, SearchSort } from '@xincheng/search/engine';
import type { Place, Profile, ShiftKind } from '@xincheng/search/matching';
import type { Actor } from '../auth/actor.ts';
import { type SearchState, shiftKinds } from '../contract/search.ts';
import type { MatchView } from '../matching/view.ts';
import { dropAbsent } from '../records/drop-absent.ts';

/** What a search can be asked about by this reader, and from where. */
export interface Asker {
  /** Null for everybody who looks for no work, and for who refused to be ranked. */
  profile: Profile | null;
  townships: readonly Township[];
  origin: Origin | null;
  /** Where the reader lives; the origin unless another one is chosen. */
  home: Origin | null;
}

interface Origin {
  place: Place;
  name: string;
  /** Where the reader lives. */
  own: boolean;
}

type Township = Awaited<ReturnType<typeof listTownships>>[number];

/** The reader as a search sees one: with what a job seeker's own record says, where there is one. */
export async function askerOf(
  { profileOf }: Pick<MatchView, 'profileOf'>,
  actor: Actor | null,
  from: string | undefined,
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
): Promise<Asker> {
  const { townships, person } = await read(async (db) => ({
    townships: await listTownships(db),
    person: isSeeker(actor) ? await findPerson(db, actor.personId) : null,
  }));
  return makeAsker(profileOf, townships, person, from);
}

function makeAsker(
  profileOf: MatchView['profileOf'],
  townships: readonly Township[],
  person: PersonWithPlace | null,
  from: string | undefined,
): Asker {
  const profile = person === null ? null : profileOf(person);
  const place = profile?.place ?? null;
  const home = place && {
    place,
    name: townships.find(({ code }) => place.code.startsWith(code))?.name ?? '',
    own: true,
  };
  const chosen = townships.find(({ code }) => code === from);
  return {
    profile: person?.person.refusesRanking === true ? null : profile,
    townships,
    origin: chosen === undefined ? home : originAt(chosen),
    home,
  };
}

function originAt({ code, name, lat, lng }: Township): Origin | null {
  return lat === null || lng === null ? null : { place: { code, lat, lng }, name, own: false };
}

function isSeeker(actor: Actor | null): actor is Actor & { personId: string } {
  return actor?.personId != null && seekerRoles.some((role) => role === actor.role);
}

/** The orders that this reader may ask for. */
export function sortsFor({ profile }: Asker, text: string): SearchSort[] {
  return [
    ...(text === '' ? [] : (['relevance'] as const)),
    ...(profile === null ? [] : (['match'] as const)),
    ...(['distance', 'pay', 'newest'] as const),
  ];
}

/** The search in the engines' words. An order that the reader may not or cannot have yet is the usual one. */
export function toQuery(
  state: SearchState,
  { limit, offset }: { limit: number; offset: number },
  asker: Asker,
): SearchQuery {
  const text = state.q ?? '';
  const { profile, origin } = asker;
  const usual = text === '' ? ('newest' as const) : ('relevance' as const);
  const asked = sortsFor(asker, text).find((sort) => sort === state.sort) ?? usual;
  return {
    text,
    filter: filterOf(state, origin),
    sort: asked === 'distance' && origin === null ? usual : asked,
    page: { limit, offset },
    ...(origin === null ? {} : { origin: origin.place }),
    ...(profile === null ? {} : { profile }),
  };
}

function filterOf(state: SearchState, origin: Origin | null): SearchFilter {
  return dropAbsent({
    townships: valuesOf(state.township),
    trades: valuesOf(state.trade),
    shifts: valuesOf(state.shift)?.filter(isShift),
    wishes: valuesOf(state.wish),
    salaryMin: state.pay === 0 ? undefined : state.pay,
    withinKm: origin === null ? undefined : state.km,
  });
}

const isShift = (value: string): value is ShiftKind => shiftKinds.some((kind) => kind === value);

/** The values of a comma-separated parameter; undefined where there is none. */
function valuesOf(list: string | undefined): string[] | undefined {
  const values = (list ?? '').split(',').filter((value) => value !== '');
  return values.length === 0 ? undefined : values;
}
