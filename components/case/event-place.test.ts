import assert from "node:assert/strict";
import { test } from "node:test";
import { eventPlace } from "./event-place";
import { sampleEvent } from "./sample-event.test-support";

const words = (own: Parameters<typeof sampleEvent>[1]) =>
  eventPlace(sampleEvent(7, own)).map(({ name, value }) => `${name} ${value}`);

test("a Kafka record is found by topic, partition and offset", () => {
  assert.deepEqual(words({ stream: "retail/orders/3" }), [
    "cluster kafka",
    "topic retail/orders",
    "partition 3",
    "offset 7",
  ]);
});

test("an engine's record is found by the engine's own partition and position", () => {
  assert.deepEqual(words({ kind: "element.left", source: "camunda", stream: "partition/1" }), [
    "engine camunda",
    "partition 1",
    "position 7",
  ]);
});

test("a record of any other source is found by its stream", () => {
  assert.deepEqual(words({ source: "upload", stream: "upload/lines" }), [
    "source upload",
    "stream upload/lines",
    "position 7",
  ]);
});
