import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import jwt from '@fastify/jwt';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { accountRoutes } from './accounts/routes.ts';
import { authRoutes } from './auth/routes.ts';
import { bureauRoutes } from './bureau/routes.ts';
import type { Deps } from './deps.ts';
import { AppError, sendError } from './errors.ts';
import { duplicateRoutes } from './duplicates/routes.ts';
import { fileRoutes } from './files/routes.ts';
import { importRoutes } from './import-batches/routes.ts';
import { meRoutes } from './me/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { openapi } from './plugins/openapi.ts';
import { positionRoutes } from './positions/routes.ts';
import { referenceRoutes } from './reference/routes.ts';
import { searchIndexRoutes } from './search-index/routes.ts';
import { searchRoutes } from './searches/routes.ts';
import { systemRoutes } from './system/routes.ts';

/** Builds the API without listening, so that tests can call it in process. */
export async function buildApp(
  deps: Deps,
  options: { logger?: FastifyServerOptions['logger']; shedLoad?: boolean } = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logger ?? false,
    // The web server on this machine is the one proxy; more hops would let a caller name its own address.
    trustProxy: (_address, hop) => hop < 1,
    bodyLimit: 512 * 1024,
    // Slow senders are cut off (measured: fastify's own default waits for ever).
    requestTimeout: 10_000,
    http: { headersTimeout: 5000, connectionsCheckingInterval: 1000 },
    // `forceCloseConnections` would kill requests in flight; five idle seconds finish them.
    keepAliveTimeout: 5000,
    genReqId: () => crypto.randomUUID(),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler(() => {
    throw new AppError('not_found');
  });
  app.decorateRequest('actor', null);
  // Answers hold personal data: no proxy and no browser keeps a copy.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, body);
    },
  );
  // For a server of its own; a script that calls the API in process would be shed by its own work.
  if (options.shedLoad === true)
    await app.register(underPressure, { maxEventLoopDelay: 200, sampleInterval: 200 });
  await app.register(helmet, { contentSecurityPolicy: false });
  await app.register(cookie);
  await app.register(jwt, {
    secret: Buffer.from(deps.secrets.accessToken, 'base64url'),
    sign: { algorithm: 'HS256' },
    verify: { algorithms: ['HS256'], allowedIss: 'xincheng', allowedAud: 'xincheng-api' },
  });
  await app.register(rateLimit, { max: 1200, timeWindow: '1 minute' });
  await app.register(openapi);
  await app.register((routes) => {
    systemRoutes(routes, deps);
    authRoutes(routes, deps);
    positionRoutes(routes, deps);
    searchRoutes(routes, deps);
    searchIndexRoutes(routes, deps);
    meRoutes(routes, deps);
    peopleRoutes(routes, deps);
    importRoutes(routes, deps);
    fileRoutes(routes, deps);
    duplicateRoutes(routes, deps);
    bureauRoutes(routes, deps);
    referenceRoutes(routes, deps);
    accountRoutes(routes, deps);
  });
  app.addHook('onReady', async () => {
    await deps.matching.follow();
  });
  return app;
}
