import { toPlaceText } from "@/lib/domain/dead-letter";
import type { Engine, EngineAnswer, RecordLog } from "@/lib/engines/engine";
import type { Sql } from "@/lib/store/database";
import { insertRecordWrite } from "@/lib/store/dead-letter/record-write";
import type { ClaimedItem, ItemResult } from "@/lib/store/operations/run-operation";
import { getOffered } from "./offered-actions";
import { type Engines, type SelectedTarget, selectTargets, whyOver } from "./select-targets";
import { toEngineRequest } from "./to-engine-request";
import { toRecordRequest } from "./to-record-request";

const ATTEMPTS_MAX = 6;

/** `stop`: nothing else of this operation should be asked of this engine, and why. */
export type Performed = ItemResult & {
  readonly stop?: string;
  /** The engine is to be left alone for a while, by everybody. */
  readonly rest?: { readonly askedForMs: number | null };
  /** Of one that is asked again: it may have been taken, or the attempt does not count. */
  readonly maybeDone?: true;
  readonly isUncounted?: true;
};

/**
 * What of an action cannot be asked twice without being done twice, and leaves nothing in the projection by which one
 * could tell whether it was. A lost answer is then told as unknown, for a person to look at.
 */
const ONCE: ReadonlySet<string> = new Set(["restart-instance", "modify-instance", "migrate-instance"]);

/**
 * Asks the engine for one item. An item that was asked before and whose answer was lost is looked up first: what the
 * engine's own events say happened is not asked again.
 */
export async function performItem(sql: Sql, engines: Engines, item: ClaimedItem): Promise<Performed> {
  const action = getOffered(item.action);
  const { targets } = await selectTargets(sql, engines, { action, ids: [item.targetId] });
  const [target] = targets;
  if (!target) return { state: "skipped", result: "it is no longer in the projection" };
  const over = whyOver(target.target, action);
  // That a dead letter was archived says nothing of whether an earlier attempt had written its replay.
  if (over !== null && (target.target.kind !== "record" || !item.maybeDone)) return overAlready(item, over);
  if (item.maybeDone && ONCE.has(action)) {
    return {
      state: "unknown",
      result: "an earlier attempt was cut off and may have been taken; it is not asked twice",
    };
  }
  const engine = engines.get(target.source);
  if (!engine) return { state: "failed", result: `no engine is connected for the source "${target.source}"` };
  return toResult(await ask(sql, engine, { item, target }), item);
}

function overAlready({ maybeDone }: ClaimedItem, why: string): Performed {
  return maybeDone
    ? { state: "succeeded", result: `the engine reported it: ${why}` }
    : { state: "skipped", result: `${why}, before its turn came` };
}

type Asking = { readonly item: ClaimedItem; readonly target: SelectedTarget };

async function ask(sql: Sql, engine: Engine | RecordLog, { item, target }: Asking): Promise<EngineAnswer> {
  if (engine.kind === "kafka") return write(sql, engine, { item, target });
  return engine.perform(await toEngineRequest(sql, engine, { item, target: target.target }));
}

/** What was written is kept with the item: where it lies, and of an edited record the value before and after. */
async function write(sql: Sql, log: RecordLog, { item, target }: Asking): Promise<EngineAnswer> {
  const request = await toRecordRequest(sql, { item, target: target.target });
  if (typeof request === "string") return { outcome: "refused", why: request };
  const answer = await log.perform(request);
  if (answer.outcome !== "done" || answer.wrote === undefined) return answer;
  const { offset, replayOf, ...wrote } = answer.wrote;
  const { operationId, ordinal } = item;
  const letter = replayOf === null ? null : toPlaceText(replayOf);
  await insertRecordWrite(sql, {
    operationId,
    ordinal,
    source: log.name,
    position: offset,
    replayOf: letter,
    ...wrote,
  });
  return answer;
}

function toResult(answer: EngineAnswer, { action, attempts, maybeDone }: ClaimedItem): Performed {
  switch (answer.outcome) {
    case "done":
      return { state: "succeeded", result: answer.said };
    case "gone":
      // Asked before, with the answer lost: then it was we who resolved it.
      return maybeDone
        ? { state: "succeeded", result: `an earlier attempt was taken: ${answer.why}` }
        : { state: "skipped", result: `the engine no longer has it: ${answer.why}` };
    case "refused":
      return { state: "failed", result: answer.why };
    case "unauthorised":
      return { state: "failed", result: answer.why, stop: `not asked: ${answer.why}` };
    case "unknown":
      if (ONCE.has(action)) return { state: "unknown", result: `it may have been taken: ${answer.why}` };
      return { ...again(answer.why, { attempts, givenUpAs: "unknown" }), maybeDone: true };
    case "unavailable":
      if (answer.tooMuch === undefined)
        return again(answer.why, { attempts, givenUpAs: maybeDone ? "unknown" : "failed" });
      return {
        state: "pending",
        result: `it waits: ${answer.why}`,
        rest: { askedForMs: answer.tooMuch.retryAfterMs },
        isUncounted: true,
      };
  }
}

function again(why: string, { attempts, givenUpAs }: { attempts: number; givenUpAs: "unknown" | "failed" }): Performed {
  const rest = { askedForMs: null };
  return attempts < ATTEMPTS_MAX
    ? { state: "pending", result: `attempt ${attempts}: ${why}`, rest }
    : { state: givenUpAs, result: `given up after ${attempts} attempts: ${why}`, rest };
}
