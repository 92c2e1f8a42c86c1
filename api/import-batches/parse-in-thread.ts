import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ParseJob, ParseMessage } from './parse-file.ts';
import type { ParseRequest } from './parse-worker.ts';

/** Seconds without an answer, and megabytes, that one file may take. */
const limits = { seconds: 120, megabytes: 512 };
/** A thread that held a larger file is not kept: its memory goes back. */
const smallFile = 1024 * 1024;

const tooMuch = '这个文件太大或太复杂，读不完。请拆成几个文件，或另存为新的工作簿后再上传。';
/** Said of a file that a fault of our own keeps out. */
export const unreadable =
  '这个文件读不出来，问题已经记下。请用 Excel 或 WPS 另存为新的 .xlsx 再上传；还不行，请联系县局。';

/** Loading the parser costs more than an ordinary file, so one thread is kept for the next. */
let idle: Worker | null = null;

/**
 * Parses a file in a thread of its own: reading a workbook takes the event loop for too long, and a
 * hostile one is ended with its thread (a refusal). Rows come as they are asked for. A fault of our
 * own is a refusal too, told to `onError`.
 */
export async function* parseInThread(
  job: ParseJob,
  onError: (error: unknown) => void,
): AsyncGenerator<ParseMessage> {
  const worker = idle ?? startThread();
  idle = null;
  let whole = false;
  try {
    for (let request: ParseRequest = job; ; request = 'next') {
      const message = await ask(worker, request);
      if (message === null) break;
      yield message;
    }
    whole = true;
  } catch (error) {
    if (!isExhausted(error)) onError(error);
    yield { refusal: isExhausted(error) ? tooMuch : unreadable };
  } finally {
    const isSmall = job.bytes.length < smallFile;
    if (!(whole && isSmall && keepIdle(worker))) await worker.terminate();
  }
}

/** False when another thread waits already. */
function keepIdle(worker: Worker): boolean {
  if (idle !== null) return false;
  idle = worker;
  return true;
}

async function ask(worker: Worker, request: ParseRequest): Promise<ParseMessage | null> {
  const signal = AbortSignal.timeout(limits.seconds * 1000);
  worker.postMessage(request);
  const [message] = (await once(worker, 'message', { signal })) as [ParseMessage | null];
  return message;
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

function isExhausted(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'AbortError' || ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
  );
}
