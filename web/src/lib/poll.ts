import type { BatchProgress } from './imports.ts';

/** Often enough to see the count move, seldom enough for a village line. Milliseconds. */
const every = 700;

/**
 * Asks how far the work on batches is, again and again until `take` returns false. A lost answer is
 * simply asked for once more. Returns how to stop.
 */
export const poll = (path: string, take: (answer: BatchProgress[]) => boolean): (() => void) => {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (): Promise<void> => {
    let goOn = true;
    try {
      const reply = await fetch(path, { headers: { accept: 'application/json' } });
      if (reply.ok && !stopped) goOn = take((await reply.json()) as BatchProgress[]);
    } catch {
      // The line is down for a moment.
    }
    plan(goOn);
  };
  const plan = (goOn: boolean): void => {
    if (goOn && !stopped) timer = setTimeout(() => void ask(), every);
  };

  plan(true);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
