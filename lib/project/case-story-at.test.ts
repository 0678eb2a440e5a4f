import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { tellStory, tellStoryAt } from "./case-story";
import { deliveries, landscapes } from "./landscape.test-support";
import { at, entered, left, started, timer, variable } from "./story.test-support";

const ANY_INSTANT = fc.nat(300).map((minute) => Date.UTC(2026, 10, 22, 8, 0) + minute * 60_000);

test("a case as of an instant is the case that has only the events up to it, in whatever order they came", () => {
  const told = landscapes.chain((events) =>
    fc.tuple(
      fc.constant(events),
      deliveries(events).map((batches) => batches.flat()),
      fc.oneof(
        ANY_INSTANT,
        ...(events.length === 0 ? [] : [fc.constantFrom(...events.map((each) => each.occurredAt))]),
      ),
    ),
  );

  fc.assert(
    fc.property(told, ([events, delivered, atMs]) => {
      const only = events.filter(({ occurredAt }) => occurredAt <= atMs);

      assert.deepEqual(tellStoryAt(delivered, atMs), tellStory(only));
    }),
    { numRuns: 300 },
  );
});

test("a case as of its end is the case, and as of before its beginning nothing", () => {
  fc.assert(
    fc.property(landscapes, (events) => {
      assert.deepEqual(tellStoryAt(events, Number.MAX_SAFE_INTEGER), tellStory(events));
      assert.deepEqual(tellStoryAt(events, 0).trace, []);
    }),
    { numRuns: 60 },
  );
});

test("what was not known yet is not told: the token stands, the variable is older, the timer is waited for", () => {
  const events = [
    started,
    variable("orderId", '"42"'),
    entered("pay"),
    timer("pay", "started", 99_000),
    left("pay"),
    variable("orderId", '"43"'),
  ].map((body, index) => at(index + 1, body));

  const { instances, waitsFor } = tellStoryAt(events, 4_000);

  assert.deepEqual(
    instances[0]?.visits.map(({ outcome, leftAt }) => [outcome, leftAt]),
    [["active", null]],
  );
  assert.equal(instances[0]?.variables[0]?.value, '"42"');
  assert.deepEqual(
    waitsFor.map(({ kind, dueAt }) => [kind, dueAt]),
    [["timer", 99_000]],
  );
});
