import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@xincheng/db/clock';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Secrets } from '@xincheng/db/secrets';

export const accessCookie = 'xc_access';
export const refreshCookie = 'xc_refresh';
/** Minutes, days, seconds. */
const accessMinutes = 15;
export const sessionDays = 14;
export const refreshGraceSeconds = 10;

const issuer = 'xincheng';
const audience = 'xincheng-api';

const accessClaims = z.object({
  /** Session. */
  sid: z.uuid(),
  sub: z.uuid(),
  /** Session version of the account when the token was made. */
  ver: z.number().int(),
  exp: z.number().int(),
  iss: z.literal(issuer),
  aud: z.literal(audience),
});
export type AccessClaims = z.infer<typeof accessClaims>;

/** Times come from the injected clock, so that a test can let a token run out. */
export function signAccess(
  app: FastifyInstance,
  clock: Clock,
  claims: { sid: string; sub: string; ver: number },
): string {
  const iat = Math.floor(clock.now().getTime() / 1000);
  return app.jwt.sign({
    ...claims,
    iat,
    exp: iat + accessMinutes * 60,
    iss: issuer,
    aud: audience,
  });
}

/** The claims of a genuine token that has not run out, else null, whatever is wrong with it. */
export function verifyAccess(
  app: FastifyInstance,
  clock: Clock,
  token: string,
): AccessClaims | null {
  try {
    const claims = accessClaims.parse(app.jwt.verify(token, { ignoreExpiration: true }));
    return claims.exp * 1000 > clock.now().getTime() ? claims : null;
  } catch {
    // An unlisted algorithm, a bad signature, a broken token: nobody needs to know which.
    return null;
  }
}

/**
 * The refresh token of a session's generation. Derived, never stored: a copy of the database holds
 * no token, and parallel page loads inside the grace window get the very same next one.
 */
export function refreshToken(
  secrets: Pick<Secrets, 'refreshToken'>,
  sessionId: string,
  generation: number,
): string {
  return `${sessionId}.${String(generation)}.${mac(secrets, sessionId, generation)}`;
}

export function parseRefreshToken(
  secrets: Pick<Secrets, 'refreshToken'>,
  token: string,
): { sessionId: string; generation: number } | null {
  const [sessionId = '', generationText = '', given = ''] = token.split('.');
  if (!z.uuid().safeParse(sessionId).success || !/^\d{1,9}$/.test(generationText)) return null;
  const generation = Number(generationText);
  const expected = Buffer.from(mac(secrets, sessionId, generation));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected)
    ? { sessionId, generation }
    : null;
}

function mac(
  secrets: Pick<Secrets, 'refreshToken'>,
  sessionId: string,
  generation: number,
): string {
  return createHmac('sha256', Buffer.from(secrets.refreshToken, 'base64url'))
    .update(`refresh|${sessionId}|${String(generation)}`)
    .digest('base64url');
}

/** Both cookies: unreadable to scripts, not sent along by other sites. */
export function setCookies(
  reply: FastifyReply,
  tokens: { access: string; refresh: string },
  secure: boolean,
): void {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  reply.setCookie(accessCookie, tokens.access, { ...options, maxAge: accessMinutes * 60 });
  reply.setCookie(refreshCookie, tokens.refresh, { ...options, maxAge: sessionDays * 86_400 });
}

export function clearCookies(reply: FastifyReply): void {
  reply.clearCookie(accessCookie, { path: '/' });
  reply.clearCookie(refreshCookie, { path: '/' });
}
