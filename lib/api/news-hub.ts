import { News } from "@/lib/api/contract/live";
import { type Clock, pause } from "@/lib/platform/clock";

type Hearing = { readonly onReady: () => void; readonly onNews: (payload: string) => void };
/** Hears announcements until the signal; rejects when its connection breaks. */
type Hear = (hearing: Hearing, signal: AbortSignal) => Promise<void>;

export type ToldNews = { readonly id: string; readonly topics: readonly string[] };
export type NewsListener = { readonly tell: (news: ToldNews) => void; readonly end: () => void };

/** At most ten a second go out, whatever comes in: what comes in between is told together. */
const TELL_EVERY_MS = 100;
/** Some minutes of a busy landscape; who was away for longer asks for everything again. */
const KEPT_MAX = 2_000;
const TOPICS_MAX = 500;
const HEAR_AGAIN_MS = 1_000;
export const ANYTHING = ["anything"] as const;

/**
 * One connection to PostgreSQL's notifications for all live streams of a process. It listens while somebody does, hears
 * again when the connection broke (and then says `anything`, for nobody knows what was missed), and keeps the last news so
 * that a stream can go on where it stopped.
 */
export class NewsHub {
  readonly #hear: Hear;
  /** Ids of another process, or of an earlier start, mean nothing here. */
  readonly #epoch: string;
  readonly #kept: ToldNews[] = [];
  readonly #listeners = new Set<NewsListener>();
  #pending = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  #hearing: AbortController | null = null;
  #isClosed = false;

  constructor(hear: Hear, clock: Clock) {
    this.#hear = hear;
    this.#epoch = clock().toString(36);
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  /** Tells what came after `lastId`, or `anything` when that is not known any more, and then all that comes. */
  join(listener: NewsListener, lastId: string | null): () => void {
    if (this.#isClosed) {
      listener.end();
      return () => undefined;
    }
    this.#listeners.add(listener);
    if (this.#hearing === null) void this.#listen();
    for (const news of this.#missed(lastId)) listener.tell(news);
    return () => this.#listeners.delete(listener);
  }

  /** Ends all streams: the process is about to go. */
  close(): void {
    this.#isClosed = true;
    this.#hearing?.abort();
    clearTimeout(this.#timer);
    for (const { end } of this.#listeners) end();
    this.#listeners.clear();
  }

  #missed(lastId: string | null): readonly ToldNews[] {
    const index = lastId === null ? -1 : this.#kept.findIndex(({ id }) => id === lastId);
    return index === -1 ? [{ id: this.#id(), topics: ANYTHING }] : this.#kept.slice(index + 1);
  }

  async #listen(): Promise<void> {
    this.#hearing = new AbortController();
    const { signal } = this.#hearing;
    while (!signal.aborted) {
      await this.#hear({ onReady: () => this.#take(ANYTHING), onNews: (text) => this.#read(text) }, signal).catch(
        () => undefined,
      );
      await pause(HEAR_AGAIN_MS, signal);
    }
  }

  #read(payload: string): void {
    const news = News.safeParse(parse(payload));
    this.#take(news.success ? news.data.topics : ANYTHING);
  }

  #take(topics: readonly string[]): void {
    for (const topic of topics) this.#pending.add(topic);
    this.#timer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
  }

  #tell(): void {
    this.#timer = undefined;
    const isAll = this.#pending.has("anything") || this.#pending.size > TOPICS_MAX;
    this.#count += 1;
    const news = { id: this.#id(), topics: isAll ? ANYTHING : [...this.#pending].sort() };
    this.#pending = new Set();
    this.#kept.push(news);
    if (this.#kept.length > KEPT_MAX) this.#kept.shift();
    for (const listener of this.#listeners) listener.tell(news);
  }

  #id(): string {
    return `${this.#epoch}-${this.#count}`;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
