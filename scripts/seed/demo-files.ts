import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const folder = fileURLToPath(new URL('.', import.meta.resolve('@xincheng/db/demo/county.json')));

const place = z.object({ code: z.string(), name: z.string(), lat: z.number(), lng: z.number() });
const countyFile = z.object({
  county: place,
  townships: z.array(place),
  stations: z.array(
    place.extend({
      level: z.enum(['township', 'village']),
      townshipCode: z.string(),
      head: z.string(),
      phone: z.string(),
    }),
  ),
});

/** 云岭县, its townships and its 33 stations. */
export function readDemoPlaces(): z.infer<typeof countyFile> {
  return countyFile.parse(JSON.parse(readFileSync(join(folder, 'county.json'), 'utf8')));
}

/** The demo's rosters in the order in which they came in: oldest data first, families at the end. */
export function demoRosters(): { name: string; bytes: Buffer }[] {
  const rank = (name: string) =>
    ['old', 'spring', 'autumn.', '青石镇', 'family'].findIndex((part) => name.includes(part));
  return filesIn('rosters').sort((a, b) => rank(a.name) - rank(b.name));
}

/** The employers' forms and the summary sheet, by name. */
export function demoForms(): { name: string; bytes: Buffer }[] {
  return filesIn('positions');
}

function filesIn(name: string): { name: string; bytes: Buffer }[] {
  return readdirSync(join(folder, name))
    .sort()
    .map((file) => ({ name: file, bytes: readFileSync(join(folder, name, file)) }));
}
