import { listStations, listTownships } from '@xincheng/db/places';
import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/files.ts';
import type { Deps } from '../deps.ts';
import { route } from '../route.ts';
import { templateTitle, workbookType, writeTemplate } from '../workbooks/index.ts';
import { exportPeople } from './export-people.ts';
import { exportPositions } from './export-positions.ts';
import { villageOf } from './place-text.ts';

export function fileRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.getTemplate, async ({ params: { name }, read }) => {
    const county = await deps.county();
    const places = county === null ? [] : await read((db) => placesOf(db, county.code));
    const bytes = await writeTemplate({ name, county: county?.name ?? '', places });
    return { name: `${templateTitle(name)}（模板）.xlsx`, type: workbookType, bytes };
  });

  route(app, deps, contract.exportPeople, exportPeople);
  route(app, deps, contract.exportPositions, exportPositions);
}

type Reader = Parameters<typeof listTownships>[0];

/** Each township with its villages below it. */
async function placesOf(db: Reader, county: string): Promise<string[]> {
  const townships = await listTownships(db);
  const stations = await listStations(db, county);
  return townships.flatMap(({ code, name }) => [
    name,
    ...stations
      .filter(({ level, townshipCode }) => level === 'village' && townshipCode === code)
      .map((station) => `${name}${villageOf(station.name, name)}`),
  ]);
}
