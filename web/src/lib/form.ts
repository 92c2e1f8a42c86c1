/** The first fault of a field, its parts included (`jobs.2` belongs to `jobs`). */
export const errorOf = (
  errors: Readonly<Record<string, string>> | undefined,
  field: string,
): string | undefined =>
  Object.entries(errors ?? {}).find(
    ([path]) => path === field || path.startsWith(`${field}.`),
  )?.[1];

/** A whole number out of a text field: empty is null, anything else that is no number is NaN. */
export const numberOrNull = (text: string | undefined): number | null =>
  text === undefined || text.trim() === '' ? null : Number(text);

/** "是" or "否" out of radio buttons: anything but yes or no is null. */
export const yesNoOrNull = (text: string | undefined): boolean | null => {
  if (text === 'yes') return true;
  return text === 'no' ? false : null;
};

/** Words that a person separated by commas, enumeration commas, semicolons or lines. */
export const splitWords = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[、，,;；\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Offset of a list page out of the URL; anything odd is the first page. */
export const offsetIn = (url: { searchParams: { get(name: string): string | null } }): number => {
  const offset = Number(url.searchParams.get('offset') ?? '0');
  return Number.isInteger(offset) && offset >= 0 && offset <= 100_000 ? offset : 0;
};
