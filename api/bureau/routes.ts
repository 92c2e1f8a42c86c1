import { namesOf } from '@xincheng/db/accounts';
import { listAudit } from '@xincheng/db/audit';
import { listFairs } from '@xincheng/db/bureau';
import { upsertPlaces } from '@xincheng/db/places';
import { listEmployers } from '@xincheng/db/positions';
import { rulesOn } from '@xincheng/db/reference';
import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/bureau.ts';
import { areaOf } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
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
      items: rows.map(({ key, title, document, article, validFrom, validTo, text }) => ({
        key,
        title,
        document,
        article,
        validFrom,
        validTo,
        text,
      })),
    };
  });

  route(app, deps, contract.addStations, async ({ actor, body, write }) => {
    const area = areaOf(actor);
    const strange = body.rows.findIndex(({ code }) => !code.startsWith(area));
    if (strange >= 0)
      throw new AppError('invalid_input', {
        fields: { [`rows.${String(strange)}.code`]: `代码应以本县的 ${area} 开头` },
      });
    return write(async (db) => {
      await upsertPlaces(db, actor.countyId, placesOf(body.rows));
      return { written: body.rows.length };
    });
  });
}

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
  const isTownship = ({ code }: Row) => code.endsWith('000');
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
