/** The only place that reads the system's time: everything else is handed a Clock. */
export interface Clock {
  /** The present instant. */
  now(): Date;
  /** The present calendar day in the county (Asia/Shanghai), `YYYY-MM-DD`. */
  today(): string;
}

const countyDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** The calendar day of an instant in Asia/Shanghai, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return countyDay.format(instant);
}

/**
 * A running clock, shifted so that it read `start` when it was made (`XC_NOW`: an ISO instant, or a
 * day, which then means 09:00 in Asia/Shanghai). Throws RangeError on anything else.
 */
export function makeClock(start?: string): Clock {
  const shift = start === undefined ? 0 : parseInstant(start).getTime() - Date.now();
  const now = () => new Date(Date.now() + shift);
  return { now, today: () => dayOf(now()) };
}

/** A clock that stands still, for tests and replays. */
export function fixedClock(instant: string): Clock {
  const at = parseInstant(instant);
  return { now: () => new Date(at), today: () => dayOf(at) };
}

/** `day` (`YYYY-MM-DD`) plus a number of calendar days. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function parseInstant(text: string): Date {
  const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T09:00:00+08:00` : text);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not a date or instant: ${text}`);
  return instant;
}
