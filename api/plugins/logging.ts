import type { FastifyServerOptions } from 'fastify';

/**
 * What is logged of a request: method, route and outcome. No body, no query (names are searched
 * there), no cookie, no token. Errors keep their message but not the database's parameters.
 */
export const loggerOptions: Exclude<FastifyServerOptions['logger'], boolean | undefined> = {
  level: 'info',
  redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
  serializers: {
    req: (request) => ({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      remoteAddress: request.ip,
    }),
    err: loggedError,
  },
};

/** An error as it may stand in a log. A driver error carries the statement and its values: both are left out. */
export function loggedError(error: Error) {
  return {
    type: error.name,
    message: logMessage(error),
    code: 'code' in error ? String(error.code) : undefined,
    // Frames only: a message of several lines stands in the stack as well.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
  };
}
export type LoggedError = ReturnType<typeof loggedError>;

/** drizzle puts the statement with its parameters into the message; the cause says what went wrong. */
function logMessage(error: Error): string {
  const root = error.cause instanceof Error ? error.cause : error;
  return root.message.replace(/\d{6,}/g, '[number]').slice(0, 300);
}
