import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LoggedError } from '../plugins/logging.ts';
import type { ImportWork } from './work.ts';

/** What the thread is made from; it opens connections of its own. */
export interface WorkThreadData {
  appUrl: string;
  workerUrl: string;
  secretsDir: string;
  /** ISO instant that the thread's clock starts from. */
  now: string;
}
/** From the thread: what went wrong on the way, or that no work is left. */
export type WorkMessage = { fault: LoggedError } | 'done';

/** Megabytes of the thread's heap; a batch is worked on a hundred rows at a time. */
const megabytes = 512;

/**
 * Import work in a thread of its own, so that sealing and comparing thousands of rows keeps no request
 * waiting. The thread starts with the first work, and anew after it died.
 */
export function makeImportThread(
  data: () => WorkThreadData,
  onFault: (fault: LoggedError) => void,
): ImportWork & { stop(): Promise<void> } {
  let thread: Worker | null = null;
  const start = (): Worker => {
    const worker = new Worker(new URL('./work-worker.ts', import.meta.url), {
      // Flags of the main program (--input-type, say) are not the thread's.
      execArgv: [],
      workerData: data(),
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    worker.setMaxListeners(50);
    worker.once('exit', () => {
      if (thread === worker) thread = null;
    });
    return worker;
  };
  return {
    run: async () => {
      thread ??= start();
      const worker = thread;
      const dead = new AbortController();
      const died = () => {
        dead.abort();
      };
      worker.once('exit', died);
      worker.postMessage('run');
      try {
        for (;;) {
          // An error of the thread itself rejects here.
          const [message] = (await once(worker, 'message', { signal: dead.signal })) as [
            WorkMessage,
          ];
          if (message === 'done') return;
          onFault(message.fault);
        }
      } finally {
        worker.off('exit', died);
      }
    },
    stop: async () => {
      await thread?.terminate();
    },
  };
}
