import type { OperationPreview } from "@/lib/api/contract/operations";
import type { Sql } from "@/lib/store/database";
import { readTopicConsumers } from "@/lib/store/operations/topic-consumers";
import type { SelectedTarget } from "./select-targets";

/** What is done to a target whose case has gone on without it may be done a second time. */
export function toMovedOn({ id, caseId, target }: SelectedTarget): OperationPreview["movedOn"] {
  if (caseId === null) return [];
  if (target.kind === "incident" && target.incident.hasMovedOn) {
    return [{ id, caseId, why: "its case has had events since the incident opened" }];
  }
  if (target.kind !== "record") return [];
  const { replays, hasMovedOn } = target.record;
  if (replays > 0) return [{ id, caseId, why: `it was replayed already (${replays} times)` }];
  return hasMovedOn ? [{ id, caseId, why: "its case has had events since it was dead-lettered" }] : [];
}

/** Who sees what is written to Kafka: every consumer group of the topic, not only the one that gave up. */
export async function readConsumersOf(
  sql: Sql,
  targets: readonly SelectedTarget[],
  { targetTopic }: Readonly<Record<string, unknown>>,
): Promise<OperationPreview["consumers"]> {
  const topics = new Map(
    targets.flatMap(({ source, target }) => {
      const topic =
        target.kind === "topic" ? target.topic : target.kind === "record" ? target.record.originalTopic : null;
      const written = target.kind === "record" && typeof targetTopic === "string" ? targetTopic : topic;
      return written === null ? [] : [[`${source}/${written}`, { source, topic: written }] as const];
    }),
  );
  return topics.size === 0 ? [] : [...(await readTopicConsumers(sql, [...topics.values()]))];
}
