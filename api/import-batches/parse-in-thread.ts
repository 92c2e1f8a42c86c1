import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { Draft, ParseJob, ParseResult } from './parse-file.ts';

/** Seconds and megabytes that one file may take. */
const limits = { seconds: 60, megabytes: 512 };

/** Loading the parser costs more than an ordinary file, so the thread is kept for the next one. */
let idle: Worker | null = null;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Parses a file in a thread of its own, one file at a time: reading a workbook takes the event loop
 * for too long, and a hostile one is ended with its thread. Throws `unreadable_file` with what to do
 * about it.
 */
export function parseInThread(job: ParseJob): Promise<Draft[]> {
  const result = turn.then(() => parse(job));
  turn = result.catch(() => undefined);
  return result;
}

async function parse(job: ParseJob): Promise<Draft[]> {
  const worker = idle ?? startThread();
  idle = null;
  try {
    worker.postMessage(job);
    const signal = AbortSignal.timeout(limits.seconds * 1000);
    const [result] = (await once(worker, 'message', { signal })) as [ParseResult];
    idle = worker;
    if ('refusal' in result) throw refusal(result.refusal);
    return result.drafts;
  } catch (error) {
    if (idle === null) await worker.terminate();
    if (!isExhausted(error)) throw error;
    throw refusal('这个文件太大或太复杂，读不完。请拆成几个文件，或另存为新的工作簿后再上传。');
  }
}

function startThread(): Worker {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    // Flags of the main program (--input-type, say) are not the thread's.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  // An idle thread does not keep the process alive, and one that dies idle is not used again.
  worker.unref();
  worker.on('error', () => {
    if (idle === worker) idle = null;
  });
  return worker;
}

const refusal = (message: string) =>
  new AppError('unreadable_file', { message, fields: { file: message } });

function isExhausted(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
  );
}
