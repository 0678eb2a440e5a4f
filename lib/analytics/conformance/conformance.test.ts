import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Alignment, align } from "./align";
import { compileNet } from "./compile-net";
import { toDeviations } from "./deviations";
import { logFitness, traceFitness } from "./fitness";
import { diagram, node } from "./graph.test-support";
import { precisionOf } from "./precision";
import { type Block, distanceToLanguage, drawBlock, languageOf } from "./reference.test-support";
import { TokenGame } from "./token-game";

const gameOf = (...parts: Parameters<typeof diagram>) => new TokenGame(compileNet(...diagram(...parts)));
const costOf = (game: TokenGame, trace: string, isRunning = false) => {
  const found = align(game, [...trace], isRunning);
  return "undecided" in found ? found.undecided : found.cost;
};

const leaf = fc.constantFrom("a", "b", "c", "d", "").map((label): Block => ({ kind: "task", label }));
const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: "small", maxDepth: 2 },
    leaf,
    fc.record({
      kind: fc.constantFrom("sequence", "exclusive", "parallel", "inclusive", "subprocess", "loop"),
      children: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<Block>,
  ),
}));

test("an alignment costs what the nearest trace of the model's language does, whatever the blocks", () => {
  fc.assert(
    fc.property(block, fc.array(fc.constantFrom("a", "b", "c", "d", "x"), { maxLength: 3 }), (drawn, trace) => {
      const language = languageOf(drawn, 10);
      // A word longer than twice the trace and the shortest word is never the nearest: none that is left out here could be.
      fc.pre(language !== null && Math.min(...[...language].map(({ length }) => length)) <= 4);
      const game = gameOf(...drawBlock(drawn));

      const found = align(game, trace);

      assert.equal(
        "undecided" in found ? found.undecided : found.cost,
        distanceToLanguage(trace, language ?? new Set()),
      );
    }),
    { numRuns: 150 },
  );
});

test("traces cost the same in whatever order they are asked", () => {
  fc.assert(
    fc.property(
      block,
      fc.array(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 }), { maxLength: 5 }),
      (drawn, traces) => {
        const [one, other] = [gameOf(...drawBlock(drawn)), gameOf(...drawBlock(drawn))];
        const costs = traces.map((trace) => align(one, trace));

        assert.deepEqual(
          [...traces]
            .reverse()
            .map((trace) => align(other, trace))
            .reverse()
            .map(cost),
          costs.map(cost),
        );
      },
    ),
    { numRuns: 50 },
  );
});

const cost = (found: ReturnType<typeof align>) => ("undecided" in found ? found.undecided : found.cost);

test("a model with a deadlock has no fitness to tell: it is not decided", () => {
  // start → exclusive split → a | b → parallel join: it waits for ever for the other branch.
  const game = gameOf(
    [node("s", "start"), node("x", "exclusive"), node("a"), node("b"), node("j", "parallel"), node("e", "end")],
    ["s x", "x a", "x b", "a j", "b j", "j e"],
  );

  assert.equal(costOf(game, "a"), "the model has no way to its end");
  assert.equal(costOf(game, "a", true), 0);
});

test("an unsound model that makes tokens for ever ends in bounds, not in a guess", () => {
  const game = gameOf(
    [node("s", "start"), node("x", "exclusive"), node("p", "parallel"), node("a"), node("e", "end")],
    ["s x", "x p", "p x", "p a", "a e"],
  );

  assert.match(String(costOf(game, "b")), /no way to its end|more tokens/);
});

test("an event-based gateway waits for one of its events", () => {
  const game = gameOf(
    [
      node("s", "start"),
      node("x", "exclusive"),
      node("a", "intermediate"),
      node("b", "intermediate"),
      node("e", "end"),
    ],
    ["s x", "x a", "x b", "a e", "b e"],
  );

  assert.deepEqual(
    ["a", "b", "ab", ""].map((trace) => costOf(game, trace)),
    [0, 0, 1, 1],
  );
});

test("an interrupting boundary event ends its subprocess with all in it; another one leaves it alone", () => {
  const drawn = (isInterrupting: boolean) =>
    gameOf(
      [
        node("s", "start"),
        node("sub", "subprocess"),
        node("a", "activity", { scope: "sub" }),
        node("b", "activity", { scope: "sub" }),
        node("t", "boundary", { attachedTo: "sub", isInterrupting }),
        node("c"),
        node("e", "end"),
        node("f", "end"),
      ],
      ["s sub", "a b", "sub e", "t c", "c f"],
    );

  const costs = (game: TokenGame) => ["ab", "atc", "tc", "atcb", "abc"].map((trace) => costOf(game, trace));
  assert.deepEqual(costs(drawn(true)), [0, 0, 0, 1, 1 + 0]);
  assert.deepEqual(costs(drawn(false)), [0, 1, 2, 0, 1]);
});

test("several instances of a task are any number of it, parallel ones of a subprocess in any order", () => {
  const task = gameOf(
    [node("s", "start"), node("a", "activity", { repeats: "any" }), node("e", "end")],
    ["s a", "a e"],
  );
  const looped = gameOf([node("a", "activity", { repeats: "at least once" })], []);
  const flower = gameOf(
    [
      node("s", "start"),
      node("sub", "subprocess", { isFlower: true, repeats: "any" }),
      node("a", "activity", { scope: "sub" }),
      node("b", "activity", { scope: "sub" }),
      node("e", "end"),
    ],
    ["s sub", "a b", "sub e"],
  );

  assert.deepEqual(
    ["", "a", "aaa", "ab"].map((trace) => costOf(task, trace)),
    [0, 0, 0, 1],
  );
  assert.deepEqual(
    ["", "a", "aa"].map((trace) => costOf(looped, trace)),
    [1, 0, 0],
  );
  assert.deepEqual(
    ["", "aabb", "bax"].map((trace) => costOf(flower, trace)),
    [0, 0, 1],
  );
});

test("what a case did otherwise has a name", () => {
  const game = gameOf(
    [node("s", "start"), node("a"), node("b"), node("c"), node("e", "end")],
    ["s a", "a b", "b c", "c e"],
  );
  const elementOf = new Map(["a", "b", "c"].map((label) => [label, label]));
  const kinds = (trace: string) =>
    toDeviations((align(game, [...trace]) as Alignment).moves, elementOf).map(({ kind, label }) => `${kind} ${label}`);

  assert.deepEqual(kinds("abc"), []);
  assert.deepEqual(kinds("ac"), ["skipped b"]);
  assert.deepEqual(kinds("abbc"), ["repeated b"]);
  assert.deepEqual(kinds("abxc"), ["unknown x"]);
  assert.deepEqual(kinds("axc"), ["replaced x"]);
  assert.equal(kinds("acb").length, 1);
  assert.match(kinds("acb")[0] ?? "", /^wrong-order/);
});

test("fitness and precision are those of the definitions", () => {
  const game = gameOf(
    [node("s", "start"), node("x", "exclusive"), node("a"), node("b"), node("e", "end")],
    ["s x", "x a", "x b", "a e", "b e"],
  );
  const aligned = align(game, ["a"]) as Alignment;

  assert.equal(traceFitness({ cost: 2, length: 3, emptyCost: 1 }), 0.5);
  assert.equal(
    logFitness([
      { cases: 3, cost: 0, length: 1, emptyCost: 1 },
      { cases: 1, cost: 1, length: 1, emptyCost: 1 },
    ]),
    1 - 1 / 8,
  );
  assert.equal(logFitness([]), null);
  assert.equal(precisionOf(game, [{ cases: 5, moves: aligned.moves }]), 0.5);
});
