import { giveConsent, listConsents, withdrawConsent } from '@xincheng/db/consents';
import { findPerson } from '@xincheng/db/people';
import { findEmployer, findPositions } from '@xincheng/db/positions';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { personOf } from '../auth/actor.ts';
import * as contract from '../contract/me.ts';
import type { Deps } from '../deps.ts';
import { found } from '../errors.ts';
import { applyToPerson } from '../people/change-person.ts';
import { toOwnProfile, toPositionSummary } from '../records/present.ts';
import { type Context, route } from '../route.ts';
import { findMatches, presentAction, presentGate, suits } from './find-matches.ts';
import { readSkills } from './read-skills.ts';

/** Which wording of the consent was shown; a new wording gets a new name. */
const consentText = '2026-11';

type OwnChange =
  | z.output<(typeof contract.changeWishes)['body']>
  | z.output<(typeof contract.changeRanking)['body']>;

export function meRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.getMatches, findMatches);

  route(app, deps, contract.explainMatch, async ({ actor, params, read }) => {
    const { person, row } = await read(async (db) => ({
      person: found(await findPerson(db, personOf(actor))),
      row: found((await findPositions(db, [params.positionId])).get(params.positionId)),
    }));
    const view = await deps.matching.view();
    const pair = view.explain(view.profileOf(person), view.documentOf(row));
    return {
      position: toPositionSummary(row),
      score: pair.score,
      distanceKm: pair.distanceKm,
      parts: pair.parts,
      gates: pair.gates.map(presentGate),
      missing: pair.missing.map(presentAction),
      suits: suits(pair),
      version: view.version,
    };
  });

  route(app, deps, contract.getOwnProfile, async ({ actor, read }) => {
    const row = found(await read((db) => findPerson(db, personOf(actor))));
    return toOwnProfile(row, readSkills(await deps.matching.view(), row));
  });

  /** Changes one's own record and shows it as it then is. */
  const changeOwn = async (
    { actor, write }: Pick<Context<typeof contract.changeWishes>, 'actor' | 'write'>,
    { version, ...wanted }: OwnChange,
  ) => {
    const view = await deps.matching.view();
    const id = personOf(actor);
    return write(async (db) => {
      await applyToPerson(deps, db, { id, version, actor, wanted, source: 'person' });
      const row = found(await findPerson(db, id));
      return toOwnProfile(row, readSkills(view, row));
    });
  };
  route(app, deps, contract.changeWishes, (context) => changeOwn(context, context.body));
  route(app, deps, contract.changeRanking, (context) => changeOwn(context, context.body));

  route(app, deps, contract.listConsents, async ({ actor, query, read }) => {
    const { items, total } = await read((db) => listConsents(db, personOf(actor), query));
    return {
      items: items.map((item) => ({ ...item, givenAt: item.givenAt.toISOString() })),
      total,
    };
  });

  route(app, deps, contract.giveConsent, async ({ actor, body, note, write }) => {
    note({ subject: body.employerId });
    return write(async (db) => {
      const employer = found(await findEmployer(db, body.employerId));
      const given = await giveConsent(db, {
        countyId: actor.countyId,
        personId: personOf(actor),
        employerId: employer.id,
        textVersion: consentText,
        givenAt: deps.clock.now(),
      });
      const { id, givenAt } = found(given);
      return {
        id,
        employerId: employer.id,
        employer: employer.name,
        givenAt: givenAt.toISOString(),
      };
    });
  });

  route(app, deps, contract.withdrawConsent, async ({ actor, params, write }) =>
    write(async (db) => {
      found(await withdrawConsent(db, personOf(actor), params.id, deps.clock.now()));
      return { ok: true } as const;
    }),
  );
}
