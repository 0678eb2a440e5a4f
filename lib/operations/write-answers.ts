import { announce } from "@/lib/store/announce";
import { type Sql, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import { endRests, restEngine } from "@/lib/store/operations/engine-rest";
import { holdOperations } from "@/lib/store/operations/hold-operation";
import {
  type ClaimedItem,
  finishOperationItems,
  finishOperations,
  giveUpLostItems,
  skipCanceledItems,
  skipWaitingItems,
} from "@/lib/store/operations/run-operation";
import type { Performed } from "./perform-item";
import type { RunnerSpec } from "./runner";

export type Answered = { readonly item: ClaimedItem; readonly performed: Performed };

/** Writes down what engines answered, and what follows from it for all that still waits for them. */
export async function writeAnswers(tx: Sql, answered: readonly Answered[]): Promise<void> {
  await finishOperationItems(tx, answered.map(toEnded));
  for (const { item, performed } of answered) {
    if (performed.stop === undefined) continue;
    const { operationId, source } = item;
    await skipWaitingItems(tx, { operationId, source, why: performed.stop });
  }
  await restOrWake(tx, answered);
  await announce(tx, ["operations", "incidents"]);
}

function toEnded({ item, performed }: Answered) {
  const { operationId, ordinal, attempts } = item;
  const { state, result, maybeDone = false, isUncounted = false } = performed;
  return { operationId, ordinal, attempts, outcome: { state, result }, maybeDone, isCounted: !isUncounted };
}

async function restOrWake(tx: Sql, answered: readonly Answered[]): Promise<void> {
  const tired = new Map<string, { readonly why: string; readonly askedForMs: number | null }>();
  for (const { item, performed } of answered) {
    if (performed.rest !== undefined) tired.set(item.source, { why: performed.result, ...performed.rest });
  }
  for (const source of [...tired.keys()].sort()) {
    const rest = tired.get(source);
    if (rest !== undefined) await restEngine(tx, { source, ...rest });
  }
  const awake = answered.filter(({ item }) => !tired.has(item.source)).map(({ item }) => item.source);
  await endRests(tx, [...new Set(awake)].sort());
}

/** Ends what is over and holds what somebody must look at, with an entry in the audit trail each. */
export async function settleOperations({ pool, log }: RunnerSpec, leaseMs: number): Promise<void> {
  await transaction(pool, async (tx) => {
    await giveUpLostItems(tx, leaseMs);
    await skipCanceledItems(tx);
    const held = await holdOperations(tx);
    const finished = await finishOperations(tx);
    for (const { operationId, action, actor, state, stateReason } of held) {
      log.info({ operation: operationId }, `${action} ${state}: ${stateReason}`);
      const subject = `operation:${operationId}`;
      await appendAuditEntry(tx, { actor, action, subject, reason: stateReason, outcome: state, detail: {} });
    }
    for (const { operationId, action, actor, reason, state, counts } of finished) {
      log.info({ operation: operationId, counts }, `${action} ${state}`);
      const subject = `operation:${operationId}`;
      await appendAuditEntry(tx, { actor, action, subject, reason, outcome: state, detail: counts });
    }
    if (held.length + finished.length > 0) await announce(tx, ["operations", "incidents"]);
  });
}
