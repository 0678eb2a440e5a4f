import { LiveBus } from "./live-bus";
import { LiveSource } from "./live-source";

export type LiveState = "connecting" | "live" | "lost";
export type LiveListener = {
  readonly onNews: (topics: readonly string[]) => void;
  readonly onState: (state: LiveState) => void;
};

/**
 * One connection to the server for all tabs of a browser, for a browser opens six at most to one server and the seventh
 * tab would freeze. The tab that holds the lock keeps the connection and tells the others; when it goes, the next one
 * takes over, and because every connection begins with the topic `anything`, nothing is missed in between.
 * Where locks are missing (plain http from another machine) each tab has a connection of its own.
 */
export class LiveConnection {
  readonly #listeners = new Set<LiveListener>();
  readonly #bus: LiveBus;
  readonly #source: LiveSource;
  #state: LiveState = "connecting";
  #leave: (() => void) | null = null;

  constructor() {
    this.#source = new LiveSource({
      onNews: (topics) => {
        this.#bus.tellNews(topics);
        this.#hearNews(topics);
      },
      onState: (state) => {
        this.#bus.tellState(state);
        this.#hearState(state);
      },
    });
    this.#bus = new LiveBus({
      onNews: (topics) => this.#hearNews(topics),
      onState: (state) => this.#hearState(state),
      onQuestion: () => this.#answer(),
    });
  }

  /** Listens until the returned function is called. The state is told at once. */
  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    listener.onState(this.#state);
    if (this.#listeners.size === 1) this.#join();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#part();
    };
  }

  #join(): void {
    this.#bus.open();
    const leaving = new AbortController();
    this.#leave = () => leaving.abort();
    const lead = () => {
      if (leaving.signal.aborted) return Promise.resolve();
      this.#source.open();
      return new Promise<void>((done) => leaving.signal.addEventListener("abort", () => done(), { once: true }));
    };
    if (navigator.locks === undefined) void lead();
    else void navigator.locks.request("throughline-live", { signal: leaving.signal }, lead).catch(() => undefined);
    this.#bus.ask();
  }

  #part(): void {
    this.#leave?.();
    this.#leave = null;
    this.#source.close();
    this.#bus.close();
    this.#state = "connecting";
  }

  #answer(): void {
    if (this.#source.isOpen) this.#bus.tellState(this.#state);
  }

  #hearNews(topics: readonly string[]): void {
    for (const listener of this.#listeners) listener.onNews(topics);
  }

  #hearState(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener.onState(state);
  }
}
