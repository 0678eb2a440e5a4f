import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import kafkajs from "kafkajs";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { parseConfiguration } from "@/lib/platform/configuration";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import type { EngineAnswer, RecordLog } from "../engine";
import { type KafkaCluster, openKafkaCluster } from "./kafka-cluster";
import { openKafkaLog } from "./kafka-log";
import type { ReplayRequest } from "./record-request";

const SHOP = `shop-${randomBytes(4).toString("hex")}`;
const LETTERS = `${SHOP}-dlt`;
const NARROW = `${SHOP}-narrow`;
const ORDER = '{"specversion":"1.0","id":"7","type":"ShipGoods","amount":12345678901234567890,"data":{"orderId":"42"}}';
const OPERATION = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

let kafka: TestKafka;
let log: RecordLog;
let cluster: KafkaCluster;
let client: kafkajs.Kafka;
before(async () => {
  kafka = await startKafkaForTests();
  client = new kafkajs.Kafka({ brokers: [kafka.bootstrap], logLevel: kafkajs.logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: [
      ...[SHOP, LETTERS].map((topic) => ({ topic, numPartitions: 2 })),
      { topic: NARROW, numPartitions: 1, configEntries: [{ name: "max.message.bytes", value: "1000" }] },
    ],
  });
  await admin.disconnect();
  await dead({ value: ORDER });
  await dead({ value: "{ not json" });
  log = openKafkaLog(configuration("writes: true"));
  cluster = openKafkaCluster(configuration(""), "test");
});
after(async () => {
  await Promise.all([log.close(), cluster.close()]);
  await kafka.stop();
});

function configuration(more: string): KafkaSourceConfiguration {
  const text = `database: { url: "postgresql://x" }
sources: [{ id: shop, kind: kafka, brokers: ["${kafka.bootstrap}"], topics: [{ topic: "${SHOP}*" }], ${more} }]`;
  const [source] = parseConfiguration(text, { file: "test", environment: {} }).sources;
  assert.ok(source?.kind === "kafka");
  return source;
}

async function dead({ value }: { readonly value: string }): Promise<void> {
  const producer = client.producer();
  await producer.connect();
  const headers = {
    tenant: ["north", "south"],
    "kafka_dlt-original-topic": SHOP,
    "kafka_dlt-original-partition": Buffer.from([0, 0, 0, 1]),
    "throughline-replay-of": "older:0:1",
  };
  await producer.send({ topic: LETTERS, messages: [{ key: "42", value, headers, partition: 0 }] });
  await producer.disconnect();
}

let asked = 0;

function replay(request: Partial<ReplayRequest> = {}): ReplayRequest {
  asked += 1;
  return {
    action: "replay-record",
    letter: { topic: LETTERS, partition: 0, offset: 0 },
    kept: null,
    targetTopic: SHOP,
    targetPartition: 1,
    edit: {},
    mark: { operationId: OPERATION, ordinal: asked, writtenSince: null },
    ...request,
  };
}

function wroteOf(answer: EngineAnswer) {
  assert.ok(answer.outcome === "done" && answer.wrote, JSON.stringify(answer));
  return answer.wrote;
}

async function readAt({ topic, partition, offset }: { topic: string; partition: number; offset: number }) {
  const { records } = await cluster.read({ topic, partition, offset, bytesMax: 1_000_000, waitMs: 500 });
  const record = records.find(({ position }) => position === offset);
  assert.ok(record);
  return record;
}

async function written(): Promise<number> {
  return (await cluster.extents(SHOP)).reduce((sum, { low, high }) => sum + high - low, 0);
}

const textOf = ({ value }: SourceRecord) => Buffer.from(value ?? "").toString();
const headersOf = ({ headers }: SourceRecord) =>
  headers.map(({ name, value }) => `${name}=${Buffer.from(value)}`).sort();

test("a dead letter goes back to where it came from with the same bytes, and says what it is the replay of", async () => {
  const request = replay();

  const wrote = wroteOf(await log.perform(request));

  assert.deepEqual([wrote.topic, wrote.partition, wrote.replayOf?.topic, wrote.changedValue], [SHOP, 1, LETTERS, null]);
  const record = await readAt(wrote);
  assert.equal(textOf(record), ORDER);
  assert.equal(Buffer.from(record.key ?? "").toString(), "42");
  assert.deepEqual(headersOf(record), [
    "tenant=north",
    "tenant=south",
    `throughline-operation=${OPERATION}/${request.mark.ordinal}`,
    `throughline-replay-of=${LETTERS}:0:0`,
  ]);
});

