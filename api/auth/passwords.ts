import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id, 19 MiB, 2 passes, 1 lane (OWASP password storage). Takes some 20 ms: never in a transaction. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/**
 * Whether the password fits. Without a hash it takes as long as with one, so that the answer's time
 * does not tell whether the account exists.
 */
export async function passwordFits(hashed: string | null, password: string): Promise<boolean> {
  const fits = await verify(hashed ?? (await decoy), password);
  return hashed !== null && fits;
}

const decoy = hashPassword(String(randomInt(2 ** 40)));

/** A first password that can be read out on the phone: no look-alike characters, some 58 bits. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const block = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `${block()}-${block()}-${block()}`;
}
