import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { createTopics } from "@/lib/local/kafka-admin";
import type { Sql } from "@/lib/store/database";
import { readProjection } from "@/lib/store/table-hash.test-support";
import { faultTest } from "./fault-book.test-support";
import { createFaultLab, shuffled } from "./fault-lab.test-support";
import { MORE_POISON } from "./more-poison.test-support";
import { orderRecords } from "./orders.test-support";
import { envelope, HARMLESS, POISON } from "./poison.test-support";
import { eventually, produce, type Sent, withAdmin } from "./worker.test-support";

const PARTITIONS = 4;
const BATCH = 200;
const MEMORY_MAX_MB = 512;

let kafka: TestKafka;
const lab = createFaultLab(() => kafka.bootstrap);
before(async () => {
  kafka = await startKafkaForTests();
});
after(async () => {
  await lab.stop();
  await kafka.stop();
});

/** Produces the parts one after the other, each projected before the next comes; returns the database. */
async function projected(topic: string, parts: readonly (readonly Sent[])[]): Promise<Sql> {
  const { pool, connectionString } = await lab.newDatabase();
  const worker = lab.workerOn({ databaseUrl: connectionString, topic, batchRecords: BATCH });
  for (const records of parts) {
    await produce(kafka.bootstrap, topic, records);
    await lab.caughtUp(pool, topic);
  }
  await worker.stop();
  return pool;
}

/** The projection without what says at which place of which partition an event came: elsewhere in this comparison. */
async function readWithoutPlaces(sql: Sql) {
  const { event: _, process_case: __, ...tables } = await readProjection(sql);
  const { rows: events } = await sql.query(
    `select distinct known.case_id, event_id, occurred_at, event.kind, process, keys, event.detail, activity.name
     from event join correlation_key as known on known.key_id = event.case_id left join activity using (activity_id)
     order by 1, 2`,
  );
  const { rows: cases } = await sql.query(
    `select case_id, started_at, last_at, ended_at, event_count, open_incidents, status, variant_id, activity.name, lead_value
     from process_case left join activity on activity_id = last_activity_id order by 1`,
  );
  return { ...tables, events, cases };
}

/** Each event once, in the order in which they happened. */
function calm(records: readonly Sent[]): readonly Sent[] {
  const timeOf = ({ value }: Sent) => Date.parse(JSON.parse(value.toString()).time);
  const once = new Map(records.map((record) => [JSON.parse(record.value.toString()).id, record]));
  return [...once.values()].sort((a, b) => timeOf(a) - timeOf(b));
}

/**
 * What was disturbed must be the same as what comes of the calm records, in a topic of the same name: an activity has its
 * topic in its name.
 */
async function judge(parts: readonly (readonly Sent[])[], records: readonly Sent[]) {
  const topic = await lab.newTopic(PARTITIONS);
  const disturbed = await projected(topic, parts);
  const figures = await lab.judge(disturbed, topic);
  await emptyTopic(topic);
  const reference = await readWithoutPlaces(await projected(topic, [calm(records)]));
  assert.ok(reference.cases.length > 0);
  assert.deepEqual(await readWithoutPlaces(disturbed), reference);
  return figures;
}

async function emptyTopic(topic: string): Promise<void> {
  await withAdmin(kafka.bootstrap, (admin) => admin.deleteTopics({ topics: [topic] }));
  await eventually("the topic to be gone", async () =>
    (await withAdmin(kafka.bootstrap, (admin) => admin.listTopics())).includes(topic) ? null : true,
  );
  await eventually("the topic to be there again", async () => {
    try {
      await createTopics(kafka.bootstrap, [{ topic, partitions: PARTITIONS }]);
      return true;
    } catch {
      return null; // the broker knows that it is gone, and not yet that it came again
    }
  });
}

faultTest("every record comes three times, to other partitions too", async () => {
  const records = orderRecords(400, PARTITIONS);
  const again = records.map(({ value }) => ({ partition: randomInt(PARTITIONS), value }));
  return judge([shuffled([...records, ...again], 400), records], records);
});

faultTest("records come in no order at all", async () => {
  const records = orderRecords(500, PARTITIONS);
  return judge([shuffled(records, records.length * 2)], records);
});

faultTest("half of each case comes after its end was projected", async () => {
  const records = orderRecords(400, PARTITIONS);
  const isLate = ({ value }: Sent) => /"(PaymentReceivedEvent|GoodsShippedEvent)"/.test(value.toString());
  return judge([records.filter((record) => !isLate(record)), records.filter(isLate)], records);
});

/** The most memory that the process ever had, from the kernel's books. */
function readPeakMb(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

faultTest("poison of every kind between good records, 10 MB and 100,000 levels among it", async () => {
  const poison = { ...POISON, ...MORE_POISON };
  const harmless = Object.values(HARMLESS);
  const kinds = Object.keys(poison).length;
  assert.ok(kinds >= 40);
  const topic = await lab.newTopic(1);
  const { pool, connectionString } = await lab.newDatabase();
  const values = Object.values(poison).flatMap((value, index) => [envelope({ orderId: `good-${index}` }), value]);
  for (const value of [...values, ...harmless]) await produce(kafka.bootstrap, topic, [{ partition: 0, value }]);
  const startedAt = performance.now();
  const worker = lab.workerOn({ databaseUrl: connectionString, topic });
  await lab.caughtUp(pool, topic);
  const seconds = (performance.now() - startedAt) / 1_000;
  const peak = readPeakMb(worker.pid);
  await worker.stop();

  const { rows } = await pool.query<{ position: number }>("select position from quarantine order by position");
  const names = Object.keys(poison);
  const taken = names.filter((_, index) => !rows.some(({ position }) => position === index * 2 + 1));
  assert.deepEqual(taken, [], "poison that was taken for events");
  assert.equal(rows.length, kinds, "good records in quarantine");
  assert.equal((await pool.query("select from process_case")).rowCount, kinds + harmless.length);
  assert.ok(peak < MEMORY_MAX_MB, `the worker took ${Math.round(peak)} MB`);
  const figures = await lab.judge(pool, topic);
  return {
    ...figures,
    kinds,
    quarantined: rows.length,
    "worker at most": `${Math.round(peak)} MB`,
    seconds: seconds.toFixed(1),
  };
});
