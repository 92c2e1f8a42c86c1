import { createHash } from 'node:crypto';
import type { Db, Scope } from '@xincheng/db/client';
import {
  claimIdempotencyKey,
  findIdempotentReply,
  keepIdempotentReply,
} from '@xincheng/db/idempotency';
import type { Sealer } from '@xincheng/db/sealing';
import type { FastifyRequest } from 'fastify';
import type { Endpoint } from './contract/endpoint.ts';
import { AppError } from './errors.ts';

/** Thrown inside the write to roll it back and answer with the reply of the first time. */
export class Replayed extends Error {
  readonly body: unknown;
  constructor(body: unknown) {
    super('replayed');
    this.body = body;
  }
}

export interface RequestKey {
  key: string;
  fingerprint: string;
}

/** The request's `Idempotency-Key` with a hash of what is asked, or null where none was sent. */
export function requestFingerprint(request: FastifyRequest, endpoint: Endpoint): RequestKey | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined || request.actor === null) return null;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{8,100}$/.test(header))
    throw new AppError('invalid_input', {
      fields: { 'Idempotency-Key': '用 8 到 100 个可见字符' },
    });
  const hash = createHash('sha256').update(`${endpoint.method} ${request.url}\n`);
  hash.update(Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null));
  return { key: header, fingerprint: hash.digest('base64url') };
}

/** Answers a request that has been answered before, ahead of any check that its first run made stale. */
export async function replayEarlier(
  db: Db,
  sealer: Sealer,
  accountId: string,
  { key, fingerprint }: RequestKey,
): Promise<void> {
  const earlier = await findIdempotentReply(db, accountId, key);
  if (earlier === null) return;
  if (earlier.fingerprint !== fingerprint) throw new AppError('idempotency_mismatch');
  if (earlier.bodySealed !== null)
    throw new Replayed(JSON.parse(sealer.open(earlier.bodySealed, placeOf(accountId, key))));
}

/**
 * Takes the key for this transaction. A second caller waits here for the first one's commit, then
 * gets its reply (`Replayed`), or 422 when it asked for something else under the same key.
 */
export async function claimKey(
  db: Db,
  sealer: Sealer,
  scope: Scope,
  { key, fingerprint }: RequestKey,
  now: Date,
): Promise<void> {
  const { countyId, accountId } = known(scope);
  const earlier = await claimIdempotencyKey(db, {
    countyId,
    accountId,
    key,
    fingerprint,
    createdAt: now,
  });
  if (earlier === null) return;
  if (earlier.fingerprint !== fingerprint) throw new AppError('idempotency_mismatch');
  if (earlier.bodySealed === null) throw new AppError('conflict');
  throw new Replayed(JSON.parse(sealer.open(earlier.bodySealed, placeOf(accountId, key))));
}

/** Keeps the reply beside the key. */
export async function keepReply(
  db: Db,
  sealer: Sealer,
  scope: Scope,
  { key }: RequestKey,
  body: unknown,
): Promise<void> {
  const { accountId } = known(scope);
  const sealed = sealer.seal(JSON.stringify(body), placeOf(accountId, key));
  await keepIdempotentReply(db, accountId, key, sealed);
}

const placeOf = (accountId: string, key: string) => ({
  table: 'idempotency_keys',
  row: `${accountId}:${key}`,
  column: 'body',
});

function known(scope: Scope): { countyId: string; accountId: string } {
  if (scope.countyId === undefined || scope.accountId === undefined)
    throw new AppError('not_signed_in');
  return { countyId: scope.countyId, accountId: scope.accountId };
}
