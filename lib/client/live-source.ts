import { News } from "@/lib/api/contract/live";
import type { LiveListener } from "./live-connection";

/** The server says something every 10 s at least; a connection that is silent for longer is dead, though TCP says nothing. */
const SILENT_FOR_MS = 25_000;
const RETRY_MS_MIN = 500;
const RETRY_MS_MAX = 10_000;

/** Server-sent events, opened again after every end with a growing pause, and after a silence. */
export class LiveSource {
  readonly #listener: LiveListener;
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = RETRY_MS_MIN;
  #isOpen = false;

  constructor(listener: LiveListener) {
    this.#listener = listener;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#connect();
    globalThis.addEventListener("online", this.#reconnect);
  }

  close(): void {
    this.#isOpen = false;
    globalThis.removeEventListener("online", this.#reconnect);
    this.#end();
  }

  #connect(): void {
    const source = new EventSource("/api/v1/live");
    this.#source = source;
    source.onopen = () => {
      this.#retryMs = RETRY_MS_MIN;
      this.#listener.onState("live");
      this.#wait(SILENT_FOR_MS);
    };
    source.addEventListener("heartbeat", () => this.#wait(SILENT_FOR_MS));
    source.addEventListener("news", ({ data }) => {
      this.#wait(SILENT_FOR_MS);
      this.#hear(data);
    });
    source.onerror = () => this.#lose();
    this.#wait(SILENT_FOR_MS);
  }

  #hear(data: unknown): void {
    const news = News.safeParse(JSON.parse(String(data)));
    if (news.success) this.#listener.onNews(news.data.topics);
  }

  /** The browser's own retry has a fixed pause and gives up on a 5xx: ours does neither. */
  #lose(): void {
    this.#end();
    this.#listener.onState("lost");
    this.#wait(this.#retryMs * (0.75 + Math.random() / 2));
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS_MAX);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#reconnect, ms);
  }

  readonly #reconnect = (): void => {
    this.#end();
    if (this.#isOpen) this.#connect();
  };

  #end(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
