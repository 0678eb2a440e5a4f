import type { Log } from "@/lib/platform/log";
import { announce } from "@/lib/store/announce";
import { type Pool, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import {
  type ClaimedItem,
  claimOperationItems,
  finishOperationItem,
  finishOperations,
  skipWaitingItems,
} from "@/lib/store/operations/run-operation";
import { performItem } from "./perform-item";
import type { Engines } from "./select-targets";

export type RunnerSpec = {
  readonly pool: Pool;
  readonly engines: Engines;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Items a second at most, over all engines: mending must not be what brings an engine down. */
  readonly itemsPerSecond?: number;
};

const AT_ONCE = 4;
/** Longer than any call to an engine may take: who is silent for so long is dead. */
const LEASE_MS = 30_000;
const LOOK_AGAIN_MS = 300;
const AFTER_ERROR_MS = 2_000;

/**
 * Does what operators asked for, until the signal. Any number of runners may run, in any process: an item is claimed by
 * one of them, and the items of a runner that was killed are claimed again when their lease is over.
 */
export async function runOperations(spec: RunnerSpec): Promise<void> {
  const pauseMs = (AT_ONCE * 1000) / (spec.itemsPerSecond ?? 50);
  while (!spec.signal.aborted) {
    try {
      const items = await transaction(spec.pool, (tx) => claimOperationItems(tx, AT_ONCE, LEASE_MS));
      await Promise.all(items.map((item) => perform(spec, item)));
      await finish(spec);
      await wait(items.length > 0 ? pauseMs : LOOK_AGAIN_MS, spec.signal);
    } catch (error) {
      spec.log.error({ error: String(error) }, "operations cannot go on now; trying again");
      await wait(AFTER_ERROR_MS, spec.signal);
    }
  }
}

async function perform({ pool, engines, signal }: RunnerSpec, item: ClaimedItem): Promise<void> {
  const { stop, afterMs, ...result } = await performItem(pool, engines, item);
  if (afterMs !== undefined) await wait(afterMs, signal);
  await transaction(pool, async (tx) => {
    await finishOperationItem(tx, item, result);
    if (stop !== undefined) await skipWaitingItems(tx, item.operationId, stop);
    await announce(tx, ["operations", "incidents"]);
  });
}

async function finish({ pool, log }: RunnerSpec): Promise<void> {
  await transaction(pool, async (tx) => {
    const finished = await finishOperations(tx);
    for (const operation of finished) {
      log.info(
        { operation: operation.operationId, counts: operation.counts },
        `${operation.action} ${operation.state}`,
      );
      await appendAuditEntry(tx, {
        actor: operation.actor,
        action: operation.action,
        subject: `operation:${operation.operationId}`,
        reason: operation.reason,
        outcome: operation.state,
        detail: operation.counts,
      });
    }
    if (finished.length > 0) await announce(tx, ["operations", "incidents"]);
  });
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
