/** Whether an error, or one behind it, comes from the database with such an SQLSTATE. */
export function hasSqlState(error: unknown, state: RegExp): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && state.test(String(at.code))) return true;
  return false;
}

/** Two transactions waited for each other, and this one was sent back to try again (class 40). */
export const mustTryAgain = (error: unknown): boolean => hasSqlState(error, /^40/);
