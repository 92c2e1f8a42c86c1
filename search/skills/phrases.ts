/** A word found in a text: offsets count UTF-16 units of the text as given. */
export type Found<T> = { values: readonly T[]; start: number; end: number };

type Node<T> = { next: Map<string, Node<T>>; values: T[] };

/**
 * Finds known words in running text: at each place the longest word wins and matches never overlap,
 * so 低压电工作业证 is not also read as 电工. One word may stand for several values.
 */
export class PhraseIndex<T> {
  readonly #root: Node<T> = { next: new Map(), values: [] };

  /** Adds a word; words are compared after `fold`. Repeating a pair changes nothing. */
  add(word: string, value: T): void {
    let node = this.#root;
    for (const unit of fold(word)) {
      let next = node.next.get(unit);
      if (next === undefined) node.next.set(unit, (next = { next: new Map(), values: [] }));
      node = next;
    }
    if (!node.values.includes(value)) node.values.push(value);
  }

  /** All words in `text`, from left to right. */
  find(text: string): Found<T>[] {
    const folded = fold(text);
    const found: Found<T>[] = [];
    for (let start = 0; start < folded.length;) {
      const match = this.#longestAt(folded, start);
      if (match !== null) found.push(match);
      start = match?.end ?? start + 1;
    }
    return found;
  }

  #longestAt(folded: string, start: number): Found<T> | null {
    let node: Node<T> | undefined = this.#root;
    let best: Found<T> | null = null;
    for (let at = start; at < folded.length; at++) {
      node = node.next.get(folded.charAt(at));
      if (node === undefined) break;
      if (node.values.length > 0) best = { values: node.values, start, end: at + 1 };
    }
    return best;
  }
}

/** Lower case and half width, unit by unit, so that offsets stay those of the text as given. */
export function fold(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const narrow = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
    folded += String.fromCharCode(narrow >= 65 && narrow <= 90 ? narrow + 32 : narrow);
  }
  return folded;
}
