import { getPerson, listPeople, listStations } from '@xincheng/api/contract';
import { offsetIn } from '#lib/form.ts';
import { call } from '#lib/server/api.ts';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

const limit = 25;
const kinds = ['veteran', 'family'] as const;
/** Posts that may take whole numbers away. */
const heads: readonly string[] = ['station_head', 'bureau_staff', 'administrator'];
const lacks = ['speciality', 'mobile', 'account'] as const;

export const load: PageServerLoad = async (event) => {
  const given = event.url.searchParams;
  const offset = offsetIn(event.url);
  const filter = {
    q: (given.get('q') ?? '').trim().slice(0, 40),
    station: /^(\d{9}|\d{12})$/.exec(given.get('station') ?? '')?.[0] ?? '',
    kind: kinds.find((kind) => kind === given.get('kind')) ?? null,
    lack: lacks.find((lack) => lack === given.get('lack')) ?? null,
  };
  const { q, station, kind, lack } = filter;
  const open = given.get('id');
  const [people, stations, person] = await Promise.all([
    get(event, listPeople, {
      query: {
        ...{ q, station, limit, offset },
        ...(kind === null ? {} : { kind }),
        ...(lack === null ? {} : { lack }),
      },
    }),
    get(event, listStations),
    open === null ? null : call(event, getPerson, { params: { id: open } }),
  ]);
  return {
    ...{ people, stations: stations.items, filter, limit, offset },
    mayWhole: heads.includes(event.locals.session?.appointment.role ?? ''),
    /** Somebody who is gone meanwhile just leaves the drawer closed. */
    person: person?.ok ? person.data : null,
  };
};
