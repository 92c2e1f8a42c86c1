import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { Draft, ParseJob, ParseResult } from './parse-file.ts';

/** Seconds and megabytes that one file may take. */
const limits = { seconds: 60, megabytes: 512 };

/**
 * Parses a file in a thread of its own: reading a workbook takes the event loop for too long, and a
 * hostile one is ended with its thread. Throws `unreadable_file` with what to do about it.
 */
export async function parseInThread(job: ParseJob): Promise<Draft[]> {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    workerData: job,
    // Flags of the main program (--input-type, say) are not the thread's.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  try {
    const signal = AbortSignal.timeout(limits.seconds * 1000);
    const [result] = (await once(worker, 'message', { signal })) as [ParseResult];
    if ('refusal' in result) throw refusal(result.refusal);
    return result.drafts;
  } catch (error) {
    if (isExhausted(error))
      throw refusal('这个文件太大或太复杂，读不完。请拆成几个文件，或另存为新的工作簿后再上传。');
    throw error;
  } finally {
    await worker.terminate();
  }
}

const refusal = (message: string) =>
  new AppError('unreadable_file', { message, fields: { file: message } });

function isExhausted(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
  );
}
