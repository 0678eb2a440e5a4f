import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { endFetchersOfStoppedConsumers } from "./stopped-runner";

const require = createRequire(import.meta.url);
const Runner = require("kafkajs/src/consumer/runner");
const createFetchManager = require("kafkajs/src/consumer/fetchManager");
const silent = () => undefined;
const logger = { namespace: () => logger, debug: silent, info: silent, warn: silent, error: silent };

test("fetchers that are made after their consumer was stopped end, instead of asking for ever without a pause", async () => {
  endFetchersOfStoppedConsumers();
  const stopped = Object.assign(Object.create(Runner.prototype), { running: false, logger, consumerGroup: {} });
  let asked = 0;
  const fetchManager = createFetchManager({
    logger,
    getNodeIds: () => [1, 2],
    handler: silent,
    fetch: (nodeId: number) => {
      asked += 1;
      if (asked > 1_000) throw new Error("they ask for ever");
      return stopped.fetch(nodeId);
    },
  });

  await assert.rejects(fetchManager.start(), /was stopped/);

  assert.ok(asked <= 2);
});
