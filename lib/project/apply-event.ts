import { assertNever } from "@/lib/domain/assert-never";
import type { Event, EventOf } from "@/lib/domain/event";
import { applyActivity } from "./apply-activity";
import { applyElementEntered, applyElementLeft, applyElementMigrated } from "./apply-element";
import { applyIncidentOpened, applyIncidentResolved } from "./apply-incident";
import { applyInstanceEnded, applyInstanceMigrated, applyInstanceStarted } from "./apply-instance";
import type { Fold } from "./fold";
import { hourOf } from "./hour";
import { ensureInstance, hasVersion } from "./known-instance";

/** Goes on by one event. Events come in canonical order, each id once. */
export function applyEvent(fold: Fold, event: Event): void {
  switch (event.kind) {
    case "activity.occurred":
      applyOccurred(fold, event);
      break;
    case "instance.started":
    case "instance.migrated":
    case "instance.ended":
      applyCourse(fold, event);
      break;
    case "element.entered":
      applyElementEntered(fold, event);
      break;
    case "element.left":
      applyElementLeft(fold, event);
      break;
    case "element.migrated":
      applyElementMigrated(fold, event);
      break;
    case "flow.taken":
      applyFlowTaken(fold, event);
      break;
    case "incident.opened":
      applyIncidentOpened(fold, event);
      break;
    case "incident.resolved":
      applyIncidentResolved(fold, event);
      break;
    // Part of a case's story (`tellStory`), of no list and no rollup.
    case "definition.deployed":
    case "variable.set":
    case "job.changed":
    case "message.changed":
    case "subscription.changed":
    case "timer.changed":
    case "user-task.changed":
    case "decision.evaluated":
      break;
    default:
      assertNever(event);
  }
}

function applyCourse(
  fold: Fold,
  event: EventOf<"instance.started"> | EventOf<"instance.migrated"> | EventOf<"instance.ended">,
): void {
  if (event.kind === "instance.started") applyInstanceStarted(fold, event);
  else if (event.kind === "instance.migrated") applyInstanceMigrated(fold, event);
  else applyInstanceEnded(fold, event);
}

function applyOccurred(fold: Fold, { activity, occurredAt, ends }: EventOf<"activity.occurred">): void {
  applyActivity(fold, { activity, occurredAt, processInstanceKey: null });
  if (ends) fold.endEventAt ??= occurredAt;
}

function applyFlowTaken(fold: Fold, event: EventOf<"flow.taken">): void {
  const instance = ensureInstance(fold, event);
  const definition = hasVersion(event.definition) ? event.definition : instance.definition;
  const { flowId, occurredAt } = event;
  fold.ledger.tally.add({ rollup: "flow", definition, flowId, hour: hourOf(occurredAt) }, { taken: 1 });
}
