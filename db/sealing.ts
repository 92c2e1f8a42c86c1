import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** Where a sealed value stands; bound into the envelope, so that a cell moved elsewhere fails. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

export interface Sealer {
  seal(value: string, place: Place): string;
  /** Throws when the envelope was changed, moved or sealed with a key that is not there. */
  open(envelope: string, place: Place): string;
  /** Equality look-up without the value: HMAC of the normalised value, a key per field. */
  blindIndex(field: 'idCard' | 'mobile', normalised: string): string;
}

const version = 'v1';
/** Swappable (SM4 later): the envelope names the algorithm. */
const algorithm = 'A256GCM';

/**
 * Envelope encryption: a fresh data key per value, wrapped by the current key-encryption key.
 * Form: `version|alg|kid|wrapped key|nonce|ciphertext|tag`, parts in base64url.
 */
export function makeSealer(secrets: Pick<Secrets, 'sealing' | 'blindIndex'>): Sealer {
  const keyEncryptionKey = (kid: string): Buffer => {
    const found = secrets.sealing.keys[kid];
    if (found === undefined) throw new Error(`sealing key ${kid} is missing`);
    return Buffer.from(found, 'base64url');
  };
  return {
    seal(value, place) {
      const kid = secrets.sealing.current;
      const dataKey = randomBytes(32);
      const wrapped = encrypt(keyEncryptionKey(kid), dataKey, kid);
      const sealed = encrypt(dataKey, Buffer.from(value, 'utf8'), boundTo(place));
      return [version, algorithm, kid, Buffer.concat(wrapped).toString('base64url')]
        .concat(sealed.map((part) => part.toString('base64url')))
        .join('|');
    },
    open(envelope, place) {
      const [ver, alg, kid, wrapped, ...sealed] = envelope.split('|');
      if (ver !== version || alg !== algorithm || kid === undefined || wrapped === undefined)
        throw new Error('unknown envelope');
      const bytes = Buffer.from(wrapped, 'base64url');
      const dataKey = decrypt(
        keyEncryptionKey(kid),
        [bytes.subarray(0, 12), bytes.subarray(12, -16), bytes.subarray(-16)],
        kid,
      );
      const parts = sealed.map((part) => Buffer.from(part, 'base64url'));
      return decrypt(dataKey, parts, boundTo(place)).toString('utf8');
    },
    blindIndex: (field, normalised) =>
      createHmac('sha256', Buffer.from(secrets.blindIndex[field], 'base64url'))
        .update(normalised)
        .digest('base64url'),
  };
}

const boundTo = (place: Place) => `${place.table}|${place.row}|${place.column}`;

/** AES-256-GCM; gives nonce, ciphertext and tag. */
function encrypt(key: Buffer, plain: Buffer, boundText: string): [Buffer, Buffer, Buffer] {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(boundText));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [nonce, text, cipher.getAuthTag()];
}

function decrypt(key: Buffer, parts: readonly Buffer[], boundText: string): Buffer {
  const [nonce, text, tag] = parts;
  if (nonce === undefined || text === undefined || tag?.length !== 16)
    throw new Error('broken envelope');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(boundText));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}
