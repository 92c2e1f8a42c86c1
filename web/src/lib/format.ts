/** Dates, money and distances in the words of the page. Days are `YYYY-MM-DD`, Asia/Shanghai. */
import type { Locale } from './preferences.ts';

const tags: Record<Locale, string> = { zh: 'zh-CN', en: 'en-GB' };
const timeZone = 'Asia/Shanghai';

const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

/** "2026年9月1日" */
export const formatDay = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone }).format(noon(day));

/** "9月1日 周二" */
export const formatDayInYear = (day: string, locale: Locale): string => {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(tags[locale], { ...options, timeZone }).format(noon(day));
  const date = part({ month: 'long', day: 'numeric' });
  return `${date} ${part({ weekday: 'short' })}`;
};

/** "2026年9月1日 09:30" from an instant with offset. */
export const formatInstant = (instant: string, locale: Locale): string => {
  const at = new Date(instant);
  const date = new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone }).format(at);
  const time = new Intl.DateTimeFormat(tags[locale], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
  return `${date} ${time}`;
};

/** The day of an instant, `YYYY-MM-DD`; Swedish writes dates so. */
export const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant));

/** "4.2 km"; under ten kilometres with one decimal. */
export const formatKm = (km: number): string =>
  `${km < 10 ? km.toFixed(1) : Math.round(km).toFixed(0)} km`;

/** Whole numbers in groups of three: "12,480". */
export const formatCount = (count: number): string => new Intl.NumberFormat('en').format(count);

/** "138 0000 5678"; a masked number (138****5678) stays in one piece. */
export const formatMobile = (mobile: string): string =>
  /^\d{11}$/.test(mobile)
    ? `${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}`
    : mobile;
