import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Event } from "@/lib/domain/event";
import { toProcessInstanceKey } from "@/lib/domain/identifiers";
import { landscapes } from "./landscape.test-support";
import * as story from "./story.test-support";
import { tellHops } from "./story-hops";
import { toTrace } from "./trace";

const { at, entered, job, said, started, subscription, variable } = story;
const hops = (...events: readonly Event[]) =>
  tellHops(events).map(({ fromEventId, toEventId, why, by }) => `${fromEventId} ${why} ${by} ${toEventId}`.trim());
const withKey = (event: Event, from: Event): Event => ({ ...event, keys: from.keys });

test("a command goes to whoever answers with its correlation id, not to whoever happens to speak next", () => {
  const [one, other] = [
    ["orderId=1", "correlationId=a"],
    ["orderId=1", "correlationId=b"],
  ] as const;

  const told = hops(
    said(1, ["Order", "Retrieve"], ...one),
    said(2, ["Order", "Retrieve"], ...other),
    said(3, ["Payment", "Received"], ...other),
    said(4, ["Payment", "Received"], ...one),
  );

  assert.deepEqual(told, ["e1 key correlationId e4", "e2 key correlationId e3"]);
});

test("without a key in common the next of somebody else is named as nothing more than the next", () => {
  assert.deepEqual(hops(said(1, ["A", "One"], "x=1"), said(2, ["A", "Two"], "x=1"), said(3, ["B", "Three"], "y=1")), [
    "e1 next  e3",
    "e2 next  e3",
  ]);
  assert.deepEqual(hops(said(1, ["A", "One"], "x=1")), []);
});

test("an event that an engine waits for hops to where its message was correlated", () => {
  const told = hops(
    at(1, entered("wait")),
    at(2, subscription("wait", "opened")),
    said(3, ["Payment", "PaymentReceivedEvent"], "correlationId=c-1"),
    said(4, ["Payment", "PaymentReceivedEvent"], "correlationId=c-2"),
    at(5, subscription("wait", "correlated")),
  );

  assert.ok(told.includes("e3 message PaymentReceivedEvent e5"), told.join("\n"));
  assert.equal(told.filter((hop) => hop.startsWith("e3")).length, 1);
});

test("a message that no topic brought hops from the engine itself", () => {
  const published = at(1, {
    kind: "message.changed",
    state: "published",
    messageKey: "7",
    messageName: "PaymentReceivedEvent",
    correlationKey: "c-1",
  });
  const correlated = { ...at(2, subscription("wait", "correlated")), messageKey: "7" };

  assert.deepEqual(hops(published, correlated), ["e1 message PaymentReceivedEvent e2"]);
});

test("the first event of a service while a job is open is what its worker did, if it has a key of the instance", () => {
  const command = said(4, ["Order", "Retrieve"], "orderId=1");
  const told = [
    at(1, started),
    withKey(at(2, variable("orderId", '"1"')), command),
    at(3, job("pay", "created")),
    command,
    said(5, ["Order", "Retrieve"], "orderId=1"),
    at(6, job("pay", "completed")),
    said(7, ["Order", "Done"], "orderId=1"),
  ];

  assert.deepEqual(
    hops(...told).filter((hop) => hop.includes(" job ")),
    ["e3 job send-it e4", "e4 job send-it e6"],
  );
  assert.deepEqual(
    hops(...told.filter(({ kind }) => kind !== "variable.set")).filter((hop) => hop.includes(" job ")),
    [],
  );
});

test("a called process instance leads back to the one that called it", () => {
  const called = at(3, {
    kind: "instance.started",
    definition: { ...story.versioned, bpmnProcessId: "payment" },
    processInstanceKey: toProcessInstanceKey("2"),
    definitionKey: "260",
    parentProcessInstanceKey: toProcessInstanceKey("1"),
  });

  assert.deepEqual(hops(at(1, started), at(2, entered("call", "CALL_ACTIVITY")), called), ["e2 call payment e3"]);
});

test("a hop goes from an event of the case to a later one, whatever the case", () => {
  fc.assert(
    fc.property(landscapes, (events) => {
      const trace = toTrace(events);
      const places = new Map(trace.map(({ id }, index) => [id, index]));

      for (const { fromEventId, toEventId } of tellHops(trace)) {
        const [from, to] = [places.get(fromEventId), places.get(toEventId)];
        assert.ok(from !== undefined && to !== undefined && from < to);
      }
    }),
    { numRuns: 150 },
  );
});

test("ten thousand events of one chain are told in linear time", () => {
  const trace = Array.from({ length: 10_000 }, (_, index) =>
    said(index, [`service ${index % 7}`, "Went"], "orderId=1", `step=${index >> 1}`),
  );

  assert.equal(tellHops(trace).length, 9_999);
});
