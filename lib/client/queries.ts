import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { AuditFilter } from "@/lib/api/contract/audit";
import type { Call, CallParams, CallReply } from "@/lib/api/contract/call";
import { CALLS } from "@/lib/api/contract/calls";
import type { CaseListQuery, IncidentListQuery } from "@/lib/api/contract/cases";
import type { DeadLetterQuery } from "@/lib/api/contract/dead-letters";
import type { EventMapQuery } from "@/lib/api/contract/event-map";
import type { Filter } from "@/lib/api/contract/filter";
import type { FindingQuery } from "@/lib/api/contract/findings";
import type { HeatmapMetric } from "@/lib/api/contract/processes";
import type {
  OperationItemQuery,
  OperationListQuery,
  QuarantineGroupQuery,
  QuarantineQuery,
} from "@/lib/api/contract/queries";
import type { SagaQuery } from "@/lib/api/contract/sagas";
import type { KeyDecision, SavedRule } from "@/lib/domain/saved-rule";
import { ask, fetchJson } from "./fetch-json";
import type { Subject } from "./keys";

/** Filters as a page holds them: whatever is absent is not asked for. */
export type FilterInput = Partial<Filter>;
type CaseListInput = Partial<Omit<CaseListQuery, "cursor">>;
type IncidentListInput = Partial<Omit<IncidentListQuery, "cursor">>;

type Paged = { readonly nextCursor: string | null };
type Search = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
type Asked<Of extends Call> = { readonly params?: CallParams<Of>; readonly query?: Search };

/** One call as a query. Its key is the subject, the path's parameters and the query, so that equal questions share an answer. */
function one<Of extends Call>(subject: Subject, call: Of, asked: Asked<Of> = {}) {
  const path = Object.values<string>(asked.params ?? {});
  return queryOptions({
    queryKey: [subject, ...path, asked.query ?? {}] as const,
    queryFn: ({ signal }) => fetchJson(call, { ...asked, signal }),
    placeholderData: keepPreviousData,
  });
}

