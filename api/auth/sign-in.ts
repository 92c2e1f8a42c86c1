import { findSessionVersion } from '@xincheng/db/accounts';
import type { Db } from '@xincheng/db/client';
import { findAccountForSignIn, insertSession, listAppointments } from '@xincheng/db/sessions';
import type { signIn } from '../contract/auth.ts';
import { AppError } from '../errors.ts';
import type { Context } from '../route.ts';
import { guarded } from './password-tries.ts';
import { passwordFits } from './passwords.ts';
import { refreshToken, sessionDays, setCookies, signAccess } from './tokens.ts';

/**
 * Checks the password and opens a session on the first post in force. An unknown account, a wrong
 * password and a disabled account get the same answer after the same time.
 */
export async function handleSignIn(
  context: Context<typeof signIn>,
): Promise<{ accessToken: string }> {
  const { deps, body, request, reply } = context;
  const name = body.account.toLowerCase();
  const account = await guarded(deps, { account: name, ip: request.ip }, async () => {
    const known = await deps.pool.transaction({}, (db) => findAccountForSignIn(db, name));
    const fits = await passwordFits(known?.passwordHash ?? null, body.password);
    return fits && known?.disabled === false ? known : null;
  });
  if (account === null) throw new AppError('sign_in_failed');

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
  const accountVersion = await findSessionVersion(db, scope.accountId);
  if (accountVersion === null) throw new AppError('sign_in_failed');
  const sessionId = await insertSession(db, {
    ...scope,
    accountVersion,
    appointmentId: post.id,
    rotatedAt: now,
    createdAt: now,
    expiresAt: new Date(now.getTime() + sessionDays * 86_400_000),
  });
  if (sessionId === null) throw new AppError('sign_in_failed');
  return {
    access: signAccess(request.server, deps.clock, {
      sid: sessionId,
      sub: scope.accountId,
      ver: accountVersion,
    }),
    refresh: refreshToken(deps.secrets, sessionId, 1),
  };
}
