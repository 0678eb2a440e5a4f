import assert from "node:assert/strict";
import { test } from "node:test";
import { eventPlace } from "./event-place";

type Placed = Parameters<typeof eventPlace>[0];

const words = (event: Placed) => eventPlace(event).map(({ name, value }) => `${name} ${value}`);

test("a Kafka record is found by topic, partition and offset", () => {
  const place = { source: "kafka", stream: "retail/orders/3", position: 7 };

  assert.deepEqual(words({ kind: "activity.occurred", ...place, record: { ...place, topic: "retail/orders" } }), [
    "cluster kafka",
    "topic retail/orders",
    "partition 3",
    "offset 7",
  ]);
});

test("an engine's record is found in the engine, and on the topic that brought it", () => {
  const record = { source: "kafka", topic: "zeebe", stream: "zeebe/0", position: 9001 };

  assert.deepEqual(words({ kind: "element.left", source: "camunda", stream: "partition/1", position: 7, record }), [
    "engine camunda",
    "engine partition 1",
    "engine position 7",
    "topic zeebe",
    "partition 0",
    "offset 9001",
  ]);
});

test("a record of any other source is found by its stream", () => {
  const place = { source: "upload", stream: "upload/lines", position: 7 };

  assert.deepEqual(words({ kind: "activity.occurred", ...place, record: { ...place, topic: "upload" } }), [
    "source upload",
    "stream upload/lines",
    "position 7",
  ]);
});
