/** More different texts than a column of codes has; then the memory starts anew. */
const most = 2000;

/** Remembers what a reader of texts has given: columns of codes and places say the same again and again. */
export function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.value;
    if (known.size >= most) known.clear();
    const value = read(text);
    known.set(text, { value });
    return value;
  };
}
