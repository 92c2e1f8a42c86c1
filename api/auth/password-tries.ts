import { createHash } from 'node:crypto';
import { countTry, takeBackTry } from '@xincheng/db/attempts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

const windowMinutes = 15;
/** Wrong tries in a window; the next one is refused unread. An office shares one address. */
const limits = { account: 5, ip: 50 };

/** Whose guesses are counted together. */
export type Guesser = { account: string; ip?: string };

/**
 * Runs a check of a password under the limits. Every try counts before it is looked at, and a right
 * one is taken back. Throws `too_many_requests` beyond a limit.
 */
export async function guarded<T>(
  deps: Deps,
  guesser: Guesser,
  check: () => Promise<T | null>,
): Promise<T | null> {
  const windowMs = windowMinutes * 60_000;
  const windowStart = new Date(Math.floor(deps.clock.now().getTime() / windowMs) * windowMs);
  const subjects = Object.fromEntries(
    Object.entries(guesser).map(([kind, value]) => [kind, subjectOf(kind, value)]),
  );
  const all = Object.values(subjects);
  const tries = await deps.pool.transaction({}, (db) => countTry(db, all, windowStart));
  const over = (kind: keyof typeof limits) => (tries.get(subjects[kind] ?? '') ?? 0) > limits[kind];
  if (over('account') || over('ip')) throw new AppError('too_many_requests');
  const result = await check();
  if (result !== null) await deps.pool.transaction({}, (db) => takeBackTry(db, all, windowStart));
  return result;
}

/** Only a hash is counted under: a mistyped account name is nobody's business. */
const subjectOf = (kind: string, value: string) =>
  `${kind}:${createHash('sha256').update(value).digest('base64url')}`;
