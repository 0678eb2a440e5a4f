import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventMap, EventMapEdge, EventMapNode } from "@/lib/api/contract/event-map";
import { chainsThrough, edgeId, matches, risenEdges, shownMap } from "./shown-map";

const node = (id: string, rank: number): EventMapNode => ({
  id,
  activity: id,
  name: id,
  producer: "Shop",
  kind: "event",
  channel: "orders",
  count: 1,
  start: 0,
  end: 0,
  rank,
  position: rank,
});
const edge = (from: string, to: string, rank: number, count = 1): EventMapEdge => ({
  ...{ from, to, kind: "choreographed", topic: "orders", count, cases: 1, p50: null, p90: null, mean: null, rank },
});

/** placed → paid → shipped, and back from paid to placed; a refund hangs on paid. */
const map: EventMap = {
  nodes: [node("placed", 0), node("paid", 0), node("shipped", 0), node("refunded", 3)],
  edges: [
    edge("placed", "paid", -1),
    edge("paid", "shipped", -1),
    edge("paid", "refunded", -1),
    edge("paid", "placed", 3),
  ],
  producers: [],
  total: { activities: 4, edges: 4 },
};
const whole = { activities: 1, edges: 1, focus: null };
const names = (edges: readonly EventMapEdge[]) => edges.map(({ from, to }) => `${from} ${to}`);

test("the sliders take away what ranks beyond them, and the ways stay", () => {
  const part = shownMap(map, { ...whole, activities: 0.5, edges: 0 });

  assert.deepEqual(
    part.nodes.map(({ id }) => id),
    ["placed", "paid", "shipped"],
  );
  assert.deepEqual(names(part.edges), ["placed paid", "paid shipped"]);
});

test("everything of everything is the whole map", () => {
  assert.deepEqual(shownMap(map, whole), { nodes: map.nodes, edges: map.edges });
});

test("an activity in focus shows its neighbours alone; one that is not there shows all", () => {
  const part = shownMap(map, { ...whole, focus: "refunded" });

  assert.deepEqual(
    part.nodes.map(({ id }) => id),
    ["paid", "refunded"],
  );
  assert.equal(shownMap(map, { ...whole, focus: "gone" }).nodes.length, 4);
});

test("chains through an activity go on over loops, and end", () => {
  const lit = chainsThrough("shipped", map.edges);

  assert.ok(["placed", "paid", edgeId(edge("paid", "placed", 3))].every((id) => lit.has(id)));
  assert.ok(!lit.has("refunded"));
});

test("an edge glows when more went over it, or when it is new", () => {
  const before = [edge("a", "b", 0, 5), edge("b", "c", 1, 5)];
  const now = [edge("a", "b", 0, 6), edge("b", "c", 1, 5), edge("c", "d", 2, 1)];

  assert.deepEqual(risenEdges(before, now), [edgeId(edge("a", "b", 0)), edgeId(edge("c", "d", 2))]);
});

test("the search looks into names, producers and topics, whatever the case of letters", () => {
  assert.ok(
    matches(node("OrderPlaced", 0), "placed") && matches(node("x", 0), "SHOP") && matches(node("x", 0), "orders"),
  );
  assert.ok(!matches(node("x", 0), "payment"));
});
