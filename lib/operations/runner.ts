import type { Log } from "@/lib/platform/log";
import { type Pool, transaction } from "@/lib/store/database";
import { claimOperationItems } from "@/lib/store/operations/claim-items";
import type { ClaimedItem } from "@/lib/store/operations/run-operation";
import { type Performed, performItem } from "./perform-item";
import type { Engines } from "./select-targets";
import { type Answered, settleOperations, writeAnswers } from "./write-answers";

export type RunnerSpec = {
  readonly pool: Pool;
  readonly engines: Engines;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly leaseMs?: number;
};

/** Calls under way at once: an engine answers some milliseconds after it was asked, and a slow one is not asked more. */
const AT_ONCE = 16;
/** Longer than any call to an engine may take: who is silent for so long is dead. */
const LEASE_MS = 30_000;
const LOOK_AGAIN_MS = 300;
const LOOK_SOON_MS = 10;
const SETTLE_EVERY_MS = 1_000;
const SETTLE_SOON_MS = 150;
const AFTER_ERROR_MS = 2_000;

/**
 * Does what operators asked for, until the signal. Any number of runners may run, in any process: an item is claimed by
 * one of them, and the items of a runner that was killed are claimed again when their lease is over. Answers are written
 * down together, as many as came while the last ones were being written.
 */
export async function runOperations(spec: RunnerSpec): Promise<void> {
  const work = new Work(spec);
  while (!spec.signal.aborted) {
    try {
      await wait(await work.turn(), spec.signal);
    } catch (error) {
      spec.log.error({ error: String(error) }, "operations cannot go on now; trying again");
      await wait(AFTER_ERROR_MS, spec.signal);
    }
  }
  await work.end();
}

class Work {
  readonly #spec: RunnerSpec;
  readonly #leaseMs: number;
  readonly #underWay = new Set<Promise<void>>();
  #answered: Answered[] = [];
  #settledAt = Number.NEGATIVE_INFINITY;

  constructor(spec: RunnerSpec) {
    this.#spec = spec;
    this.#leaseMs = spec.leaseMs ?? LEASE_MS;
  }

  /** Writes down what was answered, takes as much as there is room for, and says when to look again. */
  async turn(): Promise<number> {
    const hasWritten = await this.#write();
    const room = AT_ONCE - this.#underWay.size;
    const items =
      room === 0 ? [] : await transaction(this.#spec.pool, (tx) => claimOperationItems(tx, room, this.#leaseMs));
    for (const item of items) this.#begin(item);
    return items.length > 0 || hasWritten || this.#underWay.size > 0 ? LOOK_SOON_MS : LOOK_AGAIN_MS;
  }

  /** What is under way gets its answer, and that is written down. */
  async end(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#write().catch((error: unknown) => {
      this.#spec.log.error(
        { error: String(error) },
        "answers of engines are not written down; they are asked for again",
      );
    });
  }

  async #write(): Promise<boolean> {
    const answered = this.#answered;
    this.#answered = [];
    try {
      if (answered.length > 0) await transaction(this.#spec.pool, (tx) => writeAnswers(tx, answered));
    } catch (error) {
      this.#answered.unshift(...answered);
      throw error;
    }
    if (this.#isTimeToSettle(answered.length > 0)) {
      await settleOperations(this.#spec, this.#leaseMs);
      this.#settledAt = performance.now();
    }
    return answered.length > 0;
  }

  /** At once behind the last answer; while answers come all the time, not behind each of them, for it costs as much as they do. */
  #isTimeToSettle(hasWritten: boolean): boolean {
    if (hasWritten && this.#underWay.size === 0) return true;
    return performance.now() - this.#settledAt > (hasWritten ? SETTLE_SOON_MS : SETTLE_EVERY_MS);
  }

  #begin(item: ClaimedItem): void {
    const until = performance.now() + this.#leaseMs / 2;
    const doing = this.#perform(item, until).then((performed) => {
      this.#underWay.delete(doing);
      if (performed !== null) this.#answered.push({ item, performed });
    });
    this.#underWay.add(doing);
  }

  /** A process that was frozen since it took the item asks nothing any more: somebody else has it, or will. */
  async #perform(item: ClaimedItem, until: number): Promise<Performed | null> {
    if (performance.now() > until) return null;
    try {
      return await performItem(this.#spec.pool, this.#spec.engines, item);
    } catch (error) {
      this.#spec.log.error({ error: String(error), target: item.targetId }, "an item waits for its lease to be over");
      return null;
    }
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
