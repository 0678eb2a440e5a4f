import assert from "node:assert/strict";
import { test } from "node:test";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import { decodeRecord } from "./decode-record";

const INSTANCE = { processDefinitionKey: "handling", processInstanceId: "p1", tenantId: null };
const VISIT = {
  ...INSTANCE,
  id: "wait:7",
  activityId: "wait",
  activityType: "receiveTask",
  startTime: "2026-11-23T11:31:56.839+0000",
  endTime: null,
  canceled: false,
  sequenceCounter: 3,
};

function decode(fact: unknown) {
  const value = Buffer.from(JSON.stringify(fact));
  const place = {
    source: toSourceName("engine"),
    stream: toStreamName("engine-rest"),
    position: 0,
    topic: "engine-rest",
  };
  const decoded = decodeRecord({ ...place, recordedAt: 0, key: null, headers: [], value }, []);
  return decoded.outcome === "events" ? decoded.events : decoded.why;
}

const told = (fact: unknown) => {
  const events = decode(fact);
  return typeof events === "string" ? events : events.map(({ id, kind }) => `${kind} ${id}`);
};

test("a visit that goes on and the same visit when it is over tell the same entering, at the same place", () => {
  const going = decode({ feed: "activity-instance", row: VISIT, messageName: "paid" });
  const over = decode({
    feed: "activity-instance-completed",
    row: { ...VISIT, endTime: "2026-11-23T11:31:56.839+0000" },
    messageName: "paid",
  });

  assert.ok(Array.isArray(going) && Array.isArray(over));
  assert.deepEqual(over.slice(0, 2), going);
  assert.deepEqual(
    over.map((event) => event.kind),
    ["element.entered", "subscription.changed", "element.left", "subscription.changed"],
  );
  assert.ok(over[2].position > over[0].position);
});

test("the business key is a correlation key, and a called instance carries that of its caller", () => {
  const row = {
    id: "p2",
    processDefinitionKey: "paying",
    processDefinitionId: "paying:1:x",
    processDefinitionVersion: 1,
    businessKey: "order-1",
    superProcessInstanceId: "p1",
    startTime: "2026-11-23T11:31:56.839+0000",
    state: "ACTIVE",
  };
  const [started] = decode({ feed: "process-instance", row });

  assert.ok(typeof started === "object");
  assert.deepEqual(
    started.keys.map(({ name, value }) => `${name}=${value}`),
    ["processInstanceKey=engine:p2", "businessKey=order-1", "processInstanceKey=engine:p1"],
  );
});

test("an incident that a called instance hands up is not counted at its caller, too", () => {
  const incident = { ...INSTANCE, id: "i2", causeIncidentId: "i1", activityId: "call", incidentType: "failedJob" };

  assert.match(String(told({ feed: "incident", row: incident })), /no process instance of its own/);
});

test("a row that lacks what it is about is quarantined with its reason, and a new kind of row is ignored", () => {
  assert.match(
    String(told({ feed: "activity-instance", row: { ...VISIT, activityId: null } })),
    /activityId is missing/,
  );
  assert.match(String(told({ feed: "activity-instance", row: "<html>" })), /not a row/);
  assert.match(String(told({ feed: "weather", row: {} })), /says nothing/);
});
