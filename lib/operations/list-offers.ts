import { type OfferedAction, OPERATION_PARAMETERS } from "@/lib/api/contract/operation-parameters";
import type { OperationOffers } from "@/lib/api/contract/operations";
import { targetKindOf } from "./offered-actions";
import type { Engines } from "./select-targets";

const ACTIONS = Object.keys(OPERATION_PARAMETERS) as OfferedAction[];

/** What can be asked of each connected system, and why not of the rest: so that nobody fills a form in vain. */
export function listOffers(engines: Engines): OperationOffers {
  const sources = [...engines.values()].map((engine) => ({
    source: engine.name,
    kind: engine.kind,
    actions: ACTIONS.filter((action) => isOfRecords(action) === (engine.kind === "kafka")).map((action) => ({
      action,
      whyNot: engine.offers.has(action)
        ? null
        : (engine.whyNot?.(action) ?? `${KINDS[engine.kind]} does not offer this`),
    })),
  }));
  return { sources };
}

const KINDS = { camunda8: "Camunda 8", camunda7: "The Camunda 7 family", kafka: "Kafka" } as const;

function isOfRecords(action: OfferedAction): boolean {
  const on = targetKindOf(action);
  return on === "record" || on === "topic";
}
