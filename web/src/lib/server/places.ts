/** What a post can be tied to, for the administrator's choice. */
import { listEmployers, listStations } from '@xincheng/api/contract';
import type { RequestEvent } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { failure, load as get } from './respond.ts';

export interface PlaceGroup {
  kind: 'own' | 'townships' | 'villages' | 'employers';
  options: { value: string; label: string }[];
}

const page = 100;

/** Areas by level and employers; empty groups are left out. */
export const postPlaces = async (event: RequestEvent): Promise<PlaceGroup[]> => {
  const [stations, employers] = await Promise.all([
    get(event, listStations),
    employerOptions(event),
  ]);
  const own = event.locals.session?.appointment;
  const area = own?.area ?? '';
  const at = (level: 'township' | 'village') =>
    stations.items.filter((station) => station.level === level);
  const groups: PlaceGroup[] = [
    { kind: 'own', options: own && area ? [{ value: area, label: own.place }] : [] },
    {
      kind: 'townships',
      options: at('township')
        .map(({ code, name }) => ({ value: code.slice(0, 9), label: name }))
        .filter(({ value }) => value !== area),
    },
    {
      kind: 'villages',
      options: at('village').map(({ code, name }) => ({ value: code, label: name })),
    },
    { kind: 'employers', options: employers },
  ];
  return groups.filter(({ options }) => options.length > 0);
};

/** All employers of the county, by name. */
const employerOptions = async (event: RequestEvent): Promise<PlaceGroup['options']> => {
  const options: PlaceGroup['options'] = [];
  for (let offset = 0; ; offset += page) {
    const { items, total } = await get(event, listEmployers, { query: { limit: page, offset } });
    options.push(...items.map(({ id, name }) => ({ value: id, label: name })));
    if (items.length === 0 || options.length >= total) return options;
  }
};

/** `failure` for a form with `PostFields`: an unchosen post is told in words of its own. */
export const postFailure = (...[event, result, values]: Parameters<typeof failure>) => {
  const failed = failure(event, result, values);
  if (failed.data.errors['role'] !== undefined)
    failed.data.errors['role'] = messagesOf(event.locals.preferences.locale).admin.chooseRole;
  return failed;
};
