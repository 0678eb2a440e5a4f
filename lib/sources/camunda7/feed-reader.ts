import type { EngineRest } from "./engine-rest";
import type { Feed, FeedRow } from "./feeds";

/** `rows` are those that are new; `read` counts all that the engine sent. */
export type FeedPage = { readonly rows: readonly FeedRow[]; readonly read: number; readonly isMore: boolean };

export type LateRows = { readonly rows: readonly FeedRow[]; readonly until: number; readonly isWhole: boolean };

/** The parameters `…At` give all rows of one millisecond: a batch of the engine writes hundreds with the same. */
const SAME_TIME_MAX = 10_000;
const ZONE = /\+0000$|Z$/;

/**
 * One feed, read on from where it stands. Rows are stamped before they are committed, so that one may appear behind newer
 * ones: `low` stays an overlap behind the newest row, what lies between is looked at again, and only what was not taken yet
 * comes out. No clock is asked, neither the engine's nor ours.
 */
export class FeedReader {
  readonly feed: Feed;
  readonly #rest: EngineRest;
  readonly #overlapMs: number;
  readonly #taken = new Map<string, number>();
  #high: number;
  #skip = 0;
  low: number;

  constructor(feed: Feed, rest: EngineRest, { low, overlapMs }: { readonly low: number; readonly overlapMs: number }) {
    this.feed = feed;
    this.#rest = rest;
    this.#overlapMs = overlapMs;
    this.#high = low;
    this.low = low;
  }

  /** The next page behind the newest row that is known. Nothing is taken before `take`. */
  async readOn(size: number): Promise<FeedPage> {
    const page = await this.#read(this.#high, size, this.#skip);
    return { rows: this.#unknown(page), read: page.length, isMore: page.length >= size };
  }

  /** Rows between `low` and the newest one that were committed late; `isWhole` when there are no more of them. */
  async lookAgain(size: number): Promise<LateRows> {
    const late: FeedRow[] = [];
    const until = this.#high;
    let after = this.low;
    let skip = 0;
    while (after < until) {
      if (late.length >= size) return { rows: late, until, isWhole: false };
      const page = await this.#read(after, size, skip);
      late.push(...this.#unknown(page));
      const last = this.timeOf(page.at(-1) ?? {});
      if (page.length < size) break;
      skip = last > after ? 0 : skip + page.length;
      after = Math.max(after, last);
    }
    return { rows: late, until, isWhole: true };
  }

  /** Call when the rows of a page are kept. */
  take(page: FeedPage): void {
    const before = this.#high;
    this.#remember(page.rows);
    this.#skip = page.isMore && this.#high === before ? this.#skip + page.read : 0;
  }

  /**
   * Call when the late rows are kept. Only now may `low` move, and only to an overlap before what was the newest row when
   * the look began: all that was stamped before that had been committed by then.
   */
  takeLate({ rows, until, isWhole }: LateRows): void {
    this.#remember(rows);
    if (!isWhole) return;
    this.low = Math.max(this.low, until - this.#overlapMs);
    for (const [id, time] of this.#taken) if (time < this.low) this.#taken.delete(id);
  }

  #remember(rows: readonly FeedRow[]): void {
    for (const row of rows) {
      const time = this.timeOf(row);
      this.#taken.set(idOf(row), time);
      this.#high = Math.max(this.#high, time);
    }
  }

  timeOf(row: FeedRow): number {
    const time = Date.parse(String(row[this.feed.time]).replace(ZONE, "Z"));
    return Number.isNaN(time) ? 0 : time;
  }

  async #read(after: number, size: number, skip: number): Promise<readonly FeedRow[]> {
    const { path, query, after: bound, at } = this.feed;
    const paging = { maxResults: size, ...(at === null ? { firstResult: skip } : {}) };
    const from = after === 0 ? {} : { [bound]: toEngineTime(after) };
    const page = toRows(await this.#rest.ask({ path, query: { ...query, ...from, ...paging } }));
    const last = page.at(-1);
    if (at === null || last === undefined || page.length < size) return page;
    const sameTime = { [at]: toEngineTime(this.timeOf(last)), maxResults: SAME_TIME_MAX };
    const rest = toRows(await this.#rest.ask({ path, query: { ...query, ...sameTime } }));
    const known = new Set(page.map(idOf));
    return [...page, ...rest.filter((row) => !known.has(idOf(row)))];
  }

  #unknown(page: readonly FeedRow[]): readonly FeedRow[] {
    return page.filter((row) => !this.#taken.has(idOf(row)));
  }
}

const idOf = (row: FeedRow) => String(row["id"]);

function toRows(answer: unknown): readonly FeedRow[] {
  return Array.isArray(answer) ? answer.filter((row) => typeof row === "object" && row !== null) : [];
}

/** The only form that the engine reads. */
export function toEngineTime(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "+0000");
}
