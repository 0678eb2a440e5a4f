import type { EventMap } from "@/lib/api/contract/event-map";

type TrueEdge = {
  readonly from: string;
  readonly to: string;
  readonly kind: EventMap["edges"][number]["kind"];
};

/** What the event map of a landscape must show when nothing is broken in it: no less, and nothing else. */
export type LandscapeTruth = {
  readonly activities: readonly { readonly type: string; readonly producer: string }[];
  /** Between activities, each named `producer type`. */
  readonly edges: readonly TrueEdge[];
};

type Seen = {
  readonly nodes: readonly Pick<EventMap["nodes"][number], "id" | "activity" | "producer">[];
  readonly edges: readonly Pick<EventMap["edges"][number], "from" | "to" | "kind">[];
};

/** One line for each difference, sorted; none when the map equals the truth. */
export function compareToTruth({ nodes, edges }: Seen, truth: LandscapeTruth): readonly string[] {
  const names = new Map(nodes.map(({ id, activity, producer }) => [id, `${producer} ${activity}`]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const seen = [
    ...names.values(),
    ...edges.map(({ from, to, kind }) => describeEdge({ from: nameOf(from), to: nameOf(to), kind })),
  ];
  const wanted = [
    ...truth.activities.map(({ type, producer }) => `${producer} ${type}`),
    ...truth.edges.map(describeEdge),
  ];
  const [known, due] = [new Set(seen), new Set(wanted)];
  const missing = [...due].filter((what) => !known.has(what)).map((what) => `missing: ${what}`);
  const unexpected = [...known].filter((what) => !due.has(what)).map((what) => `unexpected: ${what}`);
  return [...missing, ...unexpected].sort();
}

function describeEdge({ from, to, kind }: TrueEdge): string {
  return `${from} → ${to} (${kind})`;
}
