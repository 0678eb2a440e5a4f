import type { EventOf } from "@/lib/domain/event";
import type { DefinitionIdentity } from "@/lib/domain/process-definition";
import { applyActivity } from "./apply-activity";
import type { EarlyLeaving, OpenElement } from "./case-state";
import { bucketOf } from "./duration-bucket";
import type { Fold } from "./fold";
import { hourOf } from "./hour";
import { ensureInstance, hasVersion } from "./known-instance";

/** Visits of these are no activities: the process itself, what connects, and the body around several instances of one. */
const NO_ACTIVITY = new Set(["PROCESS", "SEQUENCE_FLOW", "MULTI_INSTANCE_BODY"]);

/** An element instance is entered once; told again under another id, it is no other visit. */
export function applyElementEntered(fold: Fold, event: EventOf<"element.entered">): void {
  const { elementInstanceKey, processInstanceKey, elementId, elementType, occurredAt, activity } = event;
  const definition = definitionOf(fold, event);
  if (fold.openElements.get(elementInstanceKey) !== undefined) return;
  const element = { elementInstanceKey, processInstanceKey, definition, elementId, elementType, enteredAt: occurredAt };
  const early = fold.earlyLeavings.get(elementInstanceKey);
  countEntered(fold, element);
  if (early === undefined) {
    fold.openElements.set(element);
  } else {
    fold.earlyLeavings.delete(elementInstanceKey);
    countEarly(fold, early, -1);
    countLeft(fold, element, early);
  }
  if (!NO_ACTIVITY.has(elementType)) applyActivity(fold, { activity, occurredAt, processInstanceKey });
}

export function applyElementLeft(fold: Fold, event: EventOf<"element.left">): void {
  const { elementInstanceKey, elementId, occurredAt, outcome } = event;
  const definition = definitionOf(fold, event);
  const element = fold.openElements.get(elementInstanceKey);
  if (element !== undefined) {
    fold.openElements.delete(elementInstanceKey);
    countLeft(fold, element, { leftAt: occurredAt, outcome });
  } else if (fold.earlyLeavings.get(elementInstanceKey) === undefined) {
    const early = { elementInstanceKey, definition, elementId, leftAt: occurredAt, outcome };
    fold.earlyLeavings.set(early);
    countEarly(fold, early, 1);
  }
}

/** The token stands in an element of the other definition, since when it stood in the one before. */
export function applyElementMigrated(fold: Fold, event: EventOf<"element.migrated">): void {
  const definition = definitionOf(fold, event);
  const before = fold.openElements.get(event.elementInstanceKey);
  if (before === undefined) return;
  const element = { ...before, definition, elementId: event.elementId };
  countEntered(fold, before, -1);
  fold.openElements.set(element);
  countEntered(fold, element);
}

/** Where the event does not name the version, that of its process instance. */
function definitionOf(
  fold: Fold,
  event: EventOf<"element.entered" | "element.left" | "element.migrated">,
): DefinitionIdentity {
  const instance = ensureInstance(fold, event);
  return hasVersion(event.definition) ? event.definition : instance.definition;
}

function countEntered({ ledger }: Fold, { definition, elementId, enteredAt }: OpenElement, sign: 1 | -1 = 1): void {
  ledger.tally.add({ rollup: "element", definition, elementId, hour: hourOf(enteredAt) }, { entered: sign });
}

type Leaving = Pick<EarlyLeaving, "leftAt" | "outcome">;

/** Under the hour in which it was entered, so that what is active is a sum of one row. */
function countLeft({ ledger }: Fold, element: OpenElement, { leftAt, outcome }: Leaving): void {
  const { definition, elementId, enteredAt } = element;
  const at = { definition, elementId, hour: hourOf(enteredAt) };
  if (outcome === "terminated") {
    ledger.tally.add({ rollup: "element", ...at }, { terminated: 1 });
    return;
  }
  const durationMs = leftAt - enteredAt;
  ledger.tally.add({ rollup: "element", ...at }, { completed: 1, totalMs: Math.max(0, durationMs) });
  ledger.tally.add({ rollup: "element-duration", ...at, bucket: bucketOf(durationMs) }, { occurrences: 1 });
}

/** One that was terminated without having been entered was still on its way in: an incident of an input mapping. */
function countEarly({ ledger }: Fold, { definition, elementId, leftAt, outcome }: EarlyLeaving, sign: 1 | -1): void {
  if (outcome === "terminated") return;
  const key = { rollup: "element", definition, elementId, hour: hourOf(leftAt) } as const;
  ledger.tally.add(key, { entered: sign, completed: sign });
}
