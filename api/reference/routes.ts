import { countPeopleOfSpeciality } from '@xincheng/db/people';
import {
  findReferenceEntry,
  listReferenceChanges,
  listReferenceEntries,
} from '@xincheng/db/reference';
import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/reference.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { route } from '../route.ts';
import { labelsOf } from './differences.ts';
import { filterEntries } from './filter-entries.ts';
import { presentChanges, presentEntries, presentEntry } from './present.ts';
import { previewChange } from './preview-change.ts';
import { publishRanking } from './publish-ranking.ts';
import { addEntry, changeEntry, removeEntry, undoChange } from './save-entry.ts';
import { isTrade, readTables } from './tables.ts';
import { usesOf } from './uses.ts';

export function referenceRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.getRanking, async ({ read }) =>
    read((db) => publishRanking(db, deps.clock.today())),
  );

  route(app, deps, contract.listReference, async ({ params: { kind }, query, read }) =>
    read(async (db) => {
      const rows = await listReferenceEntries(db, kind);
      const matching = filterEntries(rows, query.q ?? '');
      const shown = matching.slice(query.offset, query.offset + query.limit);
      return {
        items: await presentEntries(db, shown),
        total: matching.length,
        counts: {
          all: rows.length,
          edited: rows.filter(({ version }) => version > 1).length,
          reviewed: rows.filter(({ reviewedAt }) => reviewedAt !== null).length,
        },
      };
    }),
  );

  route(app, deps, contract.getReferenceNames, async ({ read }) =>
    read(async (db) => {
      const { skill, occupation, certificate, rules } = await readTables(db);
      const named = ({ key, name }: { key: string; name: string }) => ({ key, name });
      return {
        trades: skill.filter(isTrade).map(named),
        skills: skill.filter((one) => !isTrade(one)).map(named),
        occupations: occupation.map(({ key }) => key),
        certificates: certificate.map(({ key }) => key),
        rules: [...rules].map(([key, title]) => ({ key, title })),
      };
    }),
  );

  route(app, deps, contract.listReferenceChanges, async ({ query, read }) =>
    read(async (db) => {
      const { items, total } = await listReferenceChanges(db, query);
      return { items: await presentChanges(db, items, labelsOf(await readTables(db))), total };
    }),
  );

  route(app, deps, contract.getReferenceEntry, async ({ params: { kind, key }, read }) =>
    read(async (db) => {
      const row = await findReferenceEntry(db, kind, key);
      if (row === null || row.removedAt !== null) throw new AppError('not_found');
      const tables = await readTables(db);
      const { items } = await listReferenceChanges(db, { limit: 50, offset: 0 }, { kind, key });
      return {
        entry: await presentEntry(db, row),
        usedBy: usesOf(tables, kind, key),
        people: kind === 'speciality' ? await countPeopleOfSpeciality(db, key) : 0,
        changes: await presentChanges(db, items, labelsOf(tables)),
      };
    }),
  );

  route(app, deps, contract.previewReferenceChange, previewChange);

  route(app, deps, contract.createReferenceEntry, async ({ actor, params, body, note, write }) => {
    const { key, name, value, source = '县局补充', confirmed = false, reviewed = false } = body;
    note({ reason: body.reason });
    return write(async (db) =>
      presentEntry(
        db,
        await addEntry(
          db,
          { kind: params.kind, key, name, value, source, confirmed, reviewed },
          { actor, at: deps.clock.now(), reason: body.reason },
        ),
      ),
    );
  });

  route(app, deps, contract.changeReferenceEntry, async ({ actor, params, body, note, write }) => {
    const { version, name, value, source, confirmed = false, reviewed = false } = body;
    note({ reason: body.reason });
    return write(async (db) =>
      presentEntry(
        db,
        await changeEntry(
          db,
          {
            ...{ ...params, version, name, value, confirmed, reviewed },
            ...(source === undefined ? {} : { source }),
          },
          { actor, at: deps.clock.now(), reason: body.reason },
        ),
      ),
    );
  });

  route(app, deps, contract.removeReferenceEntry, async ({ actor, params, body, note, write }) => {
    note({ reason: body.reason });
    return write(async (db) => {
      const { version, reason } = body;
      await removeEntry(db, { ...params, version }, { actor, at: deps.clock.now(), reason });
      return { ok: true as const };
    });
  });

  route(app, deps, contract.undoReferenceChange, async ({ actor, params, body, note, write }) => {
    note({ reason: body.reason });
    return write(async (db) => {
      await undoChange(db, params.id, { actor, at: deps.clock.now(), reason: body.reason });
      return { ok: true as const };
    });
  });
}
