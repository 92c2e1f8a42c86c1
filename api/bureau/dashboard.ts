import {
  countConsentsInForce,
  countHiringEmployers,
  listFairs,
  type PeopleFigure,
  peopleFigures,
  positionFigures,
  recentImports,
} from '@xincheng/db/bureau';
import { listStations, listTownships } from '@xincheng/db/places';
import { listReferenceNames } from '@xincheng/db/reference';
import { areaOf } from '../auth/actor.ts';
import type { dashboard as contract, Fair } from '../contract/bureau.ts';
import type { Response } from '../contract/endpoint.ts';
import type { Context } from '../route.ts';

type Figures = Awaited<ReturnType<typeof listFairs>>[number];

export function presentFair(fair: Figures, today: string): Fair {
  return { ...fair, past: fair.heldOn < today };
}

/** All figures of the reader's area, read in one transaction so that they agree with each other. */
export async function makeDashboard({
  deps,
  actor,
  read,
}: Context<typeof contract>): Promise<Response<typeof contract>> {
  const area = areaOf(actor);
  const today = deps.clock.today();
  return read(async (db) => {
    const people = await peopleFigures(db);
    const positions = await positionFigures(db);
    const stations = await listStations(db, area);
    const townships = (await listTownships(db)).filter(({ code }) =>
      code.startsWith(area.slice(0, 9)),
    );
    const specialities = await listReferenceNames(db, 'speciality');
    const names = new Map(specialities.map(({ key, name }) => [key, name]));
    const imports = await recentImports(db, 5);
    const county = await deps.county();
    const place = stations.find(({ code }) => code === area.padEnd(12, '0'));
    const headcountOf = (rows: typeof positions) => sum(rows, ({ headcount }) => headcount);
    const open = positions.filter(({ status }) => status === 'open');
    return {
      area: area.length === 6 ? (county?.name ?? '') : (place?.name ?? area),
      people: {
        total: count(people),
        veterans: count(people, ({ kind }) => kind === 'veteran'),
        family: count(people, ({ kind }) => kind === 'family'),
        withSpeciality: count(people, ({ specialityKey }) => specialityKey !== null),
        withMobile: count(people, ({ hasMobile }) => hasMobile),
        withAccount: count(people, ({ hasAccount }) => hasAccount),
      },
      positions: {
        open: sum(open, (row) => row.positions),
        held: sum(
          positions.filter(({ status }) => status === 'held'),
          (row) => row.positions,
        ),
        headcount: headcountOf(open),
        employers: await countHiringEmployers(db),
      },
      consents: await countConsentsInForce(db),
      stations: stations.map(({ code, name, level }) => {
        // A township's own row counts those whose village is not known; villages count their own.
        const own = people.filter(({ areaCode }) =>
          level === 'township'
            ? areaCode === code.slice(0, 9) || areaCode === code
            : areaCode === code,
        );
        return {
          code,
          name,
          people: count(own),
          withSpeciality: count(own, ({ specialityKey }) => specialityKey !== null),
          withAccount: count(own, ({ hasAccount }) => hasAccount),
        };
      }),
      specialities: commonest(people, names, 10),
      townships: townships.map(({ code, name }) => {
        const here = open.filter(({ townshipCode }) => townshipCode === code);
        return {
          code,
          name,
          people: count(people, ({ areaCode }) => areaCode.startsWith(code)),
          positions: sum(here, (row) => row.positions),
          headcount: headcountOf(here),
        };
      }),
      fairs: (await listFairs(db, 10)).map((fair) => presentFair(fair, today)),
      imports: imports.map(({ id, fileName, station, township, uploader, written, at }) => ({
        id,
        fileName,
        station: station ?? township ?? uploader,
        written,
        at: at.toISOString(),
      })),
    };
  });
}

function sum<T>(rows: readonly T[], value: (row: T) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}

function count(rows: readonly PeopleFigure[], which: (row: PeopleFigure) => boolean = () => true) {
  return sum(rows.filter(which), ({ people }) => people);
}

/** The most frequent specialities, ties by key. */
function commonest(
  people: readonly PeopleFigure[],
  names: ReadonlyMap<string, string>,
  limit: number,
): { name: string; people: number }[] {
  const byKey = Map.groupBy(people, ({ specialityKey }) => specialityKey);
  return [...byKey]
    .flatMap(([key, rows]) => (key === null ? [] : [{ key, people: count(rows) }]))
    .sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map(({ key, people: number }) => ({ name: names.get(key) ?? key, people: number }));
}
