import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, afterEach, before, test } from "node:test";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { createTopics } from "@/lib/local/kafka-admin";
import { ConfigurationSchema } from "@/lib/platform/configuration-schema";
import {
  framed,
  type RegistryServer,
  register,
  type Subjects,
  startRegistry,
  startRegistryForTests,
} from "@/lib/sources/kafka/schema-registry/registry-server.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { type InlineWorker, sourceSays, startInlineWorker } from "./inline-worker.test-support";
import { projectQuarantined } from "./project-quarantined";
import { readableRecords } from "./readable-records";
import { rulesOfSource } from "./rules-of-source";
import { caughtUp, eventually, produce } from "./worker.test-support";

let kafka: TestKafka;
let database: TestDatabase;
const workers: InlineWorker[] = [];
const registries: RegistryServer[] = [];
before(async () => {
  kafka = await startKafkaForTests();
});
after(() => kafka.stop());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await Promise.all(registries.splice(0).map((registry) => registry.stop()));
  await database.stop();
});

async function newTopic(): Promise<string> {
  database = await startTestDatabase();
  const topic = `orders-${randomBytes(4).toString("hex")}`;
  await createTopics(kafka.bootstrap, [{ topic, partitions: 1 }]);
  return topic;
}

function read(topic: string, url: string): void {
  const keys = [{ name: "orderId", path: "$.orderId" }];
  const source = { brokers: [kafka.bootstrap], topics: [{ topic, keys }], schemaRegistry: { url } };
  workers.push(startInlineWorker(database.connectionString, source));
}

const send = (topic: string, ...values: readonly Buffer[]) =>
  produce(
    kafka.bootstrap,
    topic,
    values.map((value) => ({ partition: 0, value })),
  );

const avroOrder = (name: string) => ({
  schema: JSON.stringify({
    type: "record",
    name,
    fields: [
      { name: "type", type: "string" },
      { name: "orderId", type: "long" },
    ],
  }),
});
const PAID = Buffer.from([8, ...Buffer.from("Paid")]);
/** 9007199254740993, which a number cannot hold, as Avro and as Protobuf write it. */
const AVRO_ORDER_ID = Buffer.from("8280808080808020", "hex");
const PROTO_ORDER_ID = Buffer.from("8180808080808010", "hex");

test("Avro, Protobuf, JSON Schema and plain JSON in one topic are one case, and the bytes are stored as they came", async () => {
  const topic = await newTopic();
  const registry = await startRegistryForTests();
  registries.push(registry);
  const avro = await register(registry.url, `${topic}-avro`, avroOrder("Order"));
  const schema = 'syntax = "proto3"; message Order { string type = 1; int64 order_id = 2; }';
  const protobuf = await register(registry.url, `${topic}-protobuf`, { schemaType: "PROTOBUF", schema });
  const json = await register(registry.url, `${topic}-json`, { schemaType: "JSON", schema: '{"type":"object"}' });
  const values = [
    framed(avro, PAID, AVRO_ORDER_ID),
    framed(protobuf, [0, 0x0a, 4], Buffer.from("Sent"), [0x10], PROTO_ORDER_ID),
    framed(json, Buffer.from('{"type":"Closed","orderId":9007199254740993}')),
    Buffer.from('{"type":"Archived","orderId":"9007199254740993"}'),
  ];
  await send(topic, ...values);
  read(topic, registry.url);

  await caughtUp(database.pool, kafka.bootstrap, topic);

  const { rows } = await database.pool.query<{ payload: Buffer }>(
    "select value as payload from event order by position",
  );
  assert.deepEqual(
    rows.map(({ payload }) => payload.toString("hex")),
    values.map((value) => value.toString("hex")),
  );
  const cases = await database.pool.query("select lead_value as label, event_count from process_case");
  assert.deepEqual(cases.rows, [{ label: "9007199254740993", event_count: 4 }]);
});

test("while the registry is down the partition waits and says why; then it goes on, and nothing is lost or in quarantine", async () => {
  const topic = await newTopic();
  const subjects: Subjects = [];
  const first = await startRegistry({ subjects });
  const id = await register(first.url, "orders-value", avroOrder("Order"));
  await first.stop();
  await send(topic, framed(id, PAID, [2]), framed(id, PAID, [4]));
  read(topic, first.url);

  const said = await sourceSays(database.pool, "degraded", /The schema registry at http:\S+ does not answer/);
  assert.match(said, new RegExp(`^${topic}/0 waits at 0: `));
  const counts = "select (select count(*) from event) as events, (select count(*) from quarantine) as quarantined";
  assert.deepEqual((await database.pool.query(counts)).rows, [{ events: 0, quarantined: 0 }]);

  registries.push(await startRegistry({ subjects, port: Number(new URL(first.url).port) }));
  await caughtUp(database.pool, kafka.bootstrap, topic);
  await sourceSays(database.pool, "running", /^$/);
  assert.deepEqual((await database.pool.query(counts)).rows, [{ events: 2, quarantined: 0 }]);
});

test("a schema that is not there, and bytes that do not fit theirs, are quarantined with the reason; the rest goes on", async () => {
  const topic = await newTopic();
  const registry = await startRegistry();
  registries.push(registry);
  const id = await register(registry.url, "orders-value", avroOrder("Order"));
  await send(topic, framed(77, PAID), framed(id, [200, 1]), framed(id, PAID, [6]), Buffer.alloc(64));
  read(topic, registry.url);

  await caughtUp(database.pool, kafka.bootstrap, topic);

  const reasons = await eventually("the reasons", async () => {
    const { rows } = await database.pool.query<{ reason: string }>("select reason from quarantine order by position");
    return rows.length === 3 ? rows.map(({ reason }) => reason) : null;
  });
  assert.equal(reasons[0], `The value is of schema 77 of the registry at ${registry.url}: it is not there (404).`);
  assert.match(reasons[1] ?? "", /ends too early for its Avro schema/);
  assert.equal((await database.pool.query("select from event")).rowCount, 1);
});

test("a value that waits in quarantine for its schema is projected by a retry once that is registered", async () => {
  const topic = await newTopic();
  const registry = await startRegistry();
  registries.push(registry);
  const first = await register(registry.url, "first-value", avroOrder("First"));
  await send(topic, framed(first + 1, PAID, [6]));
  read(topic, registry.url);
  await caughtUp(database.pool, kafka.bootstrap, topic);
  const configuration = ConfigurationSchema.parse({
    database: { url: database.connectionString },
    sources: [
      {
        id: "kafka",
        kind: "kafka",
        brokers: [kafka.bootstrap],
        topics: [{ topic }],
        schemaRegistry: { url: registry.url },
      },
    ],
  });
  const { rows } = await database.pool.query<{ quarantine_id: number }>("select quarantine_id from quarantine");
  const again = () =>
    projectQuarantined({
      pool: database.pool,
      quarantineIds: rows.map((row) => row.quarantine_id),
      rulesOf: (source, saved) => rulesOfSource({ configuration, saved }, source),
      toReadable: readableRecords(configuration),
    });

  assert.match((await again())[0]?.reason ?? "", /is not there \(404\)/);
  assert.equal(await register(registry.url, "second-value", avroOrder("Second")), first + 1);
  assert.equal((await again())[0]?.state, "projected");
  assert.equal((await database.pool.query("select from event")).rowCount, 1);
});
