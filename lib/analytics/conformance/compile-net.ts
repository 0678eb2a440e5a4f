import { Failure } from "@/lib/domain/failure";
import { compileActivity } from "./compile-activity";
import { compileBoundary, compileEventSubprocessStart } from "./compile-boundary";
import { leavings, waysIn } from "./flow-places";
import type { Net } from "./net";
import { NetBuilder } from "./net-builder";
import type { ElementLabels, GraphNode, ProcessGraph } from "./process-graph";

const BRANCHES_MAX = 10;

/** The token game of a diagram: who may take tokens from where, and which of that a trace tells of. */
export function compileNet(graph: ProcessGraph, labelsOf: ReadonlyMap<string, ElementLabels>): Net {
  const builder = new NetBuilder(graph, labelsOf);
  const compiled = graph.nodes.filter((node) => !isWithinFlower(node, builder));
  for (const scope of scopesOf(graph, compiled)) begin(scope, compiled, { graph, builder });
  for (const node of compiled) compileNode(node, graph, builder);
  return builder.build();
}

type Whole = { readonly graph: ProcessGraph; readonly builder: NetBuilder };

function isWithinFlower({ scope }: GraphNode, { nodes }: NetBuilder): boolean {
  for (let around = nodes.get(scope); around !== undefined; around = nodes.get(around.scope)) {
    if (around.isFlower) return true;
  }
  return false;
}

/** Scopes that a token comes into by itself, not by an event. */
function scopesOf({ roots }: ProcessGraph, compiled: readonly GraphNode[]): readonly string[] {
  const within = compiled.filter(({ kind, isFlower, isEventSubprocess }) => {
    return kind === "subprocess" && !isFlower && !isEventSubprocess;
  });
  return [...roots, ...within.map(({ id }) => id)];
}

/** One of the start events takes the first token; without one, everything that nothing leads to has one at once. */
function begin(scope: string, compiled: readonly GraphNode[], { graph, builder }: Whole): void {
  const nodes = compiled.filter((node) => node.scope === scope);
  if (nodes.length === 0 && graph.roots.includes(scope)) return;
  const starts = nodes.filter(({ kind }) => kind === "start");
  const byMessage = new Set(graph.messages.map(({ to }) => to));
  const entry = builder.place(`in ${scope}`, scope);
  const isRoot = graph.roots.includes(scope);
  if (isRoot && (starts.length === 0 || starts.some(({ id }) => !byMessage.has(id)))) builder.initial.push(entry);
  if (starts.length > 0) return;
  const first = nodes.filter((node) => isFirst(node, builder));
  builder.step({
    elementId: scope,
    consume: [entry],
    produce: [...first.map(({ id }) => builder.place(`go ${id}`, scope)), ...aliveOf(scope, compiled, builder)],
  });
}

function isFirst(node: GraphNode, { incoming }: NetBuilder): boolean {
  if (node.kind === "boundary" || node.isEventSubprocess) return false;
  return !incoming.has(node.id) && !(node.trigger === "link" && node.kind === "intermediate");
}

/** A process that event subprocesses listen in stays under way until all in it is done. */
function aliveOf(root: string, nodes: readonly GraphNode[], builder: NetBuilder): readonly number[] {
  const listens = nodes.some(({ scope, isEventSubprocess }) => scope === root && isEventSubprocess);
  return listens && !builder.nodes.has(root) ? [builder.place(`alive ${root}`, "")] : [];
}

type Compile = (node: GraphNode, graph: ProcessGraph, builder: NetBuilder) => void;

function compileNode(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  COMPILERS[node.kind](node, graph, builder);
}

const COMPILERS: Readonly<Record<GraphNode["kind"], Compile>> = {
  start: compileStart,
  end: compileEnd,
  boundary: compileBoundary,
  exclusive: compileExclusive,
  parallel: compileParallel,
  inclusive: compileInclusive,
  activity: compileActivity,
  intermediate: compileActivity,
  subprocess: (node, graph, builder) =>
    node.isEventSubprocess ? compileListening(node, builder) : compileActivity(node, graph, builder),
};

