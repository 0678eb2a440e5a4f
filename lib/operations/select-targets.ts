import type { OfferedAction } from "@/lib/api/contract/operation-parameters";
import type { LogPlace } from "@/lib/domain/dead-letter";
import type { Engine, RecordLog } from "@/lib/engines/engine";
import type { Sql } from "@/lib/store/database";
import { readRecordTargets, readTopicTargets, type StoredRecordTarget } from "@/lib/store/dead-letter/record-target";
import { readIncidentTargets, type StoredIncidentTarget } from "@/lib/store/operations/incident-target";
import { readInstanceTargets, type StoredInstanceTarget } from "@/lib/store/operations/instance-target";
import { readTaskTargets, type StoredTaskTarget } from "@/lib/store/operations/task-target";
import { targetKindOf } from "./offered-actions";

export type Engines = ReadonlyMap<string, Engine | RecordLog>;

/** What an id of an operation stands for. */
export type Target =
  | { readonly kind: "incident"; readonly incident: StoredIncidentTarget }
  | { readonly kind: "instance"; readonly instance: StoredInstanceTarget }
  | { readonly kind: "task"; readonly task: StoredTaskTarget }
  | { readonly kind: "engine" }
  | { readonly kind: "record"; readonly record: StoredRecordTarget }
  | { readonly kind: "topic"; readonly topic: LogPlace["topic"] };

export type SelectedTarget = {
  readonly id: string;
  readonly source: string;
  readonly target: Target;
  readonly caseId: string | null;
  /** As a preview names it, and what is written beside the item. */
  readonly label: string;
  readonly detail: Readonly<Record<string, string>>;
  readonly impossibleBecause: string | null;
};

type Selection = { readonly action: OfferedAction; readonly ids: readonly string[] };

/**
 * What the ids stand for, each with the reason when it cannot be done; ids that stand for nothing are told apart.
 * The caller's selection is taken as it is: what was resolved meanwhile is said, not silently dropped.
 */
export async function selectTargets(
  sql: Sql,
  engines: Engines,
  { action, ids }: Selection,
): Promise<{ targets: readonly SelectedTarget[]; vanished: readonly string[] }> {
  const wanted = [...new Set(ids)];
  const found = await findTargets(sql, engines, { action, ids: wanted });
  const known = new Set(found.map(({ id }) => id));
  return {
    targets: found.map((target) => ({ ...target, impossibleBecause: whyImpossible(target, engines, action) })),
    vanished: wanted.filter((id) => !known.has(id)),
  };
}

type Found = Omit<SelectedTarget, "impossibleBecause">;

async function findTargets(sql: Sql, engines: Engines, { action, ids }: Selection): Promise<readonly Found[]> {
  switch (targetKindOf(action)) {
    case "incident":
      return (await readIncidentTargets(sql, ids)).map(ofIncident);
    case "instance":
      return (await readInstanceTargets(sql, ids)).map(ofInstance);
    case "task":
      return (await readTaskTargets(sql, ids)).map(ofTask);
    case "engine":
      return ids.filter((id) => engines.has(id)).map(ofEngine);
    case "record":
      return (await readRecordTargets(sql, ids)).map(ofRecord);
    case "topic":
      return (await readTopicTargets(sql, ids)).map(ofTopic);
  }
}

const ofIncident = (incident: StoredIncidentTarget): Found => ({
  id: incident.id,
  source: incident.source,
  target: { kind: "incident", incident },
  caseId: incident.caseId,
  label: `${incident.caseLabel} at ${incident.elementId}`,
  detail: { elementId: incident.elementId, message: incident.message.slice(0, 2_000) },
});

const ofInstance = (instance: StoredInstanceTarget): Found => ({
  id: instance.id,
  source: instance.source,
  target: { kind: "instance", instance },
  caseId: instance.caseId,
  label: `${instance.caseLabel}, ${instance.process} ${instance.processInstanceKey}`,
  detail: { process: instance.process, processInstanceKey: instance.processInstanceKey },
});

const ofTask = (task: StoredTaskTarget): Found => ({
  id: task.id,
  source: task.source,
  target: { kind: "task", task },
  caseId: task.caseId,
  label: `${task.caseLabel} at ${task.elementId}`,
  detail: { elementId: task.elementId, process: task.process },
});

const ofEngine = (id: string): Found => {
  return { id, source: id, target: { kind: "engine" }, caseId: null, label: id, detail: {} };
};

const ofRecord = (record: StoredRecordTarget): Found => ({
  id: record.id,
  source: record.source,
  target: { kind: "record", record },
  caseId: record.caseId,
  label: `${record.caseLabel ?? record.id}, ${record.eventType ?? "unreadable"} of ${record.originalTopic ?? "an unknown topic"}`,
  detail: { originalTopic: record.originalTopic ?? "", eventType: record.eventType ?? "" },
});

const ofTopic = ({ id, source, topic }: { id: string; source: string; topic: string }): Found => {
  return { id, source, target: { kind: "topic", topic }, caseId: null, label: id, detail: {} };
};

function whyImpossible({ source, target }: Found, engines: Engines, action: OfferedAction): string | null {
  const over = whyOver(target, action);
  if (over !== null) return over;
  const engine = engines.get(source);
  if (!engine) return `no engine is connected for the source "${source}"`;
  if (!engine.offers.has(action)) return engine.whyNot?.(action) ?? `${engine.kind} does not offer ${action}`;
  return null;
}

/** Only what is over can be restarted, and only what is not can be anything else. */
export function whyOver(target: Target, action: OfferedAction): string | null {
  switch (target.kind) {
    case "incident":
      return target.incident.isResolved ? "it is resolved already" : null;
    case "record":
      return target.record.isArchived ? "it is archived" : null;
    case "task":
      return target.task.isOpen ? null : "it is not open any more";
    case "instance":
      return whyInstanceOver(target.instance.isActive, action);
    default:
      return null;
  }
}

function whyInstanceOver(isActive: boolean, action: OfferedAction): string | null {
  if (action === "restart-instance") return isActive ? "it has not ended yet" : null;
  return isActive ? null : "it has ended already";
}
