import assert from "node:assert/strict";
import { test } from "node:test";
import { type BalanceFlow, type BalanceNode, balanceFlows } from "./flow-balance";

const node = (id: string, type: string, count: number | null = null): BalanceNode => ({
  id,
  type,
  entered: count,
  left: count,
  isInterruptible: false,
});
/** `a>b` is a flow of that id. */
const flow = (id: string): BalanceFlow => {
  const [from = "", to = ""] = id.split(">");
  return { id, from, to, isConditional: false };
};
const taken = (nodes: readonly BalanceNode[], ids: readonly string[]) =>
  Object.fromEntries([...balanceFlows(nodes, ids.map(flow))].sort());

test("what lies between two counted tasks is counted, also over gateways that nothing was observed of", () => {
  //            ┌> ship 70 ─┐
  // paid 100 > x           j > done 100
  //            └> refuse ──┘
  const nodes = [
    node("paid", "TASK", 100),
    node("x", "EXCLUSIVE_GATEWAY"),
    node("ship", "TASK", 70),
    node("refuse", "TASK"),
    node("j", "EXCLUSIVE_GATEWAY"),
    node("done", "END_EVENT", 100),
  ];

  assert.deepEqual(taken(nodes, ["paid>x", "x>ship", "x>refuse", "ship>j", "refuse>j", "j>done"]), {
    "j>done": 100,
    "paid>x": 100,
    "refuse>j": 30,
    "ship>j": 70,
    "x>refuse": 30,
    "x>ship": 70,
  });
});

test("a parallel gateway sends everything down every branch", () => {
  const nodes = [node("a", "TASK", 8), node("p", "PARALLEL_GATEWAY"), node("b", "TASK"), node("c", "TASK")];

  assert.deepEqual(taken(nodes, ["a>p", "p>b", "p>c"]), { "a>p": 8, "p>b": 8, "p>c": 8 });
});

test("two counts that contradict each other leave the flow between them unknown, and nothing is concluded from it", () => {
  const nodes = [node("a", "TASK", 190), node("b", "TASK", 192), node("c", "TASK", 192)];

  assert.deepEqual(taken(nodes, ["a>b", "b>c"]), { "b>c": 192 });
});

test("nothing is guessed of inclusive gateways, of conditional flows and of tasks that can be interrupted", () => {
  const nodes = [node("a", "TASK", 5), node("o", "INCLUSIVE_GATEWAY"), node("b", "TASK"), node("c", "TASK")];
  const interruptible = [{ ...node("a", "TASK", 5), isInterruptible: true }, node("b", "TASK")];

  assert.deepEqual(taken(nodes, ["a>o", "o>b", "o>c"]), { "a>o": 5 });
  assert.deepEqual(taken(interruptible, ["a>b"]), {});
  assert.equal(balanceFlows([node("a", "TASK", 5)], [{ ...flow("a>b"), isConditional: true }]).size, 0);
});

test("a count that would be below zero is a contradiction, not a number", () => {
  const nodes = [node("a", "TASK", 5), node("x", "EXCLUSIVE_GATEWAY"), node("b", "TASK", 9), node("c", "TASK")];

  assert.equal(taken(nodes, ["a>x", "x>b", "x>c"])["x>c"], undefined);
});
