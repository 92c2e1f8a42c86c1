import { addDays, dayOf, fixedClock, makeClock } from '@xincheng/db/clock';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

describe('the clock', () => {
  it('takes a day as nine in the morning in the county', () => {
    expect(fixedClock('2026-03-02').now().toISOString()).toBe('2026-03-02T01:00:00.000Z');
  });

  it.each([
    ['2026-03-01T15:59:59Z', '2026-03-01'],
    ['2026-03-01T16:00:00Z', '2026-03-02'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    // China kept summer time until 1991: the day turned at 15:00 UTC.
    ['1990-07-01T15:30:00Z', '1990-07-02'],
  ])('at %s it is %s in Asia/Shanghai', (instant, day) => {
    expect(dayOf(new Date(instant))).toBe(day);
    expect(fixedClock(instant).today()).toBe(day);
  });

  it('stands still when fixed, and gives a date of one’s own each time', () => {
    const clock = fixedClock('2026-03-02');
    clock.now().setFullYear(1999);
    expect(clock.now().getUTCFullYear()).toBe(2026);
  });

  it('runs on from where it was set', async () => {
    const clock = makeClock('2030-01-01T00:00:00+08:00');
    const start = clock.now().getTime();
    await sleep(20);
    const passed = clock.now().getTime() - start;
    expect(clock.today()).toBe('2030-01-01');
    expect(passed).toBeGreaterThanOrEqual(15);
    expect(passed).toBeLessThan(5000);
  });

  it.each(['', 'morgen', '2026-13-01', '2026-3-2x'])('refuses %j', (text) => {
    expect(() => makeClock(text)).toThrow(RangeError);
  });
});

describe('addDays', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['1991-04-13', 2, '1991-04-15'],
  ])('%s and %i days: %s', (day, days, result) => {
    expect(addDays(day, days)).toBe(result);
  });
});
