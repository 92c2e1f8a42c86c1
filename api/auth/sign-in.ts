import { createHash } from 'node:crypto';
import { findSessionVersion } from '@xincheng/db/accounts';
import { addFailure, countFailures } from '@xincheng/db/attempts';
import type { Db } from '@xincheng/db/client';
import { findAccountForSignIn, insertSession, listAppointments } from '@xincheng/db/sessions';
import type { signIn } from '../contract/auth.ts';
import { AppError } from '../errors.ts';
import type { Context } from '../route.ts';
import { passwordFits } from './passwords.ts';
import { refreshToken, sessionDays, setCookies, signAccess } from './tokens.ts';

const windowMinutes = 15;
/** Wrong tries in a window before the next one is refused unread. */
const limits = { account: 5, ip: 50 };

/**
 * Checks the password and opens a session on the first post in force. An unknown account, a wrong
 * password and a disabled account get the same answer after the same time.
 */
export async function handleSignIn(
  context: Context<typeof signIn>,
): Promise<{ accessToken: string }> {
  const { deps, body, request, reply } = context;
  const name = body.account.toLowerCase();
  const now = deps.clock.now();
  const windowStart = new Date(
    Math.floor(now.getTime() / (windowMinutes * 60_000)) * windowMinutes * 60_000,
  );
  const subjects = { account: subject('account', name), ip: subject('ip', request.ip) };

  const account = await deps.pool.transaction({}, async (db) => {
    const failures = await countFailures(db, Object.values(subjects), windowStart);
    if (
      (failures.get(subjects.account) ?? 0) >= limits.account ||
      (failures.get(subjects.ip) ?? 0) >= limits.ip
    )
      throw new AppError('too_many_requests');
    return findAccountForSignIn(db, name);
  });
  const fits = await passwordFits(account?.passwordHash ?? null, body.password);
  if (account === null || !fits || account.disabled) {
    await deps.pool.transaction({}, (db) => addFailure(db, Object.values(subjects), windowStart));
    throw new AppError('sign_in_failed');
  }

  const scope = { countyId: account.countyId, accountId: account.id };
  return context.write(async (db) => {
    const tokens = await openSession(context, db, scope);
    setCookies(reply, tokens, request.protocol === 'https');
    return { accessToken: tokens.access };
  }, scope);
}

async function openSession(
  { deps, request }: Context<typeof signIn>,
  db: Db,
  scope: { countyId: string; accountId: string },
): Promise<{ access: string; refresh: string }> {
  const now = deps.clock.now();
  const [post] = await listAppointments(db, scope.accountId, deps.clock.today());
  if (post === undefined)
    throw new AppError('forbidden', { message: '这个账号目前没有任职，请联系管理员。' });
  const sessionId = await insertSession(db, {
    ...scope,
    appointmentId: post.id,
    rotatedAt: now,
    createdAt: now,
    expiresAt: new Date(now.getTime() + sessionDays * 86_400_000),
  });
  const version = await findSessionVersion(db, scope.accountId);
  if (sessionId === null || version === null) throw new AppError('sign_in_failed');
  return {
    access: signAccess(request.server, deps.clock, {
      sid: sessionId,
      sub: scope.accountId,
      ver: version,
    }),
    refresh: refreshToken(deps.secrets, sessionId, 1),
  };
}

/** Only a hash is counted under: a mistyped account name is nobody's business. */
const subject = (kind: 'account' | 'ip', value: string) =>
  `${kind}:${createHash('sha256').update(value).digest('base64url')}`;
