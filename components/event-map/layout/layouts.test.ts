import assert from "node:assert/strict";
import { test } from "node:test";
import ELK from "elkjs/lib/elk.bundled.js";
import fc from "fast-check";
import { keptPositions } from "./kept-positions";
import { columnsByPosition, lanesLayout } from "./lanes-layout";
import { columnsByLayers } from "./layer-columns";
import { type LayoutGraph, NODE_HEIGHT, NODE_WIDTH, type Point, type Positions } from "./layout-graph";
import { spaghettiLayout } from "./spaghetti-layout";
import { tubeLayout } from "./tube-layout";

const someGraph = fc
  .record({
    nodes: fc.array(fc.record({ group: fc.nat(9), position: fc.double({ min: 0, max: 12, noNaN: true }) }), {
      minLength: 1,
      maxLength: 30,
    }),
    edges: fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 60 }),
  })
  .map(({ nodes, edges }): LayoutGraph => {
    return {
      nodes: nodes.map(({ group, position }, index) => ({ id: `a${index}`, group: `g${group}`, position })),
      edges: edges
        .filter((ends) => ends.every((end) => end < nodes.length))
        .map(([from, to]) => ({ from: `a${from}`, to: `a${to}`, count: 1 + from })),
    };
  });

const LAYOUTS = {
  tube: tubeLayout,
  spaghetti: spaghettiLayout,
  process: (graph: LayoutGraph) => lanesLayout(graph, columnsByPosition(graph)),
};

function overlaps(positions: Positions): boolean {
  const points = [...positions.values()];
  return points.some((one, index) =>
    points
      .slice(index + 1)
      .some((other) => Math.abs(one.x - other.x) < NODE_WIDTH - 1 && Math.abs(one.y - other.y) < NODE_HEIGHT - 1),
  );
}

for (const [lens, layout] of Object.entries(LAYOUTS)) {
  test(`${lens}: every activity has a place of its own, and equal data give an equal picture`, () => {
    fc.assert(
      fc.property(someGraph, (graph) => {
        const positions = layout(graph);
        const turned = layout({ nodes: [...graph.nodes].reverse(), edges: [...graph.edges].reverse() });

        assert.equal(positions.size, graph.nodes.length);
        assert.ok([...positions.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
        assert.ok(!overlaps(positions));
        assert.deepEqual(new Map([...turned].sort()), new Map([...positions].sort()));
      }),
      { numRuns: 30 },
    );
  });
}

test("what follows stands to the right of what it follows", async () => {
  const graph: LayoutGraph = {
    nodes: ["placed", "paid", "shipped"].map((id, position) => ({ id, group: `service ${id}`, position })),
    edges: [
      { from: "placed", to: "paid", count: 3 },
      { from: "paid", to: "shipped", count: 3 },
      { from: "shipped", to: "placed", count: 1 },
    ],
  };

  const positions = lanesLayout(graph, await columnsByLayers(new ELK(), graph));

  const xs = ["placed", "paid", "shipped"].map((id) => positions.get(id)?.x ?? Number.NaN);
  assert.deepEqual(
    xs,
    [...xs].sort((one, other) => one - other),
  );
  assert.equal(new Set(xs).size, 3);
});

test("what stood somewhere stays there when an activity joins; a quite different map is laid out again", () => {
  const before = new Map<string, Point>(["a", "b", "c", "d"].map((id, index) => [id, { x: 0, y: index * 72 }]));
  const graph = (ids: readonly string[]): LayoutGraph => {
    return { nodes: ids.map((id) => ({ id, group: "g", position: 0 })), edges: [] };
  };

  const kept = keptPositions(graph(["a", "b", "c", "d", "e"]), before);

  assert.ok([...before].every(([id, place]) => kept?.get(id) === place));
  assert.ok((kept?.get("e")?.y ?? 0) >= 3 * 72 + NODE_HEIGHT);
  assert.equal(keptPositions(graph(["a", "x", "y"]), before), null);
});
