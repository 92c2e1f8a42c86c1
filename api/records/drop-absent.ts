/** Without the keys whose value is undefined: "not spoken of", as against null, "nothing". */
export function dropAbsent<T extends object>(
  all: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Entries lose the tie between key and type; filtering does not change either.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
