import { leavings, waysIn } from "./flow-places";
import type { NetBuilder } from "./net-builder";
import type { GraphNode, ProcessGraph } from "./process-graph";

type Mode = { readonly place: number; readonly enter: readonly string[]; readonly exit: readonly string[] };

/** Tasks, events between and subprocesses: what comes in, the body (once or again and again), what goes out. */
export function compileActivity(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  const ways = waysIn(node, graph, builder);
  const left = leavings(node, graph, builder);
  if (node.repeats !== "once" || node.isFlower) compileRepeated(node, { ways, left }, builder);
  else if (node.kind === "subprocess" || isHost(node, builder)) compileBody(node, { ways, left }, builder);
  else compileStep(node, { ways, left }, builder);
}

function compileStep(node: GraphNode, { ways, left }: Ways, builder: NetBuilder): void {
  const labels = builder.allLabelsOf(node);
  for (const consume of ways) {
    for (const produce of left) builder.step({ elementId: node.id, labels, consume, produce });
  }
}

type Ways = { readonly ways: readonly (readonly number[])[]; readonly left: readonly (readonly number[])[] };

/** With a place of its own while it is under way: its end may be another than that of its flows. */
function compileBody(node: GraphNode, { ways, left }: Ways, builder: NetBuilder): void {
  const entry = node.kind === "subprocess" ? [builder.place(`in ${node.id}`, node.id)] : [];
  const empty = node.kind === "subprocess" ? builder.inner(node.id) : [];
  for (const { place, enter, exit } of modesOf(node, builder)) {
    for (const consume of ways) {
      builder.step({ elementId: node.id, labels: enter, consume, produce: [place, ...entry] });
    }
    for (const produce of left) builder.step({ elementId: node.id, labels: exit, consume: [place], produce, empty });
  }
}

/** Places of which one holds a token while the activity is under way, and which of its two ends a trace tells of. */
function modesOf(node: GraphNode, builder: NetBuilder): readonly Mode[] {
  const { atStart, atEnd } = builder.labelsOf(node);
  const silent = atStart.length === 0 && atEnd.length === 0;
  const begun = { place: builder.place(`begun ${node.id}`, node.scope), enter: atStart, exit: [] };
  const quiet = { place: builder.place(`quiet ${node.id}`, node.scope), enter: [], exit: atEnd };
  return [...(atStart.length > 0 ? [begun] : []), ...(atEnd.length > 0 || silent ? [quiet] : [])];
}

/** `fresh` before the first run of the body, `again` after one: a body that has to run once cannot be left from `fresh`. */
function compileRepeated(node: GraphNode, { ways, left }: Ways, builder: NetBuilder): void {
  const fresh = builder.place(`fresh ${node.id}`, node.scope);
  const again = builder.place(`again ${node.id}`, node.scope);
  for (const consume of ways) builder.step({ elementId: node.id, consume, produce: [fresh] });
  const leftFrom = node.repeats === "at least once" ? [again] : [fresh, again];
  for (const place of leftFrom) {
    for (const produce of left) builder.step({ elementId: node.id, consume: [place], produce });
  }
  const body: Ways = { ways: [[fresh], [again]], left: [[again]] };
  if (node.isFlower) compileFlower(node, [fresh, again], builder);
  else if (node.kind === "subprocess") compileBody(node, body, builder);
  else compileStep(node, body, builder);
}

function compileFlower(flower: GraphNode, [fresh, again]: readonly [number, number], builder: NetBuilder): void {
  const petals = [...builder.nodes.values()].filter((node) => isWithin(node, flower.id, builder));
  for (const petal of [flower, ...petals]) {
    const labels = builder.allLabelsOf(petal);
    if (labels.length === 0) continue;
    for (const place of [fresh, again]) {
      builder.step({ elementId: petal.id, labels, consume: [place], produce: [again] });
    }
  }
  builder.step({ elementId: flower.id, consume: [fresh], produce: [again] });
}

function isWithin({ scope }: GraphNode, id: string, { nodes }: NetBuilder): boolean {
  let of: string | undefined = scope;
  while (of !== undefined && of !== id) of = nodes.get(of)?.scope;
  return of === id;
}

function isHost({ id }: GraphNode, { nodes }: NetBuilder): boolean {
  for (const { attachedTo } of nodes.values()) if (attachedTo === id) return true;
  return false;
}

/** Places of which one holds a token while an activity, or a process, is under way. */
export function activePlaces(id: string, builder: NetBuilder): readonly number[] {
  const node = builder.nodes.get(id);
  if (node === undefined) return [builder.place(`alive ${id}`, "")];
  const modes = node.isFlower || (node.repeats !== "once" && node.kind !== "subprocess") ? [] : modesOf(node, builder);
  const held = node.repeats === "once" && !node.isFlower ? [] : ["fresh", "again"];
  return [...modes.map(({ place }) => place), ...held.map((word) => builder.place(`${word} ${id}`, node.scope))];
}
