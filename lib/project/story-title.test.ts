import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventBody } from "@/lib/domain/event";
import { tellStory } from "./case-story";
import * as story from "./story.test-support";
import { eventProducer, eventTitle } from "./story-title";

const title = (body: EventBody) => eventTitle(story.at(1, body));
const paid: EventBody = {
  kind: "activity.occurred",
  activity: { kind: "event", producer: "Payment", name: "PaymentReceivedEvent", channel: "orders" },
  ends: false,
};
const published: EventBody = {
  kind: "message.changed",
  state: "published",
  messageKey: "7",
  messageName: "PaymentReceivedEvent",
  correlationKey: "c-1",
};

test("each event has a title that a person reads", () => {
  const titles: readonly (readonly [EventBody, string])[] = [
    [paid, "PaymentReceivedEvent"],
    [published, "Message PaymentReceivedEvent published"],
    [story.started, "Process order started"],
    [story.ended("terminated"), "Process order terminated"],
    [story.entered("pay"), "pay entered"],
    [story.left("pay"), "pay completed"],
    [story.flow("paid"), "Flow paid taken"],
    [story.variable("orderId", "1"), "Variable orderId set"],
    [story.job("pay", "created"), "Job send-it created"],
    [story.job("pay", "failed", { retries: 1 }), "Job send-it failed, 1 retry left"],
    [story.job("pay", "timed-out"), "Job send-it timed out"],
    [story.job("pay", "error-thrown"), "Job send-it threw an error"],
    [story.job("pay", "retries-updated"), "Retries of job send-it set to 3"],
    [story.incident("pay", "no"), "Incident at pay: JOB_NO_RETRIES"],
    [story.resolved("pay"), "Incident at pay resolved"],
    [story.subscription("wait", "opened"), "Waits for message PaymentReceivedEvent"],
    [story.subscription("wait", "correlated"), "Message PaymentReceivedEvent correlated"],
    [story.subscription("wait", "closed"), "No longer waits for message PaymentReceivedEvent"],
    [story.timer("wait", "triggered", 1), "Timer too-late triggered"],
    [story.userTask("ask", "created"), "User task ask created"],
    [story.userTask("ask", "assigned", "ada"), "User task ask assigned to ada"],
    [story.userTask("ask", "assigned"), "User task ask given back"],
  ];

  for (const [body, expected] of titles) assert.equal(title(body), expected);
});

test("an event is told by a service or by a process, what belongs to neither by the engine", () => {
  const timer = story.at(2, story.timer("wait", "started", 1));
  const [instance] = tellStory([story.at(1, story.started), timer]).instances;

  assert.equal(eventProducer(story.at(1, paid)), "Payment");
  assert.equal(eventProducer(story.at(1, story.flow("paid"))), "order");
  assert.equal(eventProducer(story.at(1, published)), "camunda");
  assert.equal(eventProducer(timer), "camunda");
  assert.equal(eventProducer(timer, instance), "order");
});
