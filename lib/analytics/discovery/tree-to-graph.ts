import type { ProcessTree } from "./process-tree";

export type DrawnNode = {
  readonly id: string;
  readonly type: "startEvent" | "endEvent" | "task" | "exclusiveGateway" | "parallelGateway";
  /** Of a task, its activity. */
  readonly label: string | null;
};
export type Drawn = {
  readonly nodes: readonly DrawnNode[];
  readonly flows: readonly { readonly id: string; readonly from: string; readonly to: string }[];
};
type Drawing = { readonly nodes: DrawnNode[]; readonly flows: { id: string; from: string; to: string }[] };

/** The blocks of a tree as BPMN: a split and its join for each, a task for each activity. */
export function treeToGraph(tree: ProcessTree): Drawn {
  const drawing: Drawing = { nodes: [], flows: [] };
  const start = add(drawing, "startEvent", null);
  const last = draw(tree, start, drawing);
  connect(last, add(drawing, "endEvent", null), drawing);
  return drawing;
}

function add({ nodes }: Drawing, type: DrawnNode["type"], label: string | null): string {
  const id = `${type}_${nodes.length + 1}`;
  nodes.push({ id, type, label });
  return id;
}

function connect(from: string, to: string, { flows }: Drawing): void {
  flows.push({ id: `flow_${flows.length + 1}`, from, to });
}

/** Draws on from a node; gives the node where it ends. A silent step is a flow alone. */
function draw(tree: ProcessTree, from: string, drawing: Drawing): string {
  switch (tree.kind) {
    case "silent":
      return from;
    case "activity": {
      const task = add(drawing, "task", tree.label);
      connect(from, task, drawing);
      return task;
    }
    case "sequence":
      return tree.children.reduce((last, child) => draw(child, last, drawing), from);
    case "loop":
      return drawLoop(tree.children, from, drawing);
    default:
      return drawBranches(tree, from, drawing);
  }
}

type Branching = Extract<ProcessTree, { readonly children: unknown }>;

function drawBranches({ kind, children }: Branching, from: string, drawing: Drawing): string {
  const type = kind === "parallel" ? "parallelGateway" : "exclusiveGateway";
  const split = add(drawing, type, null);
  connect(from, split, drawing);
  const ends = children.map((child) => draw(child, split, drawing));
  const join = add(drawing, type, null);
  for (const end of ends) connect(end, join, drawing);
  return join;
}

function drawLoop([body, ...back]: readonly ProcessTree[], from: string, drawing: Drawing): string {
  const entry = add(drawing, "exclusiveGateway", null);
  connect(from, entry, drawing);
  const end = body === undefined ? entry : draw(body, entry, drawing);
  const exit = add(drawing, "exclusiveGateway", null);
  connect(end, exit, drawing);
  for (const way of back) connect(draw(way, exit, drawing), entry, drawing);
  return exit;
}
