/** What a visitor chose for the screen; kept in cookies, sent with every page. */
const locales = ['zh', 'en'] as const;
const themes = ['auto', 'light', 'dark'] as const;
const typeSizes = ['normal', 'large'] as const;

export type Locale = (typeof locales)[number];

export interface Preferences {
  locale: Locale;
  theme: (typeof themes)[number];
  type: (typeof typeSizes)[number];
}

/** Cookie of each preference and the values it may hold; the first is the default. */
export const preferenceCookies = {
  locale: { cookie: 'xc_locale', values: locales },
  theme: { cookie: 'xc_theme', values: themes },
  type: { cookie: 'xc_type', values: typeSizes },
} as const;

const oneOf = <T extends string>(values: readonly [T, ...T[]], value: string | undefined): T =>
  values.find((known) => known === value) ?? values[0];

/** Reads the preferences from cookies; anything unknown falls back to the default. */
export const readPreferences = (get: (name: string) => string | undefined): Preferences => ({
  locale: oneOf(locales, get(preferenceCookies.locale.cookie)),
  theme: oneOf(themes, get(preferenceCookies.theme.cookie)),
  type: oneOf(typeSizes, get(preferenceCookies.type.cookie)),
});
