import type { QueryClient } from "@tanstack/react-query";
import type { NewsTopic } from "@/lib/api/contract/live";
import { keysOf } from "./keys";

/** A page follows the events within a second, and a busy landscape does not make it ask without end. */
const PAUSE_MS = 300;

/**
 * Makes data stale when news of it come: one round at a time, so that a fetch in flight is never thrown away, and another
 * one after it when news came meanwhile, so that none is missed.
 */
export class Refresher {
  readonly #client: QueryClient;
  #topics = new Set<string>();
  #isRunning = false;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  hear(topics: readonly string[]): void {
    for (const topic of topics) this.#topics.add(topic);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#topics.size > 0) {
      const topics = this.#topics.has("anything") ? ["anything"] : [...this.#topics];
      this.#topics = new Set();
      const keys = topics.flatMap((topic) => keysOf(topic as NewsTopic));
      await Promise.allSettled(keys.map((queryKey) => this.#client.invalidateQueries({ queryKey })));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    this.#isRunning = false;
  }
}
