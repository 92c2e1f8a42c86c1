/** All words on the screen. Chinese is the default and gives the type; English must be complete. */
import type { Locale } from '#lib/preferences.ts';
import { en } from './en/index.ts';
import { zh, type Messages } from './zh/index.ts';

export type { Messages };

const byLocale: Record<Locale, Messages> = { zh, en };

export const messagesOf = (locale: Locale): Messages => byLocale[locale];

/** Label of a code; an unknown code is shown as it is rather than hidden. */
export const label = (labels: Readonly<Record<string, string>>, code: string | null): string =>
  code === null ? '' : (labels[code] ?? code);
