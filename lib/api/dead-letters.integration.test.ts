import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import type { IHeaders } from "kafkajs";
import { POST as archive } from "@/app/api/v1/dead-letters/archive/route";
import { GET as readOne } from "@/app/api/v1/dead-letters/record/route";
import { GET as list } from "@/app/api/v1/dead-letters/route";
import { GET as readValue } from "@/app/api/v1/dead-letters/value/route";
import { POST as operate } from "@/app/api/v1/operations/route";
import type { DeadLetter, DeadLetterDetail } from "@/lib/api/contract/dead-letters";
import type { OperationPreview } from "@/lib/api/contract/operations";
import type { Role } from "@/lib/domain/role";
import { type InlineWorker, startInlineWorker } from "@/lib/ingest/inline-worker.test-support";
import { eventually, kafkaOf, withAdmin } from "@/lib/ingest/worker.test-support";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { openEngines } from "@/lib/operations/open-engines";
import { runOperations } from "@/lib/operations/runner";
import type { Engines } from "@/lib/operations/select-targets";
import { parseConfiguration } from "@/lib/platform/configuration";
import { silentLog } from "@/lib/platform/log";
import { startTestServer, type TestServer } from "./server.test-support";

const ORDERS = `orders-${randomBytes(4).toString("hex")}`;
const LETTERS = `${ORDERS}-dlt`;
const COMMAND = '{"type":"ShipGoods","orderId":"42","card":"4111"}';

/** Beginnings of the headers that say it, per framework, and how it writes a number. */
const SPRING = {
  "kafka_dlt-original-topic": ORDERS,
  "kafka_dlt-original-partition": Buffer.from([0, 0, 0, 0]),
  "kafka_dlt-original-offset": Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]),
  "kafka_dlt-original-consumer-group": "shipping",
  "kafka_dlt-exception-cause-fqcn": "java.lang.IllegalStateException",
  "kafka_dlt-exception-message": "no label for <b>42</b>",
  "kafka_dlt-exception-stacktrace": "java.lang.IllegalStateException\n\tat Shipping.ship(Shipping.java:7)",
};
const CONNECT = {
  "__connect.errors.topic": ORDERS,
  "__connect.errors.partition": "0",
  "__connect.errors.offset": "1",
  "__connect.errors.connector.name": "zeebe-sink",
  "__connect.errors.class.name": "io.zeebe.kafka.connect.ZeebeSinkTask",
  "__connect.errors.exception.message": "RESOURCE_EXHAUSTED",
};

