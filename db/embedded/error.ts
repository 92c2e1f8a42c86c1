/** A fault of the embedded PostgreSQL that the person at the console can mend; the message says how. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}
