import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, keysOf, whyNot } from "../decode.test-support";
import { AT, INSTANCE, instance, one, rule, zeebe } from "./zeebe.test-support";

test("a message and the element that it reaches share its key; its text ties nothing", () => {
  const message = {
    name: "Paid",
    correlationKey: "c-1",
    messageId: "",
    variables: { orderId: 42 },
    tenantId: "<default>",
  };
  const waiting = {
    ...instance,
    elementId: "Catch_1",
    elementInstanceKey: 71,
    messageName: "Paid",
    correlationKey: "c-1",
  };
  const variables = [{ variable: "orderId", name: "orderId", role: "link" as const, priority: 10 }];

  const [published] = decoded(zeebe("MESSAGE", "PUBLISHED", message), { ...rule, variables });
  const opened = one(
    "subscription.changed",
    zeebe("PROCESS_MESSAGE_SUBSCRIPTION", "CREATED", { ...waiting, messageKey: -1 }),
  );
  const correlated = one(
    "subscription.changed",
    zeebe("PROCESS_MESSAGE_SUBSCRIPTION", "CORRELATED", { ...waiting, messageKey: 700 }),
  );
  const closed = one(
    "subscription.changed",
    zeebe("PROCESS_MESSAGE_SUBSCRIPTION", "DELETED", { ...waiting, messageKey: -1 }),
  );

  assert.deepEqual(published && keysOf(published), ["messageKey=camunda:700", "orderId=42"]);
  assert.deepEqual(keysOf(opened), [`processInstanceKey=camunda:${INSTANCE}`]);
  assert.deepEqual(keysOf(correlated), [`processInstanceKey=camunda:${INSTANCE}`, "messageKey=camunda:700"]);
  assert.deepEqual([opened.state, correlated.state, closed.state], ["opened", "correlated", "closed"]);
  assert.equal(one("message.changed", zeebe("MESSAGE", "EXPIRED", message)).state, "expired");
});

test("a message that starts a process instance belongs to its case", () => {
  const value = { ...instance, messageName: "Opened", startEventId: "Start_1", messageKey: 700, correlationKey: "" };

  const event = one("subscription.changed", zeebe("MESSAGE_START_EVENT_SUBSCRIPTION", "CORRELATED", value));

  assert.deepEqual([event.elementId, event.messageKey], ["Start_1", "700"]);
  assert.deepEqual(keysOf(event), [`processInstanceKey=camunda:${INSTANCE}`, "messageKey=camunda:700"]);
});

test("a timer of an instance is told, that of a start event is not", () => {
  const value = {
    elementInstanceKey: 71,
    processInstanceKey: INSTANCE,
    dueDate: AT + 1000,
    targetElementId: "Timer_1",
    repetitions: 1,
  };

  const event = one("timer.changed", zeebe("TIMER", "TRIGGERED", value));

  assert.deepEqual(
    [event.state, event.timerKey, event.dueAt, event.elementId],
    ["triggered", "700", AT + 1000, "Timer_1"],
  );
  assert.equal(
    one("timer.changed", zeebe("TIMER", "CREATED", { ...value, dueDate: 9e15 })).dueAt,
    Date.UTC(9999, 11, 31, 23, 59, 59, 999),
  );
  assert.match(whyNot(zeebe("TIMER", "CREATED", { ...value, processInstanceKey: -1 }), rule), /^ignored/);
});
