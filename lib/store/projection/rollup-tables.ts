import type { RollupKey, RollupName, RollupRow } from "@/lib/project/contribution";
import type { Dictionaries } from "./dictionaries";

type Column = { readonly name: string; readonly type: "int" | "text" | "timestamptz" | "uuid" | "bigint" };
export type RollupTable = {
  readonly table: string;
  readonly keys: readonly Column[];
  readonly amounts: readonly { readonly column: string; readonly amount: string }[];
};

const HOUR: Column = { name: "hour", type: "timestamptz" };
const PROCESS: Column = { name: "process_id", type: "int" };
const DEFINITION: Column = { name: "definition_id", type: "int" };
const BUCKET: Column = { name: "bucket", type: "int" };
const EDGE: readonly Column[] = [
  PROCESS,
  { name: "from_activity_id", type: "int" },
  { name: "to_activity_id", type: "int" },
  { name: "kind", type: "text" },
  HOUR,
];
const ELEMENT: readonly Column[] = [DEFINITION, { name: "element_id", type: "text" }, HOUR];
const OCCURRENCES = [{ column: "occurrences", amount: "occurrences" }];
const TOTAL = { column: "total_ms", amount: "totalMs" };
const OPEN_INCIDENTS = { column: "open_incidents", amount: "openIncidents" };

/** In this order everywhere, so that two workers never wait for each other in a circle. */
export const ROLLUP_TABLES: Readonly<Record<RollupName, RollupTable>> = {
  activity: {
    table: "activity_rollup",
    keys: [PROCESS, { name: "activity_id", type: "int" }, HOUR],
    amounts: OCCURRENCES,
  },
  edge: {
    table: "edge_rollup",
    keys: EDGE,
    amounts: [...OCCURRENCES, TOTAL, { column: "negative", amount: "negative" }],
  },
  "edge-duration": { table: "edge_duration_rollup", keys: [...EDGE, BUCKET], amounts: OCCURRENCES },
  element: {
    table: "element_rollup",
    keys: ELEMENT,
    amounts: [
      { column: "entered", amount: "entered" },
      { column: "completed", amount: "completed" },
      { column: "terminated", amount: "terminated" },
      { column: "incidents_opened", amount: "incidentsOpened" },
      { column: "incidents_resolved", amount: "incidentsResolved" },
      TOTAL,
    ],
  },
  "element-duration": { table: "element_duration_rollup", keys: [...ELEMENT, BUCKET], amounts: OCCURRENCES },
  flow: {
    table: "flow_rollup",
    keys: [DEFINITION, { name: "flow_id", type: "text" }, HOUR],
    amounts: [{ column: "taken", amount: "taken" }],
  },
  instance: {
    table: "instance_rollup",
    keys: [DEFINITION, HOUR],
    amounts: [
      { column: "started", amount: "started" },
      { column: "completed", amount: "completed" },
      { column: "terminated", amount: "terminated" },
      OPEN_INCIDENTS,
    ],
  },
  case: {
    table: "case_rollup",
    keys: [PROCESS, HOUR],
    amounts: [
      { column: "cases", amount: "cases" },
      { column: "ended", amount: "ended" },
      { column: "canceled", amount: "canceled" },
      OPEN_INCIDENTS,
      { column: "events", amount: "events" },
      TOTAL,
    ],
  },
  "case-duration": { table: "case_duration_rollup", keys: [PROCESS, HOUR, BUCKET], amounts: OCCURRENCES },
  variant: {
    table: "variant_rollup",
    keys: [PROCESS, { name: "variant_id", type: "uuid" }, HOUR],
    amounts: [{ column: "cases", amount: "cases" }, TOTAL],
  },
};

/** The row's key as columns, in the order of its table's `keys`. */
export function keyColumns({ key }: RollupRow, words: Dictionaries): readonly (number | string)[] {
  switch (key.rollup) {
    case "activity":
      return [words.processId(key.process), words.activityId(key.activity), toHour(key)];
    case "edge":
      return edgeColumns(key, words);
    case "edge-duration":
      return [...edgeColumns(key, words), key.bucket];
    case "element":
      return [words.definitionId(key.definition), key.elementId, toHour(key)];
    case "element-duration":
      return [words.definitionId(key.definition), key.elementId, toHour(key), key.bucket];
    case "flow":
      return [words.definitionId(key.definition), key.flowId, toHour(key)];
    case "instance":
      return [words.definitionId(key.definition), toHour(key)];
    case "case":
      return [words.processId(key.process), toHour(key)];
    case "case-duration":
      return [words.processId(key.process), toHour(key), key.bucket];
    case "variant":
      return [words.processId(key.process), key.variantId, toHour(key)];
  }
}

function edgeColumns(key: Extract<RollupKey, { rollup: "edge" | "edge-duration" }>, words: Dictionaries) {
  return [words.processId(key.process), words.activityId(key.from), words.activityId(key.to), key.kind, toHour(key)];
}

function toHour({ hour }: { readonly hour: number }): string {
  return new Date(hour).toISOString();
}
