import assert from "node:assert/strict";
import process from "node:process";
import { after, test } from "node:test";
import { startCamunda8 } from "@/lib/local/camunda8";
import { getFiles, SERVERS } from "@/lib/local/java-servers.test-support";
import { startKafka } from "@/lib/local/kafka";
import { prepareCamunda8, prepareKafka } from "@/lib/local/server-files";
import { makeTestFolder, removeTestFolder } from "@/lib/local/test-folder.test-support";
import { waitFor } from "@/lib/local/waiting";
import { silentLog } from "@/lib/platform/log";
import { PlacedOrders } from "./control-contract";
import { RETAIL_TOPIC, readEnvelope } from "./envelope";
import { tailTopic } from "./kafka-tail.test-support";
import { startRetailLandscape } from "./main";
import { RETAIL_CHAIN } from "./truth";

const controlToken = "a token only for these tests";
const silent = () => undefined;
const dataDir = await makeTestFolder("outage");
const kafkaFiles = getFiles(await prepareKafka(SERVERS));
const camundaFiles = getFiles(await prepareCamunda8(SERVERS));

let kafka = await startKafka({ dataDir, files: kafkaFiles, preferredPort: 0, log: silent });
const engineWish = { dataDir, files: camundaFiles, kafkaBootstrap: kafka.bootstrap, preferredRestPort: 0, log: silent };
let engine = await startCamunda8({ ...engineWish, preferredGrpcPort: 0 });
const startShop = () =>
  startRetailLandscape(
    {
      kafkaBrokers: [kafka.bootstrap],
      zeebeGrpcAddress: engine.grpcAddress,
      controlToken,
      ordersPerMinute: 0,
      defects: { "failing-job": 0 },
    },
    { log: silentLog },
  );
let shop = await startShop();
after(async () => {
  await shop.stop();
  await engine.stop();
  await kafka.stop();
  removeTestFolder(dataDir);
});

async function placeOrders(count: number): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${controlToken}` };
  const body = JSON.stringify({ count, defects: [] });
  const response = await fetch(new URL("/orders", shop.controlUrl), { method: "POST", headers, body });
  return PlacedOrders.parse(await response.json()).orders.map(({ orderId }) => orderId);
}

/** The ids of what was said about each order, by type, however often it was said. */
async function awaitCompletion(orders: readonly string[]): Promise<void> {
  const tail = await tailTopic(kafka.bootstrap, RETAIL_TOPIC);
  const idsOf = (order: string) => {
    const all = tail.records.map(({ text }) => readEnvelope(Buffer.from(text))).filter((read) => read !== null);
    const own = all.filter(({ data }) => data?.["orderId"] === order || data?.["refId"] === order);
    return new Map(own.map(({ id, type }) => [id, type]));
  };
  const isCompleted = (order: string) => [...idsOf(order).values()].includes("OrderCompletedEvent");
  await waitFor(() => (orders.every(isCompleted) ? true : null), { withinMs: 90_000, everyMs: 500 });
  await tail.stop();
  for (const order of orders) {
    assert.deepEqual([...idsOf(order).values()].sort(), RETAIL_CHAIN.map(({ type }) => type).sort(), order);
  }
}

test("orders that are under way when the engine is killed are completed when it is back, each once", async () => {
  const orders = await placeOrders(10);
  process.kill(-engine.process.pid, "SIGKILL");
  await engine.process.exited;
  const meanwhile = await placeOrders(5);

  const preferredGrpcPort = Number(engine.grpcAddress.split(":")[1]);
  engine = await startCamunda8({ ...engineWish, preferredGrpcPort });

  await awaitCompletion([...orders, ...meanwhile]);
});

test("orders that are under way when the broker is killed are completed when it is back, each once", async () => {
  const orders = await placeOrders(10);
  process.kill(-kafka.process.pid, "SIGKILL");
  await kafka.process.exited;

  kafka = await startKafka({ dataDir, files: kafkaFiles, preferredPort: kafka.port, log: silent });

  await awaitCompletion([...orders, ...(await placeOrders(5))]);
});

test("orders that are under way when the shop is stopped are completed by its successor, each once", async () => {
  const orders = await placeOrders(10);
  await waitFor(() => null, { withinMs: 700 });
  await shop.stop();

  shop = await startShop();

  await awaitCompletion(orders);
});
