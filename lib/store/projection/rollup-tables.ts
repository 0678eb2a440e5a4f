import type { RollupKey, RollupName, RollupRow } from "@/lib/project/contribution";
import type { Dictionaries } from "./dictionaries";

export type KeyColumn = { readonly name: string; readonly type: "int" | "text" | "timestamptz" | "uuid" };
export type RollupTable = {
  readonly table: string;
  readonly keys: readonly KeyColumn[];
  readonly amounts: readonly { readonly column: string; readonly amount: string }[];
};

const HOUR: KeyColumn = { name: "hour", type: "timestamptz" };
const PROCESS: KeyColumn = { name: "process_id", type: "int" };
const DEFINITION: KeyColumn = { name: "definition_id", type: "int" };
const BUCKET: KeyColumn = { name: "bucket", type: "int" };
const EDGE: readonly KeyColumn[] = [
  PROCESS,
  { name: "from_activity_id", type: "int" },
  { name: "to_activity_id", type: "int" },
  { name: "kind", type: "text" },
  HOUR,
];
const ELEMENT: readonly KeyColumn[] = [DEFINITION, { name: "element_id", type: "text" }, HOUR];
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
      return [words.processId(key.process), words.activityId(key.activity), key.hour];
    case "edge":
      return edgeColumns(key, words);
    case "edge-duration":
      return [...edgeColumns(key, words), key.bucket];
    case "element":
      return [words.definitionId(key.definition), key.elementId, key.hour];
    case "element-duration":
      return [words.definitionId(key.definition), key.elementId, key.hour, key.bucket];
    case "flow":
      return [words.definitionId(key.definition), key.flowId, key.hour];
    case "instance":
      return [words.definitionId(key.definition), key.hour];
    case "case":
      return [words.processId(key.process), key.hour];
    case "case-duration":
      return [words.processId(key.process), key.hour, key.bucket];
    case "variant":
      return [words.processId(key.process), key.variantId, key.hour];
  }
}

function edgeColumns(key: Extract<RollupKey, { rollup: "edge" | "edge-duration" }>, words: Dictionaries) {
  return [words.processId(key.process), words.activityId(key.from), words.activityId(key.to), key.kind, key.hour];
}
