import { namesOf } from '@xincheng/db/accounts';
import { listAudit } from '@xincheng/db/audit';
import { listFairs } from '@xincheng/db/bureau';
import { listTownships } from '@xincheng/db/places';
import { listEmployers } from '@xincheng/db/positions';
import { rulesOn } from '@xincheng/db/reference';
import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/bureau.ts';
import { areaOf } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { writePlaces } from '../places/write-places.ts';
import { route } from '../route.ts';
import { makeDashboard, presentFair } from './dashboard.ts';

export function bureauRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.listFairs, async ({ read }) => {
    const fairs = await read((db) => listFairs(db, 50));
    return { items: fairs.map((fair) => presentFair(fair, deps.clock.today())) };
  });

  route(app, deps, contract.dashboard, makeDashboard);

  route(app, deps, contract.listEmployers, async ({ query, read }) =>
    read((db) => listEmployers(db, query)),
  );

  route(app, deps, contract.listAudit, async ({ query, read }) =>
    read(async (db) => {
      const { items, total } = await listAudit(db, query);
      const names = await namesOf(
        db,
        items.flatMap(({ accountId }) => accountId ?? []),
      );
      return {
        items: items.map(({ accountId, id, at, ...entry }) => ({
          ...entry,
          id: String(id),
          at: at.toISOString(),
          by: (accountId === null ? undefined : names.get(accountId)) ?? '',
        })),
        total,
      };
    }),
  );

  route(app, deps, contract.listRules, async ({ read }) => {
    const rows = await read((db) => rulesOn(db, deps.clock.today()));
    return {
      items: rows.map(({ key, title, document, article, validFrom, validTo, text, verified }) => ({
        key,
        title,
        document,
        article,
        validFrom,
        validTo,
        text,
        verified,
      })),
    };
  });

  route(app, deps, contract.addStations, async ({ actor, body, write }) => {
    const area = areaOf(actor);
    return write(async (db) => {
      const known = (await listTownships(db)).map(({ code }) => code);
      const faults = faultsIn(body.rows, area, new Set(known));
      if (Object.keys(faults).length > 0) throw new AppError('invalid_input', { fields: faults });
      await writePlaces(db, actor.countyId, placesOf(body.rows));
      return { written: body.rows.length };
    });
  });
}

/** What is wrong with pasted rows, by `rows.N.code`. */
function faultsIn(rows: readonly Row[], area: string, known: ReadonlySet<string>) {
  const pasted = new Set(rows.filter(isTownship).map(({ code }) => code.slice(0, 9)));
  const seen = new Set<string>();
  const faults: Record<string, string> = {};
  for (const [at, row] of rows.entries()) {
    const township = row.code.slice(0, 9);
    const field = `rows.${String(at)}.code`;
    if (!row.code.startsWith(area)) faults[field] = `代码应以本县的 ${area} 开头`;
    else if (seen.has(row.code)) faults[field] = '这个代码前面已经有一行，请删去一行';
    else if (!known.has(township) && !pasted.has(township))
      faults[field] = `还没有登记所属乡镇，请先加上一行 ${township}000`;
    seen.add(row.code);
  }
  return faults;
}

const isTownship = ({ code }: Pick<Row, 'code'>) => code.endsWith('000');

type Row = {
  code: string;
  name: string;
  lat: number | null;
  lng: number | null;
  head: string | null;
  phone: string | null;
};

/** A township's own station (…000) also makes the township, named without the station's suffix. */
function placesOf(rows: readonly Row[]) {
  return {
    townships: rows.filter(isTownship).map(({ code, name, lat, lng }) => ({
      code: code.slice(0, 9),
      name: name.replace(/退役军人服务站$/, ''),
      lat,
      lng,
    })),
    stations: rows.map((row) => ({
      ...row,
      townshipCode: row.code.slice(0, 9),
      level: isTownship(row) ? ('township' as const) : ('village' as const),
    })),
  };
}
