import { CaseListQuery, IncidentListQuery } from "@/lib/api/contract/cases";
import { EventMapQuery } from "@/lib/api/contract/event-map";
import { VariantQuery } from "@/lib/api/contract/queries";
import { StuckQuery } from "@/lib/api/contract/stuck";
import { readUnderWay } from "@/lib/query/as-of";
import { countCaseList, readCaseList } from "@/lib/query/cases";
import { readEventMap } from "@/lib/query/event-map";
import { readEventMapChanges } from "@/lib/query/event-map-changes";
import { readIncidentList } from "@/lib/query/incidents";
import { readProcesses } from "@/lib/query/processes";
import { readStuckReport } from "@/lib/query/stuck";
import { getVariants } from "@/lib/query/variants";
import type { Pool } from "@/lib/store/database";
import { readSampleRecords } from "@/lib/store/read/sample-records";
import type { Filled } from "./fill-cases";

export type PageQuery = { readonly name: string; readonly ask: () => Promise<unknown> };

/** What the pages ask for first, and with the filters that people set. */
export function pageQueries(
  pool: Pool,
  { someOrder, somewhen, now }: Filled & { readonly now: number },
): readonly PageQuery[] {
  const cases = (filter: object) => readCaseList(pool, CaseListQuery.parse(filter), now);
  const count = (filter: object) => countCaseList(pool, CaseListQuery.parse(filter), now);
  const map = (query: object) => readEventMap(pool, EventMapQuery.parse(query), now);
  const hours = { from: new Date(now - 86_400_000), to: null };
  const at = new Date(somewhen).toISOString();
  return [
    { name: "processes", ask: () => readProcesses(pool, hours, now) },
    { name: "cases, newest", ask: () => cases({}) },
    { name: "cases, active of a process", ask: () => cases({ process: "shop", state: "active" }) },
    { name: "cases, by a key's value", ask: () => cases({ q: someOrder }) },
    { name: "cases, of an activity", ask: () => cases({ activity: "PaymentFailed" }) },
    { name: "cases, of the last hour", ask: () => cases({ from: "now-1h" }) },
    { name: "cases, stuck", ask: () => cases({ stuck: "true" }) },
    { name: "stuck report", ask: () => readStuckReport(pool, StuckQuery.parse({}), now) },
    { name: "cases, with an incident", ask: () => cases({ incident: "true" }) },
    { name: "count of cases", ask: () => count({}) },
    { name: "count of active cases", ask: () => count({ state: "active" }) },
    {
      name: "incidents",
      ask: () => readIncidentList(pool, { query: IncidentListQuery.parse({}), engines: new Set(), now }),
    },
    { name: "variants", ask: () => getVariants(pool, { processId: "shop", query: VariantQuery.parse({}), now }) },
    { name: "event map", ask: () => map({}) },
    { name: "event map of a process and a day", ask: () => map({ process: "shop", from: "now-24h" }) },
    { name: "event map as of yesterday", ask: () => map({ at }) },
    { name: "changes since yesterday", ask: () => readEventMapChanges(pool, {}, now) },
    {
      name: "cases under way yesterday",
      ask: () => readUnderWay(pool, { definitionIds: null, processId: null, at: somewhen }),
    },
    { name: "sample for rules", ask: () => readSampleRecords(pool, 1_000) },
  ];
}
