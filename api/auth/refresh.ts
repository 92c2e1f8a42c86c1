import { findSession, revokeSession, rotateSession } from '@xincheng/db/sessions';
import type { refresh } from '../contract/auth.ts';
import { AppError } from '../errors.ts';
import type { Context } from '../route.ts';
import { actorOf, scopeOf } from './actor.ts';
import {
  clearCookies,
  parseRefreshToken,
  refreshCookie,
  refreshGraceSeconds,
  refreshToken,
  setCookies,
  signAccess,
} from './tokens.ts';

/**
 * Rotates the refresh token. The token just replaced is taken again within the grace window and
 * leads to the very same new one (parallel page loads); an older one is a stolen copy, or its owner
 * coming after the thief: the session ends for both.
 */
export async function handleRefresh(
  context: Context<typeof refresh>,
): Promise<{ accessToken: string }> {
  const { deps, request, reply } = context;
  const given = parseRefreshToken(deps.secrets, request.cookies[refreshCookie] ?? '');
  const session =
    given === null
      ? null
      : await deps.pool.transaction({}, (db) => findSession(db, given.sessionId));
  const now = deps.clock.now();
  const actor = session === null ? null : actorOf(session, { now, today: deps.clock.today() });
  if (given === null || session === null || actor === null) {
    clearCookies(reply);
    throw new AppError('not_signed_in');
  }
  const scope = scopeOf(actor);
  const next = await deps.pool.transaction(scope, async (db) => {
    if (await rotateSession(db, session.sessionId, given.generation, now))
      return given.generation + 1;
    const current = await findSession(db, session.sessionId);
    const graceful =
      current?.generation === given.generation + 1 &&
      now.getTime() - current.rotatedAt.getTime() <= refreshGraceSeconds * 1000;
    if (graceful) return current.generation;
    await revokeSession(db, session.sessionId, now);
    return null;
  });
  if (next === null) {
    request.log.warn({ sessionId: session.sessionId }, 'refresh token used twice: session revoked');
    clearCookies(reply);
    throw new AppError('not_signed_in');
  }
  const accessToken = signAccess(request.server, deps.clock, {
    sid: session.sessionId,
    sub: session.accountId,
    ver: session.sessionVersion,
  });
  setCookies(
    reply,
    { access: accessToken, refresh: refreshToken(deps.secrets, session.sessionId, next) },
    request.protocol === 'https',
  );
  return { accessToken };
}
