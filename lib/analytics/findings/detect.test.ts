import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toCaseFacts } from "./case-facts";
import { detectFindings, ripeAt } from "./detect";
import { businessContent, findDuplicates, suspectedDuplicates } from "./duplicates";
import { learnNorms } from "./norms";
import { later, type Oddity, shopCase } from "./shop-case.test-support";

function factsOf(order: number, oddity: Oddity = {}) {
  const facts = toCaseFacts(shopCase(order, oddity));
  assert.ok(facts !== null);
  return facts;
}

const NORMS = learnNorms(Array.from({ length: 60 }, (_, order) => factsOf(order)));
const ORDER = 77;

function found(oddity: Oddity) {
  const facts = factsOf(ORDER, oddity);
  const ids = new Set(facts.trace.map(({ id }) => id as string));
  const findings = detectFindings(facts, NORMS, later(ORDER));
  for (const { evidence, detail } of findings) {
    assert.ok(
      evidence.length > 0 && evidence.every((id) => ids.has(id)),
      "each finding is shown by events of the case",
    );
    assert.ok(detail.length > 20);
  }
  return findings;
}

test("nothing is invented in a clean landscape, whatever order its events come in", () => {
  fc.assert(
    fc.property(fc.nat(500), fc.infiniteStream(fc.nat()), (order, dice) => {
      const events = shopCase(order)
        .map((event) => ({ event, at: dice.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ event }) => event);
      const facts = toCaseFacts(events);
      assert.ok(facts !== null);

      assert.deepEqual(detectFindings(facts, NORMS, later(order)), []);
      assert.deepEqual(suspectedDuplicates(facts, NORMS), []);
    }),
  );
});

const CASES: readonly (readonly [string, Oddity, readonly string[]])[] = [
  ["events without the process instance that all others have are a ghost", { withoutEngine: true }, ["ghost"]],
  ["an instance without any event of a service misses them", { withoutServices: true }, ["missing-events"]],
  ["an instance whose start was never told misses it", { withoutStart: true }, ["missing-events"]],
  ["a second instance for one case is told", { startedTwice: true }, ["double-instance"]],
  ["an engine that waits for what has happened is behind its topic", { messageLost: true }, ["engine-behind"]],
  ["what a service does after the end is told", { shippedLate: true }, ["after-end"]],
  ["an event from the future of its own log is told", { clockAheadMs: 90_000 }, ["clock"]],
  ["a log whose order and times say the opposite is told", { logOrderTurned: true }, ["clock"]],
];

for (const [name, oddity, kinds] of CASES) {
  test(name, () => {
    const seen = found(oddity).map(({ kind }) => kind);

    assert.deepEqual(
      seen.filter((kind) => kind !== "after-end" || kinds.includes("after-end")),
      kinds,
    );
  });
}

test("a case that is young is no ghost: its engine may still begin", () => {
  const facts = factsOf(ORDER, { withoutEngine: true });

  assert.deepEqual(detectFindings(facts, NORMS, ripeAt(facts, NORMS) - 1), []);
  assert.equal(detectFindings(facts, NORMS, ripeAt(facts, NORMS)).length, 1);
});

test("what few cases have seen is no rule: nothing is found with nineteen of them", () => {
  const few = learnNorms(Array.from({ length: 19 }, (_, order) => factsOf(order)));

  for (const oddity of [
    { withoutEngine: true },
    { withoutServices: true },
    { startedTwice: true },
    { paidTwice: true },
  ]) {
    const facts = factsOf(ORDER, oddity);
    assert.deepEqual(detectFindings(facts, few, later(ORDER)), []);
    assert.deepEqual(suspectedDuplicates(facts, few), []);
  }
});

test("a payment that came twice with the same content is a duplicate; with another amount it is none", () => {
  const suspects = suspectedDuplicates(factsOf(ORDER, { paidTwice: true }), NORMS);
  const payload = (eventId: string, amount: number) =>
    businessContent(JSON.stringify({ id: eventId, time: eventId, data: { order: ORDER, amount } }));

  const [same] = findDuplicates(suspects, (eventId) => payload(eventId, 10));
  assert.match(
    same?.detail ?? "",
    /^PaymentReceived came more than once with other ids and the same content, 1 s apart\.$/,
  );
  assert.equal(same?.evidence.length, 2);
  assert.deepEqual(
    findDuplicates(suspects, (eventId) => payload(eventId, eventId.length + Number(eventId.at(-1)))),
    [],
  );
  assert.deepEqual(
    findDuplicates(suspects, () => null),
    [],
    "a payload that was not kept proves nothing",
  );
});

test("where work is often done again, doing it again is no duplicate", () => {
  const cases = Array.from({ length: 60 }, (_, order) => factsOf(order, { paidTwice: order % 4 === 0 }));

  assert.deepEqual(suspectedDuplicates(factsOf(ORDER, { paidTwice: true }), learnNorms(cases)), []);
});
