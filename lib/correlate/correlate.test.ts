import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type LinkKeyRow, UNCORRELATED } from "@/lib/domain/correlation";
import { type CorrelationKey, KEY_PRIORITY } from "@/lib/domain/correlation-key";
import type { Event } from "@/lib/domain/event";
import { toEventId, toSourceName, toStreamName } from "@/lib/domain/identifiers";
import { deliveries, landscapes } from "@/lib/project/landscape.test-support";
import { naiveTables } from "@/lib/project/naive-oracle.test-support";
import { correlate } from "./correlate";
import { gatherKeys } from "./gather-keys";
import { keyId, rememberKeyIds } from "./key-id";

const RUNS = { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 250) };

const order = (value: string): CorrelationKey => link("orderId", value, KEY_PRIORITY.business);
const trace = (value: string): CorrelationKey => link("traceId", value, KEY_PRIORITY.trace);
const customer = (value: string): CorrelationKey => ({ ...order(value), name: "customerId", role: "shared" });

function link(name: string, value: string, priority: number): CorrelationKey {
  return { scope: "", name, value, role: "link", priority };
}

let written = 0;
function eventWith(...keys: readonly CorrelationKey[]): Event {
  written += 1;
  return {
    kind: "activity.occurred",
    activity: { kind: "event", producer: "shop", name: "Happened", channel: "orders" },
    ends: false,
    id: toEventId(String(written)),
    occurredAt: written,
    recordedAt: written,
    source: toSourceName("kafka"),
    stream: toStreamName("orders/0"),
    position: written,
    part: 0,
    process: null,
    keys,
  };
}

function correlated(events: readonly Event[], known: readonly LinkKeyRow[] = []) {
  return correlate(gatherKeys(events, keyId), known);
}

/** What the store holds after these batches. */
function keysAfter(...batches: readonly (readonly Event[])[]): readonly LinkKeyRow[] {
  const keys = new Map<string, LinkKeyRow>();
  for (const batch of batches) {
    const { merges, newKeys, loweredKeys } = correlated(batch, [...keys.values()]);
    for (const [id, row] of keys) {
      const merge = merges.find(({ losers }) => losers.includes(row.caseId));
      if (merge !== undefined) keys.set(id, { ...row, caseId: merge.winner });
    }
    for (const row of [...newKeys, ...loweredKeys]) keys.set(row.keyId, row);
  }
  return [...keys.values()];
}

test("the id of a key is the same for ever", () => {
  assert.equal(keyId(order("42")), "4ca25d30-fbde-d09a-2771-7e77323ca579");
});

test("a memory of key ids that is full still gives the right ones", () => {
  const remembered = rememberKeyIds(4);
  const values = Array.from({ length: 20 }, (_, index) => String(index % 7));

  assert.deepEqual(
    values.map((value) => remembered(order(value))),
    values.map((value) => keyId(order(value))),
  );
});

test("events of one batch are one case when they share a LINK key, even by way of another event", () => {
  const { caseIds, cases } = correlated([
    eventWith(order("1")),
    eventWith(trace("a")),
    eventWith(trace("a"), order("1")),
  ]);

  assert.deepEqual(new Set(caseIds), new Set([keyId(order("1"))]));
  assert.deepEqual(
    cases.map(({ before, events }) => [before.length, events.length]),
    [[0, 3]],
  );
});

test("a case is named by its smallest key: business keys before technical ones", () => {
  const { cases } = correlated([eventWith(trace("a"), order("2"), order("10"))]);

  assert.deepEqual(
    cases.map(({ caseId, leadingKey }) => [caseId, leadingKey.value]),
    [[keyId(order("10")), "10"]],
  );
});

