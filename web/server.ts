/**
 * Serves the built pages over plain HTTP. The adapter assumes https, so that forms posted over http
 * would be refused as foreign: the protocol is told by a header, set here unless a proxy already did.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { env, prepareAdapter } from './env.ts';

prepareAdapter();
const built = new URL('./build/handler.js', import.meta.url).href;
const { handler } = (await import(built)) as {
  handler: (request: IncomingMessage, response: ServerResponse) => void;
};

const server = createServer(
  { headersTimeout: 5_000, requestTimeout: 60_000, connectionsCheckingInterval: 1_000 },
  (request, response) => {
    request.headers['x-forwarded-proto'] ??= 'http';
    handler(request, response);
  },
);
server.keepAliveTimeout = 5_000;

/** Lets running requests finish; what still hangs after eight seconds is cut. */
const stop = (): void => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 8_000).unref();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// The launcher holds an IPC channel; when it dies, however it dies, nobody would stop this process.
process.once('disconnect', () => process.exit(0));

server.listen(env.PORT, env.HOST, () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : env.PORT;
  process.send?.({ type: 'listening', port });
});
