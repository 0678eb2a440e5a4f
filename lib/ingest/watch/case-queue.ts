import type { Pool } from "@/lib/store/database";
import { putWatchedUntil, readCasesWithNews, readNewestCases, readWatchedUntil } from "@/lib/store/watch/changed-cases";
import { readGapMark } from "@/lib/store/watch/touched-by-gaps";

/** Where looking begins when it never did: history behind that is not gone through. */
const NEWEST_MAX = 50_000;
/** Open cases of each process that are looked at again when a worker begins to watch, or a stream lost records. */
const OPEN_MAX = 2_000;
const UNRIPE_MAX = 50_000;

/** Cases that have to be looked at. What is in memory alone is found again: by the news since the last that was written down. */
export class CaseQueue {
  readonly #waiting = new Set<string>();
  readonly #unripe = new Map<string, number>();
  readonly #pool: Pool;
  readonly #settleMs: number;
  #until: Date | null = null;
  #gapMark = "";

  /** `settleMs`: events are news when they have been projected for so long; what belongs to them has come by then. */
  constructor(pool: Pool, settleMs: number) {
    this.#pool = pool;
    this.#settleMs = settleMs;
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Some of them, which stay until they are done. */
  next(count: number): readonly string[] {
    const some: string[] = [];
    for (const caseId of this.#waiting) {
      if (some.length === count) break;
      some.push(caseId);
    }
    return some;
  }

  async done(caseIds: readonly string[]): Promise<void> {
    for (const caseId of caseIds) this.#waiting.delete(caseId);
    if (this.isEmpty && this.#until !== null) await putWatchedUntil(this.#pool, this.#until);
  }

  /** To be looked at once more, though nothing may come of it until then. */
  again(caseId: string, at: number): void {
    if (this.#unripe.size < UNRIPE_MAX) this.#unripe.set(caseId, at);
  }

  async fill(now: number): Promise<void> {
    for (const [caseId, at] of this.#unripe) if (at <= now && this.#unripe.delete(caseId)) this.#waiting.add(caseId);
    const mark = await readGapMark(this.#pool);
    if (this.#until === null || mark !== this.#gapMark) {
      this.#add(await readNewestCases(this.#pool, { limit: OPEN_MAX, isOpenOnly: true }));
      this.#gapMark = mark;
    }
    const from = this.#until ?? (await readWatchedUntil(this.#pool));
    const to = new Date(now - this.#settleMs);
    this.#add(
      from === null
        ? await readNewestCases(this.#pool, { limit: NEWEST_MAX, isOpenOnly: false })
        : await readCasesWithNews(this.#pool, from, to),
    );
    this.#until = to;
    await this.done([]);
  }

  #add(caseIds: readonly string[]): void {
    for (const caseId of caseIds) this.#waiting.add(caseId);
  }
}