function pages<Of extends Call & { readonly reply: z.ZodType<Paged> }>(
  subject: Subject,
  call: Of,
  asked: Asked<Of> = {},
) {
  const path = Object.values<string>(asked.params ?? {});
  return infiniteQueryOptions({
    queryKey: [subject, ...path, asked.query ?? {}, "pages"] as const,
    queryFn: ({ signal, pageParam }): Promise<CallReply<Of>> =>
      fetchJson(call, { ...asked, query: { ...asked.query, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: CallReply<Of>) => (last as Paged).nextCursor,
    placeholderData: keepPreviousData,
  });
}

export const sessionQuery = () => one("session", CALLS.session);
export const healthQuery = () => one("health", CALLS.health);
/** Processes are few: one page holds them all. */
export const processesQuery = (filter: FilterInput = {}) =>
  one("processes", CALLS.processes, { query: { ...filter, limit: 500 } });
export const processQuery = (processId: string) => one("process", CALLS.process, { params: { processId } });
/** XML of one version never changes; of the newest (no version) it may, and news of definitions say so. */
export const bpmnQuery = (processId: string, version?: number) => ({
  ...one("bpmn", CALLS.processBpmn, { params: { processId }, query: { version } }),
  staleTime: Number.POSITIVE_INFINITY,
});
export const definitionsQuery = (processId: string) =>
  one("process-definitions", CALLS.processDefinitions, { params: { processId } });
export const elementsQuery = (processId: string, filter: FilterInput = {}) =>
  one("elements", CALLS.processElements, { params: { processId }, query: filter });
export const heatmapQuery = (processId: string, metric: z.infer<typeof HeatmapMetric>, filter: FilterInput = {}) =>
  one("heatmap", CALLS.heatmap, { params: { processId }, query: { ...filter, metric } });
/** A comparison of all cases: it is asked again by hand and by filters, not with every event. */
export const conformanceQuery = (processId: string, filter: FilterInput = {}) => ({
  ...one("conformance", CALLS.conformance, { params: { processId }, query: filter }),
  staleTime: 30_000,
});
export type Discovery = {
  readonly xml: string;
  readonly fitness: number | null;
  readonly precision: number | null;
  readonly cases: number;
  readonly conforming: number;
  readonly leftOut: number;
};
/** A diagram comes as it is saved; its figures stand in headers. */
export const discoveryQuery = (processId: string, noise: number, filter: FilterInput = {}) => ({
  queryKey: ["discovery" satisfies Subject, processId, noise, filter] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Discovery> => {
    const response = await ask(CALLS.discover, { params: { processId }, query: filter, body: { noise }, signal });
    const figure = (name: string) => {
      const text = response.headers.get(`x-throughline-${name}`);
      return text === null ? null : Number(text);
    };
    const [cases, conforming, leftOut] = ["cases", "conforming", "left-out"].map((name) => figure(name) ?? 0);
    const xml = await response.text();
    return {
      xml,
      fitness: figure("fitness"),
      precision: figure("precision"),
      cases: cases ?? 0,
      conforming: conforming ?? 0,
      leftOut: leftOut ?? 0,
    };
  },
  placeholderData: keepPreviousData,
  staleTime: 30_000,
});
export const eventMapQuery = (query: Partial<z.infer<typeof EventMapQuery>>) =>
  one("event-map", CALLS.eventMap, { query });
export const eventMapChangesQuery = (process?: string) => ({
  ...one("event-map-changes", CALLS.eventMapChanges, { query: { process } }),
  // A day's comparison does not change by the second.
  staleTime: 60_000,
});
export const activitySamplesQuery = (activityId: string) =>
  one("activity-samples", CALLS.activitySamples, { params: { activityId } });
export const modelsQuery = () => one("models", CALLS.models);
export const modelQuery = (modelId: string, version?: number) =>
  one("model", CALLS.model, { params: { modelId }, query: { ...(version === undefined ? {} : { version }) } });
/** `model` chooses among those that bind the case's activities. */
export const collaborationQuery = (caseId: string, asked: { readonly model?: string; readonly at?: string } = {}) =>
  one("collaboration", CALLS.caseCollaboration, { params: { caseId }, query: asked });
export const casesQuery = (filter: CaseListInput = {}) => pages("cases", CALLS.cases, { query: filter });
export const caseCountQuery = (filter: CaseListInput = {}) => one("case-count", CALLS.caseCount, { query: filter });
/** `caseId`: the id, or `name:value` of one of its keys. */
export const caseQuery = (caseId: string) => one("case", CALLS.case, { params: { caseId } });
/** The case as it stood at an instant. */
export const caseAtQuery = (caseId: string, at: string) =>
  one("case", CALLS.caseAt, { params: { caseId }, query: { at } });
export const incidentsQuery = (filter: IncidentListInput = {}) =>
  pages("incidents", CALLS.incidents, { query: filter });
export const incidentGroupsQuery = (filter: IncidentListInput = {}) =>
  pages("incident-groups", CALLS.incidentGroups, { query: filter });
export const incidentGroupQuery = (fingerprint: string) =>
  one("incident-groups", CALLS.incidentGroup, { params: { fingerprint } });
export const findingsQuery = (asked: Partial<z.infer<typeof FindingQuery>> = {}) =>
  pages("findings", CALLS.findings, { query: asked });
export const sagasQuery = (asked: z.infer<typeof SagaQuery>) => pages("findings", CALLS.sagas, { query: asked });
export const userTasksQuery = () => pages("user-tasks", CALLS.userTasks, { query: { limit: 100 } });
export const lostMessagesQuery = () => one("lost-messages", CALLS.lostMessages);
export const stuckQuery = (process?: string) => one("stuck", CALLS.stuck, { query: { process } });
export const streamsQuery = () => one("streams", CALLS.streams, { query: { limit: 500 } });
export const topicsQuery = () => one("streams", CALLS.topics);
export const topicQuery = (query: { source: string; topic: string }) => one("streams", CALLS.topic, { query });
export const consumerGroupsQuery = () => one("streams", CALLS.consumerGroups);
export const consumerGroupQuery = (query: { source: string; group: string }) =>
  one("streams", CALLS.consumerGroup, { query });
export const blastRadiusQuery = (query: { source: string; group: string }) =>
  one("blast-radius", CALLS.blastRadius, { query });
export const jobWorkersQuery = () => one("job-workers", CALLS.jobWorkers);
export const jobWorkerRadiusQuery = (query: { source: string; jobType: string }) =>
  one("blast-radius", CALLS.jobWorkerRadius, { query });
export const paceQuery = () => one("streams", CALLS.pace);
export const quarantineQuery = (filter: Partial<z.infer<typeof QuarantineQuery>> = {}) =>
  pages("quarantine", CALLS.quarantine, { query: filter });
export const deadLettersQuery = (filter: Partial<Omit<DeadLetterQuery, "cursor">> = {}) =>
  pages("streams", CALLS.deadLetters, { query: filter });
export const deadLetterQuery = (id: string) => one("streams", CALLS.deadLetter, { query: { id } });
export const quarantineGroupsQuery = (filter: Partial<z.infer<typeof QuarantineGroupQuery>> = {}) =>
  pages("quarantine-groups", CALLS.quarantineGroups, { query: filter });
export const operationsQuery = (filter: Partial<z.infer<typeof OperationListQuery>> = {}) =>
  pages("operations", CALLS.operations, { query: filter });
/** It changes with the configuration alone, which is read when the web process starts. */
export const operationOffersQuery = () => ({
  ...one("operation-offers", CALLS.operationOffers),
  staleTime: 300_000,
});
export const operationQuery = (operationId: string) => one("operation", CALLS.operation, { params: { operationId } });
export const operationItemsQuery = (operationId: string, filter: Partial<z.infer<typeof OperationItemQuery>> = {}) =>
  pages("operation-items", CALLS.operationItems, { params: { operationId }, query: filter });
export const auditQuery = (filter: AuditFilter & { readonly limit?: number } = {}) =>
  pages("audit", CALLS.audit, { query: filter });
/** Reads the whole chain: asked once a page, and by hand. */
export const auditVerificationQuery = () => ({
  ...one("audit-verification", CALLS.auditVerification),
  staleTime: Number.POSITIVE_INFINITY,
});
export const correlationRulesQuery = () => one("correlation-rules", CALLS.correlationRules);
export const correlationSuggestionsQuery = () => one("correlation-suggestions", CALLS.correlationSuggestions);
/** What the last records would become under rules that are still being edited. */
export const correlationPreviewQuery = (rules: readonly SavedRule[], decisions: readonly KeyDecision[]) => ({
  queryKey: ["correlation-preview", rules, decisions] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    fetchJson(CALLS.previewCorrelationRules, { body: { rules: [...rules], decisions: [...decisions] }, signal }),
  placeholderData: keepPreviousData,
});
export const landscapeQuery = () => one("landscape", CALLS.landscape);
