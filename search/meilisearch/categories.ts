import type { SearchEntry } from '../engine.ts';
import type { NamedCertificate } from '../matching/traits.ts';
import type { Place } from '../matching/types.ts';

import { paperToken } from './document.ts';
import { addendsOf, type Addend, type Category } from './layout.ts';

/** What the positions of this process have ever asked or offered, each once: what a query has points for. */
export class Categories {
  readonly #byKey = new Map<string, Category>();
  readonly #papers = new Map<string, readonly NamedCertificate[]>();
  readonly #addends = new WeakMap<SearchEntry, readonly Addend[]>();

  /** Learns from positions; those it has seen cost next to nothing. */
  learn(entries: Iterable<SearchEntry>): void {
    for (const entry of entries) this.addendsOf(entry);
  }

  /** A position's addends; equal categories are the same object. */
  addendsOf(entry: SearchEntry): readonly Addend[] {
    let addends = this.#addends.get(entry);
    if (addends === undefined) {
      addends = addendsOf(entry).map(({ category, units }) => ({
        category: this.#known(category),
        units,
      }));
      this.#addends.set(entry, addends);
      for (const { anyOf, checkup } of entry.traits.papers) {
        if (!checkup) this.#papers.set(paperToken(anyOf), anyOf);
      }
    }
    return addends;
  }

  get all(): Iterable<Category> {
    return this.#byKey.values();
  }

  /** Groups of certificates that some position demands, by the value that stands for them in the index. */
  get papers(): ReadonlyMap<string, readonly NamedCertificate[]> {
    return this.#papers;
  }

  get places(): Place[] {
    return Array.from(this.all).flatMap((one) => (one.kind === 'place' ? one.place : []));
  }

  #known(category: Category): Category {
    const known = this.#byKey.get(category.key);
    if (known !== undefined) return known;
    this.#byKey.set(category.key, category);
    return category;
  }
}
