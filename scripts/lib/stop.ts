const PARENT_POLL_MS = 500;

/**
 * Aborts when we are to stop: on Ctrl-C, on SIGTERM or SIGHUP, or when the process that started us
 * is gone (npm passes no signals on, and cannot when it is killed).
 */
export function stopRequest(): AbortController {
  const request = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => request.abort());
  }
  const parent = process.ppid;
  const poll = setInterval(() => {
    if (process.ppid !== parent) request.abort();
  }, PARENT_POLL_MS);
  request.signal.addEventListener('abort', () => clearInterval(poll));
  return request;
}
