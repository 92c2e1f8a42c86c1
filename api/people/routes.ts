import { randomInt } from 'node:crypto';
import {
  insertAccount,
  namesOf,
  personHasAccount,
  resetPasswordOfPerson,
} from '@xincheng/db/accounts';
import { listFieldEvents } from '@xincheng/db/events';
import { findPerson, findPersonRow, listPeople } from '@xincheng/db/people';
import { peopleFigures } from '@xincheng/db/bureau';
import { findMatchList } from '@xincheng/db/matches';
import { listStations } from '@xincheng/db/places';
import { findPositions } from '@xincheng/db/positions';
import type { FastifyInstance } from 'fastify';
import { areaOf } from '../auth/actor.ts';
import { hashPassword, newPassword } from '../auth/passwords.ts';
import * as contract from '../contract/people.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { maskNumbersIn } from '../records/masking.ts';
import { idCardIndex, mobileIndex, openRecord } from '../records/person-record.ts';
import { toPersonDetail, toPersonSummary, toPositionSummary } from '../records/present.ts';
import { listSpecialities } from '../reference/list-specialities.ts';
import { route } from '../route.ts';
import { changePerson } from './change-person.ts';
import { presentEvent } from './present-event.ts';

export function peopleRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.listPeople, async ({ query, read }) => {
    const { q, station, kind, lack, limit, offset } = query;
    const term = q?.replace(/\s/g, '') ?? '';
    const { items, total } = await read((db) =>
      listPeople(
        db,
        {
          ...(term === ''
            ? {}
            : {
                name: term,
                blindIndex: {
                  idCard: idCardIndex(deps.sealer, term),
                  mobile: mobileIndex(deps.sealer, term),
                },
              }),
          ...(station === undefined || station === '' ? {} : { areaPrefix: stationArea(station) }),
          ...(kind === undefined ? {} : { kind }),
          ...(lack === undefined ? {} : { lack }),
        },
        { limit, offset },
      ),
    );
    const today = deps.clock.today();
    return { items: items.map((row) => toPersonSummary(row, today)), total };
  });

  route(app, deps, contract.getPerson, async ({ params, read }) => {
    const row = found(await read((db) => findPerson(db, params.id)));
    return toPersonDetail(row, deps.clock.today());
  });

  route(app, deps, contract.changePerson, changePerson);

  route(app, deps, contract.listPersonMatches, async ({ params, read }) =>
    read(async (db) => {
      found(await findPerson(db, params.id));
      const list = await findMatchList(db, params.id);
      if (list === null) return { items: [], version: '', computedAt: null };
      const positions = await findPositions(
        db,
        list.items.map(({ positionId }) => positionId),
      );
      const items = list.items.flatMap(({ positionId, score }) => {
        const row = positions.get(positionId);
        // Closed or withdrawn since the list was computed.
        return row?.position.status === 'open' ? [{ position: toPositionSummary(row), score }] : [];
      });
      return { items, version: list.version, computedAt: list.computedAt.toISOString() };
    }),
  );

  route(app, deps, contract.revealPerson, async ({ params, body, note, write }) => {
    // The audit keeps why, never values, not even ones that were typed into the reason.
    note({ reason: maskNumbersIn(body.reason) });
    return write(async (db) => {
      const row = found(await findPersonRow(db, params.id));
      if (row.removedAt !== null) throw new AppError('not_found');
      const { idCardNo, mobile } = openRecord(row, deps.sealer);
      return { idCardNo, mobile };
    });
  });

  route(app, deps, contract.listPersonEvents, async ({ params, query, read }) =>
    read(async (db) => {
      found(await findPerson(db, params.id));
      const { items, total } = await listFieldEvents(db, params.id, query);
      const actors = items.flatMap(({ event }) => event.actorAccount ?? []);
      const names = await namesOf(db, actors);
      return { items: items.map((item) => presentEvent(item, names, deps.sealer)), total };
    }),
  );

  route(app, deps, contract.openPersonAccount, async ({ params, actor, write }) => {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    return write(async (db) => {
      const row = found(await findPerson(db, params.id));
      if (await personHasAccount(db, params.id))
        throw new AppError('duplicate', {
          message: '这个人已经有账号了。忘记密码可以重发初始密码。',
        });
      const account = {
        id: crypto.randomUUID(),
        countyId: actor.countyId,
        name: newAccountName(row.person.kind),
        displayName: row.person.fullName,
        passwordHash,
        mustChangePassword: true,
        createdAt: deps.clock.now(),
      };
      const post = {
        role: row.person.kind === 'family' ? ('family_member' as const) : ('veteran' as const),
        personId: params.id,
        validFrom: deps.clock.today(),
      };
      if ((await insertAccount(db, account, post)) === null) throw new AppError('conflict');
      return { account: account.name, password };
    });
  });

  route(app, deps, contract.resetPersonPassword, async ({ params, write }) => {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    return write(async (db) => {
      found(await findPerson(db, params.id));
      const account = found(await resetPasswordOfPerson(db, params.id, passwordHash));
      return { account, password };
    });
  });

  route(app, deps, contract.listStations, async ({ actor, read }) =>
    read(async (db) => {
      const stations = await listStations(db, areaOf(actor));
      const figures = await peopleFigures(db);
      const items = stations.map(({ code, name, level }) => ({
        code,
        name,
        level,
        people: figures
          .filter(({ areaCode }) => areaCode.startsWith(stationArea(code)))
          .reduce((sum, { people }) => sum + people, 0),
      }));
      return { items };
    }),
  );

  route(app, deps, contract.listSpecialities, async ({ read }) => read(listSpecialities));
}

/** A township's own station (…000) stands for the whole township. */
const stationArea = (code: string) => (code.endsWith('000') ? code.slice(0, 9) : code);

/** Account names tell nothing about the person: a letter for the kind and eight digits. */
const newAccountName = (kind: 'veteran' | 'family') =>
  `${kind === 'family' ? 'j' : 't'}${String(randomInt(10_000_000, 100_000_000))}`;
