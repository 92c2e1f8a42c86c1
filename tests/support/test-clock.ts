import { addDays, type Clock, dayOf } from '@xincheng/db/clock';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(by: { seconds?: number; minutes?: number; days?: number }): void;
  /** Some day before or after the present one, `YYYY-MM-DD`. */
  day(offset: number): string;
}

/** Starts at an instant with an offset, e.g. `2026-03-02T09:00:00+08:00`. */
export function makeTestClock(start = '2026-03-02T09:00:00+08:00'): TestClock {
  let at = new Date(start).getTime();
  const now = () => new Date(at);
  const today = () => dayOf(now());
  return {
    now,
    today,
    advance: ({ seconds = 0, minutes = 0, days = 0 }) => {
      at += ((days * 24 * 60 + minutes) * 60 + seconds) * 1000;
    },
    day: (offset) => addDays(today(), offset),
  };
}