test("events with nothing but SHARED keys in common stay apart, and their cases are found by that key", () => {
  const { caseIds, sharedKeys } = correlated([
    eventWith(order("1"), customer("eve")),
    eventWith(order("2"), customer("eve")),
    eventWith(order("2"), customer("eve")),
  ]);

  assert.equal(new Set(caseIds).size, 2);
  assert.deepEqual(new Set(sharedKeys.map((row) => row.caseId)), new Set(caseIds));
  assert.equal(sharedKeys.length, 2);
});

test("an event without a LINK key is uncorrelated and touches no case", () => {
  const { caseIds, cases, newKeys, sharedKeys } = correlated([eventWith(customer("eve")), eventWith()]);

  assert.deepEqual(caseIds, [UNCORRELATED, UNCORRELATED]);
  assert.deepEqual([cases, newKeys, sharedKeys], [[], [], []]);
});

test("a late event with keys of two cases makes them one, and only their keys move", () => {
  const known = keysAfter([eventWith(order("1"))], [eventWith(trace("a"))]);

  const { merges, cases, newKeys } = correlated([eventWith(order("1"), trace("a"))], known);

  assert.deepEqual(merges, [{ winner: keyId(order("1")), losers: [keyId(trace("a"))] }]);
  assert.deepEqual(
    cases.map(({ before }) => before),
    [[keyId(order("1")), keyId(trace("a"))].sort()],
  );
  assert.deepEqual(newKeys, []);
});

test("a smaller key that comes late gives the case another id, and the old one still finds it", () => {
  const known = keysAfter([eventWith(trace("a"))]);

  const { merges, newKeys } = correlated([eventWith(order("1"), trace("a"))], known);

  assert.deepEqual(merges, [{ winner: keyId(order("1")), losers: [keyId(trace("a"))] }]);
  assert.deepEqual(
    newKeys.map((row) => [row.value, row.caseId]),
    [["1", keyId(order("1"))]],
  );
});

test("of the priorities that a key comes with the smallest counts, whichever comes first", () => {
  const first = { ...trace("a"), priority: 1 };
  const known = keysAfter([eventWith(order("1"), trace("a"))]);

  const { loweredKeys, merges } = correlated([eventWith(first)], known);

  assert.deepEqual(
    loweredKeys.map(({ value, priority }) => [value, priority]),
    [["a", 1]],
  );
  assert.deepEqual(merges, [{ winner: keyId(trace("a")), losers: [keyId(order("1"))] }]);
});

test("equal keys of two scopes never meet", () => {
  const { caseIds } = correlated([eventWith(order("1")), eventWith({ ...order("1"), scope: "import 7" })]);

  assert.equal(new Set(caseIds).size, 2);
});

test("a case whose leading key was not read is refused, not renamed", () => {
  const known = keysAfter([eventWith(order("1"), trace("a"))]).filter(({ name }) => name === "traceId");

  assert.throws(() => correlated([eventWith(trace("a"))], known), /leading key/);
});

test("batch by batch in any order, keys lead to the cases that the closure over all events gives", () => {
  fc.assert(
    fc.property(
      landscapes.chain((events) => fc.tuple(fc.constant(events), deliveries(events))),
      ([events, batches]) => {
        const keys = keysAfter(...batches);

        const expected = naiveTables(events).cases.flatMap(({ caseId, keyIds }) => keyIds.map((id) => [id, caseId]));
        assert.deepEqual(
          new Map(keys.map((row) => [row.keyId, row.caseId as string])),
          new Map(expected as [string, string][]),
        );
        for (const { caseId } of keys) {
          assert.ok(
            keys.some((row) => row.keyId === caseId && row.caseId === caseId),
            "a case's id is a key of its own",
          );
        }
      },
    ),
    RUNS,
  );
});

test("leaving out all SHARED keys changes no case", () => {
  fc.assert(
    fc.property(landscapes, (events) => {
      const without = events.map((event) => ({ ...event, keys: event.keys.filter(({ role }) => role === "link") }));

      assert.deepEqual(correlated(events).caseIds, correlated(without).caseIds);
    }),
    RUNS,
  );
});
