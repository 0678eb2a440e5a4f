import { createHash } from "node:crypto";
import { type Activity, activityKey } from "@/lib/domain/activity";
import type { EdgeKind, RollupRow } from "@/lib/project/contribution";
import type { CaseRows } from "./as-of";

/** What an event map is drawn from, by activities' stable ids. */
export type MapNode = { readonly id: string; readonly activity: Activity; count: number };
export type MapEdge = {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  count: number;
  cases: number;
  totalMs: number;
  /** Durations that are none (clock skew) have bucket −1. */
  readonly histogram: Map<number, number>;
};
export type MapParts = { readonly nodes: Map<string, MapNode>; readonly edges: Map<string, MapEdge> };

const ids = new WeakMap<Activity, string>();

/** As the column `digest` of the dictionary: the same after a rebuild. An activity's rows are many, so it is made once. */
export function activityId(activity: Activity): string {
  const id = ids.get(activity) ?? toDigest(activity);
  ids.set(activity, id);
  return id;
}

function toDigest(activity: Activity): string {
  const hex = createHash("md5").update(activityKey(activity)).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const edgeKey = (from: string, to: string, kind: EdgeKind): string => `${from} ${to} ${kind}`;

/** From what single cases add: here each edge knows exactly in how many cases it occurs. */
export function foldMap(contributions: readonly CaseRows[], isWanted: (key: MapKey) => boolean): MapParts {
  const parts: MapParts = { nodes: new Map(), edges: new Map() };
  for (const contribution of contributions) {
    const seen = new Set<string>();
    for (const row of contribution) {
      if (isOfMap(row.key) && isWanted(row.key)) add(row, parts, seen);
    }
  }
  return parts;
}

/** What of a contribution a map is made of. */
export type MapKey = Extract<RollupRow["key"], { readonly rollup: "activity" | "edge" | "edge-duration" }>;

function isOfMap(key: RollupRow["key"]): key is MapKey {
  return key.rollup === "activity" || key.rollup === "edge" || key.rollup === "edge-duration";
}

/** A map with some cases' part in it exchanged for another. */
export function exchangeParts(
  parts: MapParts,
  { taken, given }: { readonly taken: MapParts; readonly given: MapParts },
): MapParts {
  for (const [part, sign] of [
    [taken, -1],
    [given, 1],
  ] as const) {
    for (const { activity, count } of part.nodes.values()) nodeOf(parts, activity).count += sign * count;
    for (const [name, edge] of part.edges) {
      const known = parts.edges.get(name) ?? { ...edge, count: 0, cases: 0, totalMs: 0, histogram: new Map() };
      parts.edges.set(name, known);
      known.count += sign * edge.count;
      known.cases += sign * edge.cases;
      known.totalMs += sign * edge.totalMs;
      for (const [bucket, count] of edge.histogram) {
        known.histogram.set(bucket, (known.histogram.get(bucket) ?? 0) + sign * count);
      }
    }
  }
  return parts;
}

function add({ key, amounts }: RollupRow, parts: MapParts, seen: Set<string>): void {
  if (key.rollup === "activity" && "occurrences" in amounts) nodeOf(parts, key.activity).count += amounts.occurrences;
  if (key.rollup === "edge" && "negative" in amounts) {
    const edge = edgeOf(parts, key);
    edge.count += amounts.occurrences;
    edge.totalMs += amounts.totalMs;
    const name = edgeKey(edge.from, edge.to, edge.kind);
    if (!seen.has(name)) edge.cases += 1;
    seen.add(name);
  }
  if (key.rollup === "edge-duration" && "occurrences" in amounts) {
    const { histogram } = edgeOf(parts, key);
    histogram.set(key.bucket, (histogram.get(key.bucket) ?? 0) + amounts.occurrences);
  }
}

export function nodeOf({ nodes }: MapParts, activity: Activity): MapNode {
  const id = activityId(activity);
  const node = nodes.get(id) ?? { id, activity, count: 0 };
  nodes.set(id, node);
  return node;
}

type Ends = { readonly from: Activity; readonly to: Activity; readonly kind: EdgeKind };

export function edgeOf({ edges }: MapParts, { from, to, kind }: Ends): MapEdge {
  const ends = { from: activityId(from), to: activityId(to), kind };
  const name = edgeKey(ends.from, ends.to, kind);
  const edge = edges.get(name) ?? { ...ends, count: 0, cases: 0, totalMs: 0, histogram: new Map() };
  edges.set(name, edge);
  return edge;
}