function compileStart(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  const around = builder.nodes.get(node.scope);
  if (around?.isEventSubprocess) {
    compileEventSubprocessStart(node, graph, builder);
    return;
  }
  const isRoot = graph.roots.includes(node.scope);
  const messages = graph.messages.filter(({ to }) => to === node.id).map(({ id }) => builder.messagePlace(id));
  const ways = isRoot && messages.length > 0 ? messages : [builder.place(`in ${node.scope}`, node.scope)];
  const alive = aliveOf(node.scope, graph.nodes, builder);
  for (const way of ways) {
    for (const produce of leavings(node, graph, builder)) {
      builder.step({
        elementId: node.id,
        labels: builder.allLabelsOf(node),
        consume: [way],
        produce: [...produce, ...alive],
      });
    }
  }
}

/** Ends the listening of event subprocesses of a process when nothing else is left in it. */
function compileListening(node: GraphNode, builder: NetBuilder): void {
  if (builder.nodes.has(node.scope)) return;
  const alive = builder.place(`alive ${node.scope}`, "");
  builder.step({ elementId: node.scope, consume: [alive], produce: [], empty: builder.inner(node.scope) });
}

function compileEnd(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  const catcher = node.trigger === "error" ? catcherOf(node, builder) : null;
  const thrown = catcher === null ? [] : [builder.place(`thrown ${catcher}`, catcher)];
  const clear = catcher === null ? wipedBy(node, graph, builder) : [];
  const labels = builder.allLabelsOf(node);
  for (const consume of waysIn(node, graph, builder)) {
    for (const produce of leavings(node, graph, builder)) {
      builder.step({ elementId: node.id, labels, consume, produce: [...produce, ...thrown], clear });
    }
  }
}

/** A terminating end wipes its scope, an error that nobody catches all of the process. */
function wipedBy(node: GraphNode, { roots }: ProcessGraph, builder: NetBuilder): readonly number[] {
  if (node.trigger === "terminate") return builder.inner(node.scope);
  if (node.trigger !== "error") return [];
  return builder.inner(roots.find((one) => isWithin(node, one, builder)) ?? node.scope);
}

function isWithin({ scope }: GraphNode, root: string, { nodes }: NetBuilder): boolean {
  let of: string | undefined = scope;
  while (of !== undefined && of !== root) of = nodes.get(of)?.scope;
  return of === root;
}

/** The nearest subprocess around it that catches an error at its border. Its token then waits there and lets nothing end. */
function catcherOf({ scope }: GraphNode, { nodes }: NetBuilder): string | null {
  const catching = new Set<string | null>();
  for (const { kind, trigger, attachedTo } of nodes.values()) {
    if (kind === "boundary" && trigger === "error") catching.add(attachedTo);
  }
  for (let around = nodes.get(scope); around !== undefined; around = nodes.get(around.scope)) {
    if (catching.has(around.id)) return around.id;
  }
  return null;
}

function compileExclusive(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  const out = builder.outgoing.get(node.id) ?? [];
  const ways = out.length === 0 ? [[]] : out.map(({ id }) => [builder.place(`flow ${id}`, node.scope)]);
  for (const consume of waysIn(node, graph, builder)) {
    for (const produce of ways) {
      builder.step({ elementId: node.id, labels: builder.allLabelsOf(node), consume, produce });
    }
  }
}

function compileParallel(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  builder.step({
    elementId: node.id,
    labels: builder.allLabelsOf(node),
    consume: waysIn(node, graph, builder).flat(),
    produce: (builder.outgoing.get(node.id) ?? []).map(({ id }) => builder.place(`flow ${id}`, node.scope)),
  });
}

function compileInclusive(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  const flows = waysIn(node, graph, builder).flat();
  const out = (builder.outgoing.get(node.id) ?? []).map(({ id }) => builder.place(`flow ${id}`, node.scope));
  for (const produce of subsets(node.id, out)) {
    if (flows.length === 1) {
      builder.step({ elementId: node.id, labels: builder.allLabelsOf(node), consume: flows, produce });
    } else builder.join(node.id, { labels: builder.allLabelsOf(node), flows, produce });
  }
}

function subsets(elementId: string, places: readonly number[]): readonly (readonly number[])[] {
  if (places.length > BRANCHES_MAX) {
    throw new Failure(
      "unsupported",
      `The inclusive gateway "${elementId}" has more than ${BRANCHES_MAX} outgoing flows: too many ways to try.`,
    );
  }
  if (places.length === 0) return [[]];
  const count = 2 ** places.length;
  return Array.from({ length: count - 1 }, (_, index) =>
    places.filter((_place, bit) => ((index + 1) >> bit) % 2 === 1),
  );
}
