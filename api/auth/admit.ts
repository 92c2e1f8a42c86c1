import { findSession } from '@xincheng/db/sessions';
import type { FastifyRequest } from 'fastify';
import type { Endpoint } from '../contract/endpoint.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { type Actor, actorOf } from './actor.ts';
import { accessCookie, refreshCookie, verifyAccess } from './tokens.ts';

/**
 * Who is calling, and whether they may: 403 for a forged origin, 401 for nobody, 403 for the wrong
 * post. Gives null where a public endpoint is called signed out.
 */
export async function admit(
  deps: Deps,
  endpoint: Endpoint,
  request: FastifyRequest,
): Promise<Actor | null> {
  refuseForgedOrigin(deps, request);
  const actor = await identify(deps, request);
  if (endpoint.access === 'public') return actor;
  if (actor === null) throw new AppError('not_signed_in');
  if (endpoint.access !== 'signed_in' && !endpoint.access.includes(actor.role))
    throw new AppError('forbidden');
  return actor;
}

/**
 * Browsers send cookies along on their own, so a change that comes with cookies must come from our
 * own pages (OWASP CSRF: verify Origin). A bearer token is never sent unasked.
 */
function refuseForgedOrigin(deps: Deps, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { cookies } = request;
  if (cookies[accessCookie] === undefined && cookies[refreshCookie] === undefined) return;
  if (!deps.origins.includes(request.headers.origin ?? '')) throw new AppError('forbidden_origin');
}

async function identify(deps: Deps, request: FastifyRequest): Promise<Actor | null> {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? request.cookies[accessCookie];
  if (token === undefined) return null;
  const claims = verifyAccess(request.server, deps.clock, token);
  if (claims === null) return null;
  const session = await deps.pool.transaction({}, (db) => findSession(db, claims.sid));
  if (session === null || session.accountId !== claims.sub) return null;
  // A token from before a change of password is void even on the device that goes on.
  if (session.sessionVersion !== claims.ver) return null;
  return actorOf(session, { now: deps.clock.now(), today: deps.clock.today() });
}
