import { findPosition, listPositionsOfEmployer } from '@xincheng/db/positions';
import { countConsenting, listConsenting } from '@xincheng/db/people';
import { listTownships } from '@xincheng/db/places';
import { createPeopleIndex } from '@xincheng/search/embedded';
import type { FastifyInstance } from 'fastify';
import { employerOf } from '../auth/actor.ts';
import * as contract from '../contract/positions.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { toOwnPosition, toPositionDetail } from '../records/present.ts';
import { ruleSources } from '../records/rule-sources.ts';
import { route } from '../route.ts';
import { changePositionStatus, correctPosition } from './change-position.ts';
import { listCandidates } from './list-candidates.ts';

export function positionRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.listTownships, async ({ read }) => {
    const rows = await read(listTownships);
    return { items: rows.map(({ code, name }) => ({ code, name })) };
  });

  route(app, deps, contract.getPosition, async ({ params, read }) => {
    const row = found(await read((db) => findPosition(db, params.id)));
    if (row.position.status !== 'open') throw new AppError('not_found');
    return toPositionDetail(row);
  });

  route(app, deps, contract.listOwnPositions, async ({ actor, query, read }) => {
    const employerId = employerOf(actor);
    const today = deps.clock.today();
    const { items, total, people, sourceOf } = await read(async (db) => ({
      ...(await listPositionsOfEmployer(db, employerId, query)),
      people: await listConsenting(db),
      sourceOf: await ruleSources(db, today),
    }));
    const view = await deps.matching.view();
    const index = createPeopleIndex(view.setting);
    index.replaceAll(people.map(view.profileOf));
    const positions = items.map((row) => ({
      ...toOwnPosition(row, people.length, sourceOf),
      // Of held and closed ones too: their own employer may look ahead.
      candidates: index.count({ ...view.documentOf(row), state: 'open' }),
    }));
    return { items: positions, total };
  });

  route(app, deps, contract.getOwnPosition, async ({ actor, params, read }) => {
    const employerId = employerOf(actor);
    return read(async (db) => {
      const row = found(await findPosition(db, params.id));
      if (row.position.employerId !== employerId) throw new AppError('not_found');
      const sourceOf = await ruleSources(db, deps.clock.today());
      return toOwnPosition(row, await countConsenting(db), sourceOf);
    });
  });

  route(app, deps, contract.correctPosition, correctPosition);
  route(app, deps, contract.changePositionStatus, changePositionStatus);
  route(app, deps, contract.listCandidates, listCandidates);
}
