/** Somebody else is rebuilding the index at this moment. */
export class RebuildUnderWay extends Error {
  override name = 'RebuildUnderWay';
}

/** Some positions were refused by the search server; they stay noted and are tried again. */
export class EntriesRefused extends Error {
  override name = 'EntriesRefused';
  readonly code: string;

  constructor(count: number, cause: unknown) {
    super(`${String(count)} positions were refused by the search server`, { cause });
    this.code = codeOf(cause);
  }
}

/**
 * What may be kept of an error: the innermost code, else a name. Messages of a search server quote
 * documents and addresses.
 */
export function codeOf(error: unknown): string {
  let found = 'unknown';
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (depth === 0) found = at.name;
    if ('code' in at && typeof at.code === 'string') found = at.code;
  }
  return /^[\w.-]{1,60}$/.test(found) ? found : 'unknown';
}
