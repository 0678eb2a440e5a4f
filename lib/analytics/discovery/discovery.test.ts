import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { align } from "../conformance/align";
import { compileNet } from "../conformance/compile-net";
import { node } from "../conformance/graph.test-support";
import type { GraphNode } from "../conformance/process-graph";
import { TokenGame } from "../conformance/token-game";
import { discoverTree } from "./discover-tree";
import type { ProcessTree } from "./process-tree";
import { treeToGraph } from "./tree-to-graph";

const log = (...traces: readonly string[]) => traces.map((trace) => ({ steps: [...trace], cases: 1 }));
const SIGNS = { sequence: "→", exclusive: "×", parallel: "∧", loop: "↺" };
const text = (tree: ProcessTree): string => {
  if (tree.kind === "activity") return tree.label;
  return tree.kind === "silent" ? "τ" : `${SIGNS[tree.kind]}(${tree.children.map(text).join(",")})`;
};
const KINDS: Readonly<Record<string, GraphNode["kind"]>> = {
  startEvent: "start",
  endEvent: "end",
  task: "activity",
  exclusiveGateway: "exclusive",
  parallelGateway: "parallel",
};

function gameOf(tree: ProcessTree): TokenGame {
  const { nodes, flows } = treeToGraph(tree);
  const drawn = flows.map((flow) => ({ ...flow, isConditional: false, isDefault: false }));
  const labels = new Map(
    nodes.flatMap(({ id, label }) => (label === null ? [] : [[id, { atStart: [label], atEnd: [] }] as const])),
  );
  const graphNodes = nodes.map(({ id, type }) => node(id, KINDS[type]));
  return new TokenGame(compileNet({ roots: ["process"], nodes: graphNodes, flows: drawn, messages: [] }, labels));
}

test("small logs become the trees that the literature gives them", () => {
  assert.equal(text(discoverTree(log("abc"), 0)), "→(a,b,c)");
  assert.equal(text(discoverTree(log("ab", "ac"), 0)), "→(a,×(b,c))");
  assert.equal(text(discoverTree(log("abcd", "acbd", "aed"), 0)), "→(a,×(∧(b,c),e),d)");
  assert.equal(text(discoverTree(log("ab", "a"), 0)), "→(a,×(τ,b))");
  assert.equal(text(discoverTree(log("ab", "abcab"), 0)), "↺(→(a,b),c)");
  assert.equal(text(discoverTree(log("aa", "a"), 0)), "↺(a,τ)");
  assert.equal(text(discoverTree(log("abcd", "ad"), 0)), "→(a,×(τ,→(b,c)),d)");
  assert.equal(text(discoverTree([], 0)), "τ");
});

test("noise leaves out what hardly ever happens", () => {
  const seen = [
    { steps: ["a", "b", "c", "d"], cases: 99 },
    { steps: ["d", "c", "b", "a"], cases: 1 },
  ];

  assert.notEqual(text(discoverTree(seen, 0)), "→(a,b,c,d)");
  assert.equal(text(discoverTree(seen, 0.2)), "→(a,b,c,d)");
});

const traces = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 6 }), {
  minLength: 1,
  maxLength: 6,
});

test("without noise every trace fits, whatever the log, and every activity appears", () => {
  fc.assert(
    fc.property(traces, (drawn) => {
      const tree = discoverTree(
        drawn.map((steps) => ({ steps, cases: 1 })),
        0,
      );
      const game = gameOf(tree);

      for (const steps of drawn) assert.deepEqual([text(tree), costOf(game, steps)], [text(tree), 0]);
      assert.deepEqual([...game.net.labels].sort(), [...new Set(drawn.flat())].sort());
    }),
    { numRuns: 60 },
  );
});

test("with noise the model is still sound: from wherever a case may get, it can come to its end", () => {
  fc.assert(
    fc.property(traces, fc.double({ min: 0, max: 0.9, noNaN: true }), (drawn, noise) => {
      const game = gameOf(
        discoverTree(
          drawn.map((steps, index) => ({ steps, cases: 1 + index * index })),
          noise,
        ),
      );

      assert.equal(isSound(game), true);
    }),
    { numRuns: 60 },
  );
});

const costOf = (game: TokenGame, steps: readonly string[]) => {
  const found = align(game, steps);
  return "undecided" in found ? found.undecided : found.cost;
};

const MARKINGS_MAX = 2_000;

/** Looks at every marking that can be reached: each must lead to an end. */
function isSound(game: TokenGame): boolean {
  const before = new Map([[game.initial, new Set<number>()]]);
  for (const marking of before.keys()) {
    const { silent, labelled } = game.successorsOf(marking);
    for (const { to } of [...silent, ...labelled]) before.set(to, (before.get(to) ?? new Set()).add(marking));
    if (before.size > MARKINGS_MAX) return true;
  }
  const ending = new Set([...before.keys()].filter((marking) => game.isFinal(marking)));
  for (const marking of ending) for (const from of before.get(marking) ?? []) ending.add(from);
  return ending.size === before.size;
}
