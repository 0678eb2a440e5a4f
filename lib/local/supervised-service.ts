import { setTimeout as sleep } from "node:timers/promises";
import { type BackOff, backOffMs } from "./back-off";
import type { ManagedProcess } from "./processes";

export type ServiceSpec = {
  readonly name: string;
  /** Starts it and resolves when it can be used. Called again after each end; whoever listens on a port asks for the same one. */
  readonly start: () => Promise<ManagedProcess>;
};

export type ServiceState =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly pid: number; readonly since: number }
  | { readonly kind: "waiting"; readonly restartAt: number; readonly why: string }
  | { readonly kind: "stopped" };

export type Supervision = {
  readonly log: (line: string) => void;
  readonly backOff: BackOff;
  /** After this long without an end, an end counts as the first again. */
  readonly stableAfterMs: number;
};

/** Keeps one service running until it is stopped: it is started again for ever, ever more slowly, and says so. */
export class SupervisedService {
  readonly name: string;
  state: ServiceState = { kind: "starting" };
  readonly #spec: ServiceSpec;
  readonly #supervision: Supervision;
  readonly #stopping = new AbortController();
  #process: ManagedProcess | null = null;
  #watch: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(spec: ServiceSpec, supervision: Supervision) {
    this.name = spec.name;
    this.#spec = spec;
    this.#supervision = supervision;
  }

  /** The first start. It throws when it fails: then a person waits for it, and is told why. */
  async start(): Promise<void> {
    await this.#startOnce();
    this.#watch = this.#keepRunning();
  }

  /** From now on its end is its end. */
  stopRestarting(): void {
    this.#stopping.abort();
  }

  async stop(): Promise<void> {
    this.stopRestarting();
    await this.#process?.stop();
    await this.#watch;
    this.state = { kind: "stopped" };
  }

  async #startOnce(): Promise<void> {
    this.state = { kind: "starting" };
    this.#process = await this.#spec.start();
    this.state = { kind: "running", pid: this.#process.pid, since: Date.now() };
    if (this.#stopping.signal.aborted) await this.#process.stop();
  }

  async #keepRunning(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const why = await this.#untilEnd();
      if (this.#stopping.signal.aborted) return;
      const waitMs = backOffMs(this.#failures, this.#supervision.backOff);
      this.state = { kind: "waiting", restartAt: Date.now() + waitMs, why };
      this.#supervision.log(`${this.name} ${why}; starting it again in ${(waitMs / 1000).toFixed(1)} s`);
      await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (!this.#stopping.signal.aborted) await this.#startAgain();
    }
  }

  /** Resolves with what happened, as the end of a sentence that begins with the service's name. */
  async #untilEnd(): Promise<string> {
    if (this.state.kind === "waiting") return this.state.why; // the last start failed already
    const exit = await this.#process?.exited;
    const ranMs = this.state.kind === "running" ? Date.now() - this.state.since : 0;
    this.#failures = ranMs >= this.#supervision.stableAfterMs ? 1 : this.#failures + 1;
    const how = exit?.signal ? `was killed by ${exit.signal}` : `ended with code ${exit?.code ?? "unknown"}`;
    return `${how} after ${Math.round(ranMs / 1000)} s`;
  }

  async #startAgain(): Promise<void> {
    try {
      await this.#startOnce();
      this.#supervision.log(`${this.name} runs again`);
    } catch (error) {
      this.#failures += 1;
      const why = `could not be started: ${error instanceof Error ? error.message : String(error)}`;
      this.state = { kind: "waiting", restartAt: Date.now(), why };
    }
  }
}
