import { resolve } from 'node:path';

/** A path as the person at the console meant it: npm runs us elsewhere and says where it was called. */
export function fromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}
