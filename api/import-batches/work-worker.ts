import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '@xincheng/db/client';
import { makeClock } from '@xincheng/db/clock';
import { makeSealer } from '@xincheng/db/sealing';
import { loadSecrets } from '@xincheng/db/secrets';
import { loggedError } from '../plugins/logging.ts';
import type { WorkMessage, WorkThreadData } from './work-thread.ts';
import { makeImportWork } from './work.ts';

// Made by makeImportThread alone.
const data = workerData as WorkThreadData;
const tell = (message: WorkMessage) => {
  parentPort?.postMessage(message);
};
const tellFault = (error: unknown) => {
  tell({ fault: loggedError(error instanceof Error ? error : new Error(String(error))) });
};

const work = makeImportWork(
  {
    pool: connect(data.appUrl, { max: 4 }),
    clock: makeClock(data.now),
    sealer: makeSealer(loadSecrets(data.secretsDir)),
  },
  connect(data.workerUrl, { max: 4 }),
  tellFault,
);

parentPort?.on('message', () => {
  void work
    .run()
    .catch(tellFault)
    .then(() => {
      tell('done');
    });
});
