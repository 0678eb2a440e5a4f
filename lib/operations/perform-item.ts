import type { Engine, EngineAnswer } from "@/lib/engines/engine";
import type { Sql } from "@/lib/store/database";
import { readIncidentTargets, type StoredIncidentTarget } from "@/lib/store/operations/incident-target";
import type { ClaimedItem, ItemResult } from "@/lib/store/operations/run-operation";
import type { Engines } from "./select-targets";

const ATTEMPTS_MAX = 5;
const RETRIES_MAX = 100;

/** `stop`: nothing else of this operation should be asked, and why. `afterMs`: give the engine this time first. */
export type Performed = ItemResult & { readonly stop?: string; readonly afterMs?: number };

/**
 * Asks the engine for one item. An item that was asked before and whose answer was lost is looked up first: what the
 * engine's own events say happened is not asked again.
 */
export async function performItem(sql: Sql, engines: Engines, item: ClaimedItem): Promise<Performed> {
  const [target] = await readIncidentTargets(sql, [item.targetId]);
  if (!target) return { state: "skipped", result: "the incident is no longer in the projection" };
  if (target.isResolved) return resolvedAlready(item);
  const engine = engines.get(target.source);
  if (!engine) return { state: "failed", result: `no engine is connected for the source "${target.source}"` };
  return toResult(await ask(engine, target, item), item);
}

function resolvedAlready({ attempts }: ClaimedItem): Performed {
  return attempts > 1
    ? { state: "succeeded", result: "the engine reported it as resolved" }
    : { state: "skipped", result: "it was resolved before its turn came" };
}

function ask(engine: Engine, target: StoredIncidentTarget, { action, parameters }: ClaimedItem): Promise<EngineAnswer> {
  if (action === "resolve-incident") return engine.resolveIncident(target);
  const asked = Number(parameters["retries"] ?? 1);
  const retries = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), RETRIES_MAX) : 1;
  return engine.retryIncident(target, retries);
}

function toResult(answer: EngineAnswer, { attempts }: ClaimedItem): Performed {
  switch (answer.outcome) {
    case "done":
      return { state: "succeeded", result: answer.said };
    case "gone":
      // Asked before, with the answer lost: then it was we who resolved it.
      return attempts > 1
        ? { state: "succeeded", result: `an earlier attempt was taken: ${answer.why}` }
        : { state: "skipped", result: `the engine no longer has it: ${answer.why}` };
    case "refused":
      return { state: "failed", result: answer.why };
    case "unauthorised":
      return { state: "failed", result: answer.why, stop: `not asked: ${answer.why}` };
    case "unavailable":
    case "unknown":
      return attempts < ATTEMPTS_MAX
        ? { state: "pending", result: `attempt ${attempts}: ${answer.why}`, afterMs: 500 * 2 ** attempts }
        : {
            state: answer.outcome === "unknown" ? "unknown" : "failed",
            result: `given up after ${attempts} attempts: ${answer.why}`,
          };
  }
}
