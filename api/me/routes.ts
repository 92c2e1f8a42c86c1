import { giveConsent, listConsents, withdrawConsent } from '@xincheng/db/consents';
import { findPerson } from '@xincheng/db/people';
import { findEmployer, findPositions } from '@xincheng/db/positions';
import type { FastifyInstance } from 'fastify';
import { personOf } from '../auth/actor.ts';
import * as contract from '../contract/me.ts';
import type { Deps } from '../deps.ts';
import { found } from '../errors.ts';
import { toDocument, toProfile } from '../matching/documents.ts';
import { applyToPerson } from '../people/change-person.ts';
import { toOwnProfile, toPositionSummary } from '../records/present.ts';
import { route } from '../route.ts';
import { findMatches, presentGate } from './find-matches.ts';

/** Which wording of the consent was shown; a new wording gets a new name. */
const consentText = '2026-11';

export function meRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.getMatches, findMatches);

  route(app, deps, contract.explainMatch, async ({ actor, params, read }) => {
    const { person, row } = await read(async (db) => ({
      person: found(await findPerson(db, personOf(actor))),
      row: found((await findPositions(db, [params.positionId])).get(params.positionId)),
    }));
    const pair = await deps.matching.explain(toProfile(person), toDocument(row));
    return {
      position: toPositionSummary(row),
      score: pair.score,
      distanceKm: pair.distanceKm,
      parts: pair.parts,
      gates: pair.gates.map(presentGate),
      missing: pair.missing,
    };
  });

  route(app, deps, contract.getOwnProfile, async ({ actor, read }) =>
    toOwnProfile(found(await read((db) => findPerson(db, personOf(actor))))),
  );

  route(app, deps, contract.changeWishes, async ({ actor, body, write }) =>
    write(async (db) => {
      const { version, ...wanted } = body;
      const id = personOf(actor);
      await applyToPerson(deps, db, { id, version, actor, wanted, source: 'person' });
      return toOwnProfile(found(await findPerson(db, id)));
    }),
  );

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
