import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const key = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const secretsFile = z.strictObject({
  /** Key-encryption keys by id; `current` seals, the others still open. */
  sealing: z.strictObject({ current: z.string(), keys: z.record(z.string(), key) }),
  /** One key per blind-indexed field. */
  blindIndex: z.strictObject({ idCard: key, mobile: key }),
  accessToken: key,
  refreshToken: key,
  database: z.strictObject({ owner: key, app: key, worker: key }),
});
export type Secrets = z.infer<typeof secretsFile>;

/**
 * The installation's keys, from `secrets.json` in `folder`, made on the first call. They lie
 * outside the database and its backups; without them sealed fields cannot be read again.
 * Throws when the file is damaged: a new one would silently lose all sealed data.
 */
export function loadSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    create(file);
  }
  return secretsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Written aside and linked into place, so that two first starts end with the same keys. */
function create(file: string): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  const made: Secrets = {
    sealing: { current: 'k1', keys: { k1: newKey() } },
    blindIndex: { idCard: newKey(), mobile: newKey() },
    accessToken: newKey(),
    refreshToken: newKey(),
    database: { owner: newKey(), app: newKey(), worker: newKey() },
  };
  writeFileSync(aside, JSON.stringify(made, null, 2), { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(aside);
  }
}

const newKey = () => randomBytes(32).toString('base64url');
