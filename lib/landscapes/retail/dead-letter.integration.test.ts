import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { waitFor } from "@/lib/local/waiting";
import { silentLog } from "@/lib/platform/log";
import { createShopTopic, openBus } from "./bus";
import { initialDefects } from "./defects";
import { readEnvelope, toRetailRecord } from "./envelope";
import { type TailedRecord, tailTopic } from "./kafka-tail.test-support";
import { createKnobs } from "./knobs";
import { startShipping } from "./shipping";
import type { Shop } from "./shop";
import { createTally } from "./tally";

const topic = `retail-${randomBytes(4).toString("hex")}`;
const stopping = new AbortController();

let kafka: TestKafka;
let shop: Shop;
before(async () => {
  kafka = await startKafkaForTests();
  shop = {
    name: "retail",
    topic,
    kafkaBrokers: [kafka.bootstrap],
    knobs: createKnobs({ ordersPerMinute: 0, defects: initialDefects() }),
    tally: createTally(),
    log: silentLog,
    clock: Date.now,
    random: () => 0,
    signal: stopping.signal,
  };
  await createShopTopic(shop);
});
after(async () => {
  stopping.abort();
  await kafka.stop();
});

const command = toRetailRecord(
  {
    type: "ShipGoodsCommand",
    id: "command-1",
    source: "Order",
    time: Date.now(),
    data: { refId: "R-1" },
    traceid: "trace-1",
    correlationid: "wait-1",
  },
  { time: "iso", typeHeader: "plain" },
);
const isShipped = ({ text }: TailedRecord) => readEnvelope(Buffer.from(text))?.type === "GoodsShippedEvent";

test("Shipping puts the command of an order that it cannot label on the dead letter topic, and ships its replay once it is mended", async () => {
  shop.knobs.fixFate("R-1", ["dead-letter"]);
  const [letters, events] = [await tailTopic(kafka.bootstrap, `${topic}-dlt`), await tailTopic(kafka.bootstrap, topic)];
  const stop = await startShipping(shop);
  const checkout = openBus(shop, "checkout");

  await checkout.send([command]);
  const letter = await waitFor(() => letters.records[0] ?? null, { withinMs: 60_000, everyMs: 100 });

  assert.ok(letter);
  assert.equal(letter.text, command.value);
  assert.deepEqual(
    [
      letter.headers["type"],
      letter.headers["kafka_dlt-original-topic"],
      letter.headers["kafka_dlt-original-consumer-group"],
    ],
    ["ShipGoodsCommand", topic, "retail-shipping"],
  );
  assert.ok(!events.records.some(isShipped));

  shop.knobs.change({ defects: { "dead-letter": 0 } });
  await checkout.send([command]);
  assert.ok(await waitFor(() => events.records.find(isShipped) ?? null, { withinMs: 60_000, everyMs: 100 }));

  assert.equal(letters.records.length, 1);
  stopping.abort();
  await Promise.all([stop(), checkout.close(), letters.stop(), events.stop()]);
});
