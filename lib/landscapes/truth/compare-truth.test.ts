import assert from "node:assert/strict";
import { test } from "node:test";
import { CHOREOGRAPHED_TRUTH } from "../retail-choreographed/truth";
import { compareToTruth } from "./compare-truth";

const nodes = CHOREOGRAPHED_TRUTH.activities.map(({ type, producer }, index) => ({
  id: `a${index}`,
  activity: type,
  producer,
}));
const edges = [0, 1, 2, 3].map((at) => ({ from: `a${at}`, to: `a${at + 1}`, kind: "choreographed" as const }));

test("a map of five events with nobody in charge equals the truth of the choreographed shop", () => {
  assert.deepEqual(compareToTruth({ nodes, edges }, CHOREOGRAPHED_TRUTH), []);
});

test("an edge that is driven by an engine where nobody should be in charge is told from both sides", () => {
  const [first, ...others] = edges;
  assert.ok(first);

  const told = compareToTruth(
    { nodes, edges: [{ ...first, kind: "orchestrated" as const }, ...others] },
    CHOREOGRAPHED_TRUTH,
  );

  assert.deepEqual(told, [
    "missing: Checkout OrderPlacedEvent → Payment PaymentReceivedEvent (choreographed)",
    "unexpected: Checkout OrderPlacedEvent → Payment PaymentReceivedEvent (orchestrated)",
  ]);
});

test("a command of the orchestrated shop that got into the map of the other is told", () => {
  const stray = { id: "a9", activity: "FetchGoodsCommand", producer: "Order" };

  assert.deepEqual(compareToTruth({ nodes: [...nodes, stray], edges }, CHOREOGRAPHED_TRUTH), [
    "unexpected: Order FetchGoodsCommand",
  ]);
});
