import { createHash } from "node:crypto";
import { type Activity, activityKey } from "@/lib/domain/activity";
import type { Contribution, EdgeKind, RollupRow } from "@/lib/project/contribution";

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
export function foldMap(contributions: readonly Contribution[], isWithin: (hour: number) => boolean): MapParts {
  const parts: MapParts = { nodes: new Map(), edges: new Map() };
  for (const contribution of contributions) {
    const seen = new Set<string>();
    for (const row of contribution.values()) {
      if (isWithin(row.key.hour)) add(row, parts, seen);
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
