import type { Transactions } from "./outbox-table";

/** A greatest key that was read: when, and which transactions had not begun then. */
type Mark = { readonly key: string; readonly at: number; readonly next: bigint; readonly generation: number };

/**
 * Which rows may still come late. Keys are given when a row is inserted and rows are seen when they are committed, so a row
 * with a smaller key may appear after one with a greater. Behind `low` none can: the transactions that were open when the
 * greatest key of then was read have ended, and the overlap is over. What lies between `low` and `high` is looked at again.
 */
export class Overlap {
  readonly #overlapMs: number;
  readonly #taken = new Map<string, number>();
  #marks: Mark[] = [];
  #generation = 0;
  low: string | null;
  high: string | null;

  constructor(place: string | null, overlapMs: number) {
    this.#overlapMs = overlapMs;
    this.low = place;
    this.high = place;
  }

  get size(): number {
    return this.#taken.size;
  }

  has(key: string): boolean {
    return this.#taken.has(key);
  }

  /** Rows that were taken; `high` when they are the newest ones and not late. */
  take(keys: readonly string[], { high }: { readonly high: string | null }): void {
    for (const key of keys) this.#taken.set(key, this.#generation);
    if (high !== null) this.high = high;
  }

  /** Call after reading: whatever has a smaller key than the greatest of now was begun before these transactions. */
  mark(at: number, { next }: Transactions): void {
    if (this.high === null || this.#marks.at(-1)?.key === this.high) return;
    this.#marks.push({ key: this.high, at, next, generation: this.#generation });
    this.#generation += 1;
  }

  /** Call after what lies between was looked at again, with the transactions of before that. True when `low` has moved. */
  pass(now: number, { open }: Transactions): boolean {
    const passed = this.#marks.findLast(({ at, next }) => now - at >= this.#overlapMs && next <= open);
    if (passed === undefined) return false;
    this.#marks = this.#marks.filter(({ generation }) => generation > passed.generation);
    for (const [key, generation] of this.#taken) if (generation <= passed.generation) this.#taken.delete(key);
    this.low = passed.key;
    return true;
  }
}
