import type { ElementLabels, GraphNode, ProcessGraph } from "./process-graph";

export function node(id: string, kind: GraphNode["kind"] = "activity", more: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    kind,
    scope: "process",
    attachedTo: null,
    isInterrupting: false,
    isEventSubprocess: false,
    repeats: "once",
    isFlower: false,
    trigger: "none",
    link: null,
    isReceiver: false,
    ...more,
  };
}

const SEEN = /^[a-d]|^t$/;

/** Flows as "from to". Elements called a, b, c, d (or a1, a2 …: they are an "a") and t are seen in traces. */
export function diagram(
  nodes: readonly GraphNode[],
  flows: readonly string[],
): [ProcessGraph, ReadonlyMap<string, ElementLabels>] {
  const drawn = flows.map((text, index) => {
    const [from = "", to = ""] = text.split(" ");
    return { id: `f${index}`, from, to, isConditional: false, isDefault: false };
  });
  const labels = nodes
    .filter(({ id }) => SEEN.test(id))
    .map(({ id }) => [id, { atStart: [id[0] ?? ""], atEnd: [] }] as const);
  return [{ roots: ["process"], nodes, flows: drawn, messages: [] }, new Map(labels)];
}
