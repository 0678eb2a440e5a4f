import type { InclusiveJoin, Net, Transition } from "./net";
import type { ElementLabels, GraphFlow, GraphNode, ProcessGraph } from "./process-graph";

type Step = {
  readonly elementId: string;
  readonly labels?: readonly string[];
  readonly consume: readonly number[];
  readonly produce: readonly number[];
  readonly clear?: readonly number[];
  readonly empty?: readonly number[];
};
type Joining = { readonly index: number; readonly flows: readonly number[] };

/** Places by name and transitions, while a diagram is compiled. A place belongs to its scope and to all around it. */
export class NetBuilder {
  readonly nodes = new Map<string, GraphNode>();
  readonly incoming = new Map<string, GraphFlow[]>();
  readonly outgoing = new Map<string, GraphFlow[]>();
  readonly initial: number[] = [];
  readonly #labelsOf: ReadonlyMap<string, ElementLabels>;
  readonly #places = new Map<string, number>();
  readonly #inner = new Map<string, number[]>();
  readonly #labels = new Map<string, number>();
  readonly #transitions: Transition[] = [];
  readonly #joins: Joining[] = [];
  readonly #messages = new Set<number>();

  constructor(graph: ProcessGraph, labelsOf: ReadonlyMap<string, ElementLabels>) {
    this.#labelsOf = labelsOf;
    for (const node of graph.nodes) this.nodes.set(node.id, node);
    for (const flow of graph.flows) {
      listed(this.incoming, flow.to).push(flow);
      listed(this.outgoing, flow.from).push(flow);
    }
  }

  labelsOf({ id }: GraphNode): ElementLabels {
    return this.#labelsOf.get(id) ?? { atStart: [], atEnd: [] };
  }

  allLabelsOf(node: GraphNode): readonly string[] {
    const { atStart, atEnd } = this.labelsOf(node);
    return [...new Set([...atStart, ...atEnd])];
  }

  place(name: string, scope: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(name, place);
    for (let of: string | undefined = scope; of !== undefined; of = this.nodes.get(of)?.scope) {
      listed(this.#inner, of).push(place);
    }
    return place;
  }

  messagePlace(id: string): number {
    const place = this.place(`message ${id}`, "");
    this.#messages.add(place);
    return place;
  }

  /** All places within a scope. Read it after every node of the scope was compiled: the list grows in place. */
  inner(scope: string): readonly number[] {
    return listed(this.#inner, scope);
  }

  /** One transition for each label; a silent one where there is none. */
  step({ elementId, labels = [], consume, produce, clear = [], empty = [] }: Step): void {
    for (const label of labels.length === 0 ? [null] : labels) {
      this.#transitions.push({ elementId, label: this.#intern(label), consume, produce, clear, empty, join: null });
    }
  }

  join(
    elementId: string,
    { labels, flows, produce }: { labels: readonly string[]; flows: readonly number[]; produce: readonly number[] },
  ): void {
    for (const label of labels.length === 0 ? [null] : labels) {
      this.#joins.push({ index: this.#transitions.length, flows });
      this.#transitions.push({
        elementId,
        label: this.#intern(label),
        consume: [],
        produce,
        clear: [],
        empty: [],
        join: { flows, upstream: [] },
      });
    }
  }

  build(): Net {
    const transitions = [...this.#transitions];
    for (const { index, flows } of this.#joins) {
      const one = this.#transitions[index];
      if (one !== undefined) transitions[index] = { ...one, join: this.#upstreamOf(one.elementId, flows) };
    }
    return {
      places: this.#places.size,
      transitions,
      labels: [...this.#labels.keys()],
      initial: this.initial,
      ignoredAtEnd: this.#messages,
    };
  }

  #intern(label: string | null): number {
    if (label === null) return -1;
    const known = this.#labels.get(label);
    if (known !== undefined) return known;
    this.#labels.set(label, this.#labels.size);
    return this.#labels.size - 1;
  }

  #upstreamOf(elementId: string, flows: readonly number[]): InclusiveJoin {
    const before = new Map<number, number[]>();
    for (const { elementId: of, consume, empty, produce, join } of this.#transitions) {
      if (of === elementId) continue;
      const from = [...consume, ...empty, ...(join?.flows ?? [])];
      for (const to of produce) listed(before, to).push(...from);
    }
    return { flows, upstream: flows.map((flow) => reaching(flow, before)) };
  }
}

function reaching(flow: number, before: ReadonlyMap<number, readonly number[]>): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [flow];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const from of before.get(place) ?? []) {
      if (found.has(from)) continue;
      found.add(from);
      open.push(from);
    }
  }
  return found;
}

function listed<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: Item[] = [];
  lists.set(key, list);
  return list;
}
