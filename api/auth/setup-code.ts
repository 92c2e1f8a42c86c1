import { createHash } from 'node:crypto';

/** One-time codes are stored hashed; spaces, dashes and case are the typist's own. */
export function hashSetupCode(code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(plain).digest('base64url');
}
