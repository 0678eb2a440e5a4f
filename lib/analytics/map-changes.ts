export type ObservedEdge = {
  readonly from: string | number;
  readonly to: string | number;
  readonly kind: string;
  readonly count: number;
};

/** An edge that came less often than this in as much time was not missed: at chance, one in twenty would be absent. */
const EXPECTED_MIN = 3;

/**
 * Edges of the recent time that there were none of before, and edges of before that should have come again: `shareOfTime` is
 * how long the recent time is beside the one before. The most frequent first.
 */
export function compareEdges<Edge extends ObservedEdge>(
  recent: readonly Edge[],
  before: readonly Edge[],
  shareOfTime: number,
): { readonly appeared: readonly Edge[]; readonly vanished: readonly Edge[] } {
  const known = new Set(before.map(edgeName));
  const seen = new Set(recent.map(edgeName));
  return {
    appeared: recent.filter((edge) => !known.has(edgeName(edge))).sort(byCount),
    vanished: before
      .filter((edge) => !seen.has(edgeName(edge)) && edge.count * shareOfTime >= EXPECTED_MIN)
      .sort(byCount),
  };
}

const edgeName = ({ from, to, kind }: ObservedEdge): string => `${from} ${to} ${kind}`;

function byCount(a: ObservedEdge, b: ObservedEdge): number {
  return b.count - a.count || (edgeName(a) < edgeName(b) ? -1 : 1);
}
