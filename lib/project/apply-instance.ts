import type { EventOf } from "@/lib/domain/event";
import type { Fold } from "./fold";
import { hourOf } from "./hour";
import { addInstance, ensureInstance, hasVersion, replaceInstance } from "./known-instance";

/** Of several starts the first counts. */
export function applyInstanceStarted(fold: Fold, event: EventOf<"instance.started">): void {
  const { processInstanceKey, definitionKey, parentProcessInstanceKey, occurredAt } = event;
  const known = fold.instances.get(processInstanceKey);
  const started = { definitionKey, parentProcessInstanceKey, startedAt: occurredAt, isStartSeen: true };
  if (known === undefined) {
    const { definition } = event;
    addInstance(fold, { processInstanceKey, definition, ...started, endedAt: null, status: "active" });
  } else if (!known.isStartSeen) {
    const definition = hasVersion(event.definition) ? event.definition : known.definition;
    replaceInstance(fold, known, { ...known, definition, ...started });
  }
}

/** What it was counted as before, it is no more: it counts with the definition that it runs on now. */
export function applyInstanceMigrated(fold: Fold, event: EventOf<"instance.migrated">): void {
  const known = ensureInstance(fold, event);
  const { definition, definitionKey } = event;
  replaceInstance(fold, known, { ...known, definition, definitionKey });
}

/** Of several ends the first counts. */
export function applyInstanceEnded(fold: Fold, event: EventOf<"instance.ended">): void {
  const known = ensureInstance(fold, event);
  if (known.status !== "active") return;
  fold.instances.set({ ...known, status: event.outcome, endedAt: event.occurredAt });
  fold.ledger.tally.add(
    { rollup: "instance", definition: known.definition, hour: hourOf(known.startedAt) },
    { [event.outcome]: 1 },
  );
}
