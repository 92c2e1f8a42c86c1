/**
 * The query of a list's address with parameters set, or left out where null; everything else stays.
 * The name of a form's action (`/add`) is no parameter and goes.
 */
export const withQuery = (
  url: { search: string },
  changes: Readonly<Record<string, string | null>>,
): string => {
  const query = new URLSearchParams(url.search);
  for (const name of [...query.keys()]) if (name.startsWith('/')) query.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return `?${query.toString()}`;
};

/** Address of an action of the page that keeps the query, so that the page stays where it is. */
export const actionQuery = (url: { search: string }, action: string): string => {
  const query = withQuery(url, {});
  return query === '?' ? `?/${action}` : `${query}&/${action}`;
};
