const ATTEMPTS_MAX = 10;
const WINDOW_MS = 60_000;
const ADDRESSES_MAX = 10_000;

type Window = { startedAt: number; attempts: number };

/**
 * Ten attempts a minute from one address. A link's token has 256 bits, so that nobody will guess one; this keeps the log
 * and the database calm. It forgets the oldest addresses when there are too many.
 */
export class AttemptLimit {
  readonly #windows = new Map<string, Window>();

  /** Counts an attempt; false when it is one too many. */
  allows(address: string, now: number): boolean {
    const known = this.#windows.get(address);
    const window = known !== undefined && now - known.startedAt < WINDOW_MS ? known : { startedAt: now, attempts: 0 };
    window.attempts += 1;
    this.#windows.delete(address);
    this.#windows.set(address, window);
    const oldest = this.#windows.keys().next();
    if (this.#windows.size > ADDRESSES_MAX && !oldest.done) this.#windows.delete(oldest.value);
    return window.attempts <= ATTEMPTS_MAX;
  }
}
