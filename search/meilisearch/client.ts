import { Meilisearch, type EnqueuedTask, type Task } from 'meilisearch';

/** Where a search server is, and which index on it is ours. */
export type ServerOptions = {
  url: string;
  /** Key for what scripts/lib/meilisearch.ts lists, on all indexes; not the master key. */
  key: string;
  /** Name of the index of positions. */
  index?: string;
};

export const DEFAULT_INDEX = 'positions';

/** A search is worth waiting for this long; after it the process's own index answers. */
const SEARCH_MS = 600;
/** A server that says nothing for so long is taken for dead. */
const REQUEST_MS = 10_000;
/** The longest that one task may take: the first of a rebuild, behind others. */
const TASK_MS = 10 * 60_000;
const POLL_MS = 15;

/** @param timeout milliseconds that a request may take */
export function connect({ url, key }: ServerOptions, timeout = REQUEST_MS): Meilisearch {
  return new Meilisearch({
    host: url,
    apiKey: key,
    timeout,
    defaultWaitOptions: { timeout: TASK_MS, interval: POLL_MS },
  });
}

/** What ends a search that takes too long. */
export function searchLimit(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(SEARCH_MS) };
}

/** What the server says about something that failed; its message may quote a document. */
export type ServerFault = { code: string; message: string };

/** A task that the server took and then failed or canceled; `code` is the server's. */
export class TaskFailed extends Error {
  override name = 'TaskFailed';
  override cause: ServerFault;
  readonly code: string;

  constructor({ uid, type, indexUid, status, error }: Task) {
    const code = error?.code ?? `task_${status}`;
    super(`task ${String(uid)}, ${type} on ${indexUid ?? 'several indexes'}, ${status}: ${code}`);
    this.code = code;
    this.cause = { code, message: error?.message ?? '' };
  }
}

/** A request that the server turned down; `code` is the server's. */
export class RequestRefused extends Error {
  override name = 'RequestRefused';
  override cause: ServerFault;
  readonly code: string;

  constructor(fault: ServerFault) {
    super(`the search server refused: ${fault.code}`);
    this.code = fault.code;
    this.cause = fault;
  }
}

/** Waits until a task has taken effect. Rejects with TaskFailed when the server says that it did not. */
export async function settled(client: Meilisearch, task: EnqueuedTask): Promise<void> {
  const done = await refusing(client.tasks.waitForTask(task));
  if (done.status !== 'succeeded') throw new TaskFailed(done);
}

/** The answer, with refusals as RequestRefused. */
export async function refusing<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const fault = faultIn(error);
    throw fault === null ? error : new RequestRefused(fault);
  }
}

/** What is read, or null when there is no such index. */
export async function ifIndexed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await refusing(answer);
  } catch (error) {
    if (error instanceof RequestRefused && error.code === 'index_not_found') return null;
    throw error;
  }
}

function faultIn(error: unknown): ServerFault | null {
  const cause: unknown = error instanceof Error ? error.cause : null;
  if (typeof cause !== 'object' || cause === null) return null;
  if (!('code' in cause) || !('message' in cause)) return null;
  const { code, message } = cause;
  if (cause instanceof Error || typeof code !== 'string' || typeof message !== 'string')
    return null;
  return { code, message };
}