describe("dead letters", () => {
  let kafka: TestKafka;
  let server: TestServer;
  let engines: Engines;
  let worker: InlineWorker;
  const stopping = new AbortController();
  let running: Promise<void>;
  before(async () => {
    kafka = await startKafkaForTests();
    await withAdmin(kafka.bootstrap, (admin) =>
      admin.createTopics({
        waitForLeaders: true,
        topics: [ORDERS, LETTERS].map((topic) => ({ topic, numPartitions: 1 })),
      }),
    );
    await send(ORDERS, { value: '{"type":"OrderPlaced","orderId":"42"}' });
    await send(ORDERS, { value: COMMAND });
    const brokers = `brokers: ["${kafka.bootstrap}"], topics: [{ topic: "${ORDERS}*", process: shop }]`;
    const configuration = [
      `sources: [{ id: kafka, kind: kafka, ${brokers}, writes: true }]`,
      `masking: [{ path: "$.card", visibleFrom: operator }]`,
    ].join("\n");
    engines = openEngines(parseConfiguration(`database: { url: "postgresql://x" }\n${configuration}`, NOWHERE));
    server = await startTestServer({ configuration, engines });
    const topics = [{ topic: `${ORDERS}*`, process: "shop" }];
    worker = startInlineWorker(server.database.connectionString, { brokers: [kafka.bootstrap], topics });
    running = runOperations({ pool: server.database.pool, engines, log: silentLog, signal: stopping.signal });
  });
  after(async () => {
    stopping.abort();
    await Promise.all([running, worker.stop()]);
    for (const engine of engines.values()) await engine.close();
    await server.stop();
    await kafka.stop();
  });

  async function send(topic: string, message: { value: string; headers?: IHeaders; key?: string }): Promise<void> {
    const producer = kafkaOf(kafka.bootstrap).producer();
    await producer.connect();
    await producer.send({ topic, messages: [message] });
    await producer.disconnect();
  }

  async function letters(query = "", role: Role = "viewer"): Promise<readonly DeadLetter[]> {
    const page = await server.read<{ items: DeadLetter[] }>(list, { path: `/api/v1/dead-letters${query}`, role });
    return page.items;
  }

  const many = (count: number, query = "") =>
    eventually(`${count} dead letters ${query}`, async () => {
      const found = await letters(query);
      return found.length === count ? found : null;
    });
  const readLetter = (id: string, role: Role = "operator") =>
    server.read<DeadLetterDetail>(readOne, { path: `/api/v1/dead-letters/record?id=${encodeURIComponent(id)}`, role });
  const post = (body: object, role: Role = "operator") =>
    server.ask(operate, { path: "/api/v1/operations", method: "POST", role, body });
  const replayed = (id: string) =>
    eventually(`${id} to come back`, async () => {
      const letter = await readLetter(id);
      return letter.state === "replayed" ? letter : null;
    });

  test("they are listed with the case and the original, whichever framework wrote them, and found by what is known", async () => {
    await send(LETTERS, { value: COMMAND, headers: SPRING, key: "42" });
    await send(LETTERS, { value: COMMAND, headers: CONNECT });
    await send(LETTERS, { value: COMMAND });

    const found = await many(3);

    assert.deepEqual(
      found
        .map(({ dialect, theCase, originalTopic, consumer }) => [dialect, theCase?.label, originalTopic, consumer])
        .sort(),
      [
        ["connect", "orderId:42", ORDERS, "zeebe-sink"],
        ["name", "orderId:42", ORDERS, null],
        ["spring", "orderId:42", ORDERS, "shipping"],
      ],
    );
    assert.equal((await letters("?exception=IllegalStateException")).length, 1);
    assert.equal((await letters(`?case=orderId:42&topic=${ORDERS}`)).length, 3);
    assert.equal((await letters("?state=replayed")).length, 0);
    const first = await server.read<{ items: DeadLetter[]; nextCursor: string }>(list, {
      path: "/api/v1/dead-letters?limit=2",
      role: "viewer",
    });
    assert.equal((await letters(`?limit=2&cursor=${first.nextCursor}`)).length, 1);
  });

  test("one is shown with its stack trace and as much of its payload as the role may see", async () => {
    const shown = await readLetter(`kafka/${LETTERS}/0/0`);
    const masked = await readLetter(`kafka/${LETTERS}/0/0`, "viewer");

    assert.match(shown.stackTrace ?? "", /Shipping.java:7/);
    assert.equal(shown.record?.value, COMMAND);
    assert.equal(masked.record?.isMasked, true);
    assert.ok(!masked.record?.value?.includes("4111"));
    const bytes = (role: Role) =>
      server.ask(readValue, { path: `/api/v1/dead-letters/value?id=kafka/${LETTERS}/0/0`, role });
    assert.equal((await bytes("analyst")).status, 403);
    assert.equal(await (await bytes("operator")).text(), COMMAND);
  });

  test("a preview says what is done, to how many, and what cannot be; a viewer may not ask", async () => {
    const ids = [`kafka/${LETTERS}/0/0`, `kafka/${LETTERS}/0/999`];
    const asked = { action: "replay-record", target: { ids }, reason: "mended" };

    const preview = (await (await post({ ...asked, dryRun: true })).json()) as OperationPreview;

    assert.match(preview.effect, /not idempotent/);
    assert.deepEqual(preview.impossible, [{ id: ids[1] ?? "", why: "there is no such dead letter" }]);
    assert.equal((await post(asked, "viewer")).status, 403);
    const large = await post({ ...asked, parameters: { value: "x".repeat(5_000_000) } });
    assert.equal(large.status, 413);
  });

  test("a replay comes back from the log: the dead letter says which record it became", async () => {
    const id = `kafka/${LETTERS}/0/0`;
    const response = await post({ action: "replay-record", target: { ids: [id] }, reason: "label service is back" });
    assert.equal(response.status, 202, await response.clone().text());
    const { id: operationId } = (await response.json()) as { id: string };

    const letter = await replayed(id);

    const [replay] = letter.replays;
    assert.deepEqual(
      [replay?.topic, replay?.operationId, replay?.edited, letter.hasMovedOn],
      [ORDERS, operationId, null, true],
    );
    assert.ok(replay?.seenAt && replay.writtenAt);
    assert.equal((await letters()).length, 2);
  });

  test("an edited replay keeps what was before and after, masked for whom it is hidden", async () => {
    const id = `kafka/${LETTERS}/0/1`;
    const value = COMMAND.replace("42", "43");
    await post({ action: "replay-record", target: { ids: [id] }, parameters: { value }, reason: "wrong order" });

    await replayed(id);

    const [edited] = (await readLetter(id)).replays;
    assert.deepEqual([edited?.edited?.before.text, edited?.edited?.after.text], [COMMAND, value]);
    assert.ok(!JSON.stringify((await readLetter(id, "viewer")).replays).includes("4111"));
  });

  test("a record is published to a topic that is read, and to no other", async () => {
    const asked = { action: "publish-record", parameters: { value: '{"type":"Note","orderId":"42"}' }, reason: "told" };

    const refused = await post({ ...asked, target: { ids: ["kafka/elsewhere"] } });
    assert.equal(refused.status, 404);
    assert.equal((await post({ ...asked, target: { ids: [`kafka/${ORDERS}`] } })).status, 202);
    await eventually("the note to come back", async () => {
      const { rows } = await server.database.pool.query(
        "select from event join activity using (activity_id) where name = 'Note'",
      );
      return rows.length === 1 ? true : null;
    });
  });

  test("one that nobody will replay is put aside with a reason, cannot be replayed then, and can be brought back", async () => {
    const id = `kafka/${LETTERS}/0/2`;
    const ask = (body: object) =>
      server.read<{ changed: number }>(archive, {
        path: "/api/v1/dead-letters/archive",
        method: "POST",
        role: "operator",
        body,
      });

    assert.equal((await ask({ ids: [id], reason: "a test order" })).changed, 1);
    assert.equal((await ask({ ids: [id], reason: "again" })).changed, 0);
    const letter = await readLetter(id);
    assert.deepEqual([letter.state, letter.archived?.because], ["archived", "a test order"]);
    const asked = { action: "replay-record", target: { ids: [id] }, dryRun: true };
    const preview = (await (await post(asked)).json()) as OperationPreview;
    assert.deepEqual(preview.impossible, [{ id, why: "it is archived" }]);
    assert.equal((await ask({ ids: [id], reason: "it was none", restore: true })).changed, 1);
    assert.equal((await readLetter(id)).state, "open");
  });
});

const NOWHERE = { file: "test", environment: {} };
