import type { Event } from "@/lib/domain/event";
import type { CaseState } from "./case-state";

export type CaseProcess = Pick<CaseState, "process" | "isProcessDeclared">;

const NO_PROCESS: CaseProcess = { process: null, isProcessDeclared: false };

/**
 * The process of a case: what the first event that declares one says; else what its first root process instance runs, as
 * `<engine>:<bpmnProcessId>`; else none. `before` is what the events before these, in canonical order, say.
 */
export function processOf(events: readonly Event[], before: CaseProcess = NO_PROCESS): CaseProcess {
  if (before.isProcessDeclared) return before;
  for (const { process } of events) if (process !== null) return { process, isProcessDeclared: true };
  if (before.process !== null) return before;
  for (const event of events) {
    if (event.kind !== "instance.started" || event.parentProcessInstanceKey !== null) continue;
    return { process: `${event.definition.source}:${event.definition.bpmnProcessId}`, isProcessDeclared: false };
  }
  return before;
}
