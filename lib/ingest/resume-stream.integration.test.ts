import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { createTopics } from "@/lib/local/kafka-admin";
import { parseConfiguration } from "@/lib/platform/configuration";
import { readIngestPaces } from "@/lib/store/ingest-pace";
import { ensureSource } from "@/lib/store/sources";
import { ensureStream, pauseStream } from "@/lib/store/streams";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { envelope } from "./poison.test-support";
import { type ResumeAsked, resumeStream } from "./resume-stream";
import { caughtUp, eventually, produce, type RunningWorker, startWorker } from "./worker.test-support";

let kafka: TestKafka;
let database: TestDatabase;
const workers: RunningWorker[] = [];
before(async () => {
  [kafka, database] = await Promise.all([startKafkaForTests(), startTestDatabase()]);
});
after(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await database.stop();
  await kafka.stop();
});

const topic = `orders-${randomBytes(4).toString("hex")}`;

function startReading(): RunningWorker {
  const worker = startWorker({
    databaseUrl: database.connectionString,
    bootstrap: kafka.bootstrap,
    topics: [{ topic, process: "retail" }],
  });
  workers.push(worker);
  return worker;
}

function resume(from: ResumeAsked["from"]) {
  const text = `database: { url: "${database.connectionString}" }
sources: [{ id: kafka, kind: kafka, brokers: ["${kafka.bootstrap}"], topics: [{ topic: "${topic}" }] }]`;
  const configuration = parseConfiguration(text, { file: "test", environment: {} });
  const stream = { source: "kafka", name: `${topic}/0` };
  return resumeStream({ pool: database.pool, configuration, stream, from, actor: "ann", reason: "made again" });
}

const order = (id: string) => ({ partition: 0, value: envelope({ orderId: id }) });

/** As a worker leaves it that finds the topic to end before what it has read: made again, and paused. */
async function leavePaused(nextPosition: number): Promise<void> {
  const sourceId = await ensureSource(database.pool, { name: "kafka", kind: "kafka" });
  const stream = { name: `${topic}/0`, topic, firstPosition: nextPosition };
  const { streamId } = await ensureStream(database.pool, sourceId, stream);
  await pauseStream(database.pool, streamId, "It was made again.");
}

test("a stream whose topic was made again waits for a person, and goes on where that person says", async () => {
  await createTopics(kafka.bootstrap, [{ topic, partitions: 1 }]);
  await produce(kafka.bootstrap, topic, ["6", "7"].map(order));
  await leavePaused(5);

  await assert.rejects(resume("keep"), /ends at 2 now/);
  const { nextPosition } = await resume("earliest");
  await assert.rejects(resume("latest"), /is not paused/);
  startReading();
  await caughtUp(database.pool, kafka.bootstrap, topic);

  const { rows } = await database.pool.query<{ cases: number; streams: number }>(
    "select (select count(*) from process_case) as cases, (select count(*) from stream where retired_at is not null) as streams",
  );
  assert.deepEqual([nextPosition, rows], [0, [{ cases: 2, streams: 1 }]]);
  const audit = await database.pool.query(
    "select actor, reason, detail from audit_entry where action = 'resume-stream'",
  );
  assert.deepEqual(audit.rows, [
    { actor: "ann", reason: "made again", detail: { from: "earliest", position: 0, before: 5 } },
  ]);
  await eventually("the pace to be written", async () => {
    const [pace] = await readIngestPaces(database.pool);
    return pace !== undefined && pace.recordsPerBatch > 0 && pace.commitMsP95 > 0 ? true : null;
  });
});

test("what a person skips is written down as a gap", async () => {
  await database.pool.query("update stream set next_position = 1, paused = true where name = $1", [`${topic}/0`]);

  const { nextPosition } = await resume("latest");

  const { rows } = await database.pool.query("select from_position, to_position, reason from stream_gap");
  const reason = "An operator let the stream go on behind them.";
  assert.deepEqual([nextPosition, rows], [2, [{ from_position: 1, to_position: 2, reason }]]);
});