test("when the answer was lost, what an earlier attempt wrote is found and not written again", async () => {
  const request = replay();
  const first = wroteOf(await log.perform(request));
  const before = await written();

  const again = await log.perform({ ...request, mark: { ...request.mark, writtenSince: Date.now() - 60_000 } });

  assert.deepEqual(wroteOf(again), first);
  assert.match(again.outcome === "done" ? again.said : "", /an earlier attempt had written it/);
  assert.equal(await written(), before);
});

test("an earlier attempt that wrote nothing is made up for", async () => {
  const before = await written();
  const { mark, ...request } = replay();

  wroteOf(await log.perform({ ...request, mark: { ...mark, writtenSince: Date.now() - 60_000 } }));

  assert.equal(await written(), before + 1);
});

test("an edited record is another fact: it gets an id of its own, keeps all digits, and its old value is told", async () => {
  const value = ORDER.replace("42", "43");

  const answer = await log.perform(replay({ edit: { value } }));

  const wrote = wroteOf(answer);
  const after = textOf(await readAt(wrote));
  assert.equal(after, value.replace('"id":"7"', `"id":"${OPERATION}-${asked}"`));
  assert.equal(Buffer.from(wrote.changedValue?.before ?? "").toString(), ORDER);
  assert.equal(Buffer.from(wrote.changedValue?.after ?? "").toString(), after);
  assert.match(answer.outcome === "done" ? answer.said : "", /field id.*that of the original was 7/);
});

test("an edit that is not JSON where the original was is refused; of one that never was, anything may be made", async () => {
  const before = await written();

  const refused = await log.perform(replay({ edit: { value: "{ half" } }));

  assert.match(refused.outcome === "refused" ? refused.why : "", /original's value is JSON, and the edited one is not/);
  assert.equal(await written(), before);
  const letter = { topic: LETTERS, partition: 0, offset: 1 };
  const mended = wroteOf(await log.perform(replay({ letter, edit: { value: ORDER, key: "43", headers: [] } })));
  assert.deepEqual([mended.isKeyChanged, mended.areHeadersChanged], [true, true]);
  assert.equal(textOf(await readAt(mended)), ORDER);
});

test("a topic that is not there (any more) is refused in words, and not made", async () => {
  const answer = await log.perform(replay({ targetTopic: `${SHOP}-gone` }));

  assert.match(answer.outcome === "refused" ? answer.why : "", /there is no topic .* none is made/);
  assert.ok(!(await cluster.topics()).includes(`${SHOP}-gone`));
});

test("what Kafka has dropped is taken from the event log; what is in neither is refused", async () => {
  const letter = { topic: LETTERS, partition: 1, offset: 99 };
  const kept: SourceRecord = {
    source: toSourceName("shop"),
    stream: toStreamName(`${LETTERS}/1`),
    position: 99,
    topic: LETTERS,
    recordedAt: 0,
    key: null,
    headers: [],
    value: Buffer.from("kept"),
  };

  assert.equal(textOf(await readAt(wroteOf(await log.perform(replay({ letter, kept }))))), "kept");
  const answer = await log.perform(replay({ letter }));
  assert.match(answer.outcome === "refused" ? answer.why : "", /Kafka does not have .* any more/);
});

test("a record is published as it was given; one that is too large for its topic is refused in words", async () => {
  const publish = {
    action: "publish-record" as const,
    topic: SHOP,
    key: null,
    headers: [{ name: "tenant", value: "north" }],
    value: "{}",
    mark: { operationId: OPERATION, ordinal: 900, writtenSince: null },
  };

  const record = await readAt(wroteOf(await log.perform(publish)));

  assert.equal(textOf(record), "{}");
  const large = { ...publish, topic: NARROW, value: "x".repeat(5_000), mark: { ...publish.mark, ordinal: 901 } };
  const answer = await log.perform(large);
  assert.match(answer.outcome === "refused" ? answer.why : "", /no record of this size/);
});

test("a cluster that may only be read offers nothing and says which setting allows it", async () => {
  const readOnly = openKafkaLog(configuration(""));

  assert.equal(readOnly.offers.size, 0);
  assert.match(readOnly.whyNot("replay-record") ?? "", /writes: true/);
  await readOnly.close();
});
