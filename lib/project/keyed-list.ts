/**
 * A list of a case's state while it is folded on: found by key, replaced item by item, the given list left as it is. The
 * index is made when it is first needed, for most steps touch no engine at all.
 */
export class KeyedList<Item> {
  readonly #given: readonly Item[];
  readonly #keyOf: (item: Item) => string;
  #index: Map<string, Item> | null = null;

  constructor(given: readonly Item[], keyOf: (item: Item) => string) {
    this.#given = given;
    this.#keyOf = keyOf;
  }

  get(key: string): Item | undefined {
    if (this.#index === null && this.#given.length === 0) return undefined;
    return this.#indexed().get(key);
  }

  /** Replaces the item with the same key at its place, or comes last. */
  set(item: Item): void {
    this.#indexed().set(this.#keyOf(item), item);
  }

  delete(key: string): void {
    this.#indexed().delete(key);
  }

  /** The given list itself while nothing was looked for in it. Items that were not replaced are the same objects. */
  toList(): readonly Item[] {
    return this.#index === null ? this.#given : [...this.#index.values()];
  }

  #indexed(): Map<string, Item> {
    this.#index ??= new Map(this.#given.map((item) => [this.#keyOf(item), item]));
    return this.#index;
  }
}
