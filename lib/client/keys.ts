import type { NewsTopic } from "@/lib/api/contract/live";

/** First part of every query key: what the data is about. News of a topic make the data about it stale. */
export type Subject =
  | "session"
  | "health"
  | "processes"
  | "process"
  | "bpmn"
  | "process-definitions"
  | "elements"
  | "heatmap"
  | "variants"
  | "conformance"
  | "discovery"
  | "event-map"
  | "event-map-changes"
  | "activity-samples"
  | "cases"
  | "case-count"
  | "case"
  | "case-events"
  | "incidents"
  | "incident-groups"
  | "stuck"
  | "lost-messages"
  | "findings"
  | "streams"
  | "blast-radius"
  | "job-workers"
  | "quarantine"
  | "quarantine-groups"
  | "operations"
  | "operation"
  | "operation-items"
  | "operation-offers"
  | "user-tasks"
  | "audit"
  | "audit-verification"
  | "import"
  | "models"
  | "model"
  | "collaboration"
  | "landscape"
  | "alerts"
  | "alert-rules"
  | "alert-history"
  | "correlation-rules"
  | "correlation-preview"
  | "correlation-suggestions";

const SUBJECTS: Readonly<Record<string, readonly Subject[]>> = {
  cases: ["cases", "case-count", "elements", "heatmap", "variants", "event-map", "user-tasks"],
  processes: ["processes", "process", "elements", "heatmap", "job-workers"],
  definitions: ["processes", "process", "bpmn", "process-definitions", "models", "model", "collaboration"],
  incidents: ["incidents", "incident-groups", "stuck", "lost-messages"],
  findings: ["findings"],
  streams: ["streams", "health"],
  quarantine: ["quarantine", "quarantine-groups"],
  operations: ["operations", "operation", "operation-items", "incidents"],
  audit: ["audit"],
  imports: ["import"],
  rules: ["correlation-rules"],
  alerts: ["alerts", "alert-rules", "alert-history"],
};

export type KeyPrefix = readonly [Subject, ...unknown[]] | readonly [];

/** Which query keys news of a topic make stale; the empty prefix stands for all. */
export function keysOf(topic: NewsTopic): readonly KeyPrefix[] {
  if (topic === "anything") return [[]];
  // Pages ask for a case by any of its ids or keys, news name it by its id of now: all cases that are shown ask again.
  if (topic.startsWith("case:")) return [["case"], ["case-events"], ["collaboration"]];
  return (SUBJECTS[topic] ?? []).map((subject) => [subject] as const);
}
