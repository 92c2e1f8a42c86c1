import { join } from 'node:path';
import { connect } from '@xincheng/db/client';
import { makeClock } from '@xincheng/db/clock';
import { loadSecrets } from '@xincheng/db/secrets';
import { buildApp } from './app.ts';
import { readEnv } from './env.ts';
import { makeDeps } from './make-deps.ts';
import { loggerOptions } from './plugins/logging.ts';

const env = readEnv();
const pool = connect(env.DATABASE_URL_APP);
const app = await buildApp(
  makeDeps({
    pool,
    clock: makeClock(env.XC_NOW),
    secrets: loadSecrets(join(env.DATA_DIR, 'secrets')),
    origins: [
      ...['127.0.0.1', 'localhost'].flatMap((host) => [
        `http://${host}:${String(env.PORT)}`,
        `http://${host}:${String(env.API_PORT)}`,
      ]),
      ...env.PUBLIC_ORIGINS,
    ],
    onError: (error) => {
      app.log.error({ err: error }, 'match engine could not follow a change');
    },
  }),
  { logger: loggerOptions, shedLoad: true },
);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Requests in flight finish (keepAliveTimeout); whatever hangs longer than that is cut off.
  setTimeout(() => process.exit(1), 9000).unref();
  await app.close();
  await pool.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
// The launcher is gone (kill -9): nobody would stop this process any more.
process.on('disconnect', () => void stop());

await app.listen({ port: env.API_PORT, host: '127.0.0.1' });
process.send?.('listening');
