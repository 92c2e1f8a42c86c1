import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { errorCodes, type ErrorBody, type ErrorCode } from './contract/errors.ts';

/** An error that the caller is told about; everything else is answered as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  constructor(
    code: ErrorCode,
    options: { message?: string; fields?: Record<string, string> } = {},
  ) {
    super(options.message ?? errorCodes[code].message);
    this.code = code;
    this.fields = options.fields;
  }
}

/** The value, or 404 where there is none (or none in the reader's scope). */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new AppError('not_found');
  return value;
}

/** The one error handler: every error becomes the one body, and only 5xx are logged as errors. */
export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = translate(error);
  const { status } = errorCodes[known.code];
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  const body: ErrorBody = {
    code: known.code,
    message: known.message,
    ...(known.fields === undefined ? {} : { fields: known.fields }),
    requestId: request.id,
  };
  return reply.status(status).type('application/json').send(body);
}

function translate(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields: Record<string, string> = {};
    for (const issue of error.validation) {
      const path = issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body';
      fields[path] ??= issue.message ?? '填写不对';
    }
    return new AppError('invalid_input', { fields });
  }
  const code = byFastifyCode[error.code] ?? byDatabaseCode(error);
  if (code !== undefined) return new AppError(code);
  if (error.statusCode === 429) return new AppError('too_many_requests');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new AppError('invalid_input');
  return new AppError('internal');
}

const byFastifyCode: Partial<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_UNDER_PRESSURE: 'unavailable',
};

/**
 * SQLSTATE classes and codes (PostgreSQL, appendix A) with what they mean to the caller. Rules check
 * their input first; these catch what two people did at the same moment.
 */
const byState: readonly [RegExp, ErrorCode][] = [
  [/^(CONNECTION_|CONNECT_|ECONNREFUSED|ECONNRESET|57P0|08|53300|57014)/, 'unavailable'],
  [/^23505$/, 'duplicate'],
  [/^(40001|40P01)$/, 'conflict'],
  // A code that no table knows, text that the database cannot hold (NUL), a number or date out of range.
  [/^(23503|22021|22P02|22P05|22003|22007|22008)$/, 'invalid_input'],
];

/** drizzle wraps the driver's error as `cause`. */
function byDatabaseCode(error: Error): ErrorCode | undefined {
  const cause = error.cause instanceof Error ? error.cause : error;
  const state = 'code' in cause ? String(cause.code) : '';
  return byState.find(([pattern]) => pattern.test(state))?.[1];
}
