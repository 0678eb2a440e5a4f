import type { LastActivity } from "./case-state";
import type { EdgeKind } from "./contribution";
import { bucketOf } from "./duration-bucket";
import type { Fold } from "./fold";
import { hourOf } from "./hour";

/** The next activity of the case: counts it and the edge to it, and goes one node on in the trie of variants. */
export function applyActivity(fold: Fold, next: LastActivity): void {
  const { tally } = fold.ledger;
  const { activity, occurredAt } = next;
  const process = fold.caseProcess.process ?? "";
  tally.row({ rollup: "activity", process, activity, hour: hourOf(occurredAt) }).occurrences += 1;
  if (fold.lastActivity !== null) countEdge(fold, fold.lastActivity, next);
  fold.lastActivity = next;
  fold.activityCount += 1;
  fold.variantId = fold.ledger.goOn(fold.variantId, activity, fold.activityCount).variantId;
}

/** Not below zero: canonical order is by time. */
function countEdge({ ledger: { tally }, caseProcess }: Fold, from: LastActivity, to: LastActivity): void {
  const durationMs = to.occurredAt - from.occurredAt;
  const process = caseProcess.process ?? "";
  const key = {
    process,
    from: from.activity,
    to: to.activity,
    kind: edgeKindOf(from, to),
    hour: hourOf(to.occurredAt),
  };
  const edge = tally.row({ rollup: "edge", ...key });
  edge.occurrences += 1;
  edge.totalMs += durationMs;
  tally.row({ rollup: "edge-duration", ...key, bucket: bucketOf(durationMs) }).occurrences += 1;
}

/** Driven by an engine; between an engine and a service, which takes a message; or with nobody in charge. */
function edgeKindOf(from: LastActivity, to: LastActivity): EdgeKind {
  if (from.activity.kind !== to.activity.kind) return "message";
  if (from.activity.kind === "event") return "choreographed";
  return from.processInstanceKey === to.processInstanceKey ? "orchestrated" : "choreographed";
}
