import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { keptOf } from "@/lib/domain/kept-share";
import { orderMap, type WeighedEdge, type WeighedNode } from "./map-order";

/** A map as a log of cases gives it: every activity is on a way from a start to an end, loops included. */
function mapOf(traces: readonly (readonly string[])[]) {
  const nodes = new Map<string, { id: string; count: number; start: number; end: number }>();
  const edges = new Map<string, { from: string; to: string; count: number }>();
  for (const trace of traces) {
    for (const [index, id] of trace.entries()) {
      const node = nodes.get(id) ?? { id, count: 0, start: 0, end: 0 };
      nodes.set(id, node);
      node.count += 1;
      if (index === 0) node.start += 1;
      const next = trace[index + 1];
      if (next === undefined) node.end += 1;
      else {
        const edge = edges.get(`${id} ${next}`) ?? { from: id, to: next, count: 0 };
        edges.set(`${id} ${next}`, edge);
        edge.count += 1;
      }
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

const activity = fc.integer({ min: 0, max: 14 }).map((number) => `a${number}`);
const someMap = fc
  .array(fc.array(activity, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 25 })
  .map(mapOf);
const share = fc.double({ min: 0, max: 1, noNaN: true });

type SomeMap = { readonly nodes: readonly WeighedNode[]; readonly edges: readonly WeighedEdge[] };

function shown({ nodes, edges }: SomeMap, activities: number, ofEdges: number) {
  const { nodeRanks, edgeRanks } = orderMap(nodes, edges);
  const kept = nodes.filter(({ id }) => (nodeRanks.get(id) ?? 0) < keptOf(nodes.length, activities));
  const ids = new Set(kept.map(({ id }) => id));
  const between = edges.filter(
    ({ from, to }, index) => ids.has(from) && ids.has(to) && (edgeRanks[index] ?? 0) < keptOf(edges.length, ofEdges),
  );
  return { nodes: kept, edges: between };
}

function reached(from: readonly string[], steps: readonly (readonly [string, string])[]): Set<string> {
  const found = new Set(from);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const [start, end] of steps) if (found.has(start)) found.add(end);
  }
  return found;
}

test("whatever the sliders say, every activity that is shown stays on a way from a start to an end", () => {
  fc.assert(
    fc.property(someMap, share, share, (map, activities, ofEdges) => {
      const { nodes, edges } = shown(map, activities, ofEdges);

      const starts = nodes.filter(({ start }) => start > 0).map(({ id }) => id);
      const ends = nodes.filter(({ end }) => end > 0).map(({ id }) => id);
      const forth = reached(
        starts,
        edges.map(({ from, to }) => [from, to]),
      );
      const back = reached(
        ends,
        edges.map(({ from, to }) => [to, from]),
      );
      assert.ok(nodes.length >= Math.ceil(map.nodes.length * activities - 1e-9));
      assert.ok(nodes.every(({ id }) => forth.has(id) && back.has(id)));
    }),
  );
});

test("a larger share shows all that a smaller one showed", () => {
  fc.assert(
    fc.property(someMap, fc.tuple(share, share), fc.tuple(share, share), (map, activities, ofEdges) => {
      const smaller = shown(map, Math.min(...activities), Math.min(...ofEdges));
      const larger = shown(map, Math.max(...activities), Math.max(...ofEdges));

      assert.ok(smaller.nodes.every((node) => larger.nodes.includes(node)));
      assert.ok(smaller.edges.every((edge) => larger.edges.includes(edge)));
    }),
  );
});

test("everything of everything is the exact map, and the order of the data does not matter", () => {
  fc.assert(
    fc.property(someMap, share, (map, some) => {
      const turned = { nodes: [...map.nodes].reverse(), edges: [...map.edges].reverse() };
      const ids = (of: SomeMap) => of.nodes.map(({ id }) => id).sort();

      assert.deepEqual(shown(map, 1, 1), map);
      assert.deepEqual(ids(shown(turned, some, some)), ids(shown(map, some, some)));
    }),
  );
});

test("the least shares leave the most frequent activity with its widest way", () => {
  const map = mapOf([
    ...Array(8).fill(["placed", "paid", "shipped"]),
    ["placed", "refused", "shipped"],
    ["placed", "lost"],
  ]);

  const { nodes, edges } = shown(map, 0, 0);

  assert.deepEqual(nodes.map(({ id }) => id).sort(), ["paid", "placed", "shipped"]);
  assert.deepEqual(
    edges.map(({ from, to }) => `${from} ${to}`),
    ["placed paid", "paid shipped"],
  );
});

test("a part that the time range cut off from every start is not lost", () => {
  const nodes = [
    { id: "a", count: 3, start: 0, end: 0 },
    { id: "b", count: 3, start: 0, end: 0 },
  ];
  const edges = [
    { from: "a", to: "b", count: 3 },
    { from: "b", to: "a", count: 3 },
  ];

  assert.deepEqual(shown({ nodes, edges }, 1, 1), { nodes, edges });
});
