import { randomBytes } from "node:crypto";
import process from "node:process";
import { after, before } from "node:test";
import { type KafkaCluster, startKafkaCluster } from "@/lib/local/kafka-cluster.test-support";
import { faultTest } from "./fault-book.test-support";
import { createFaultLab, readProgress, untilProgress } from "./fault-lab.test-support";
import { orderRecords } from "./orders.test-support";
import { produce, withAdmin } from "./worker.test-support";

const PARTITIONS = 6;
const BROKERS = 3;

let cluster: KafkaCluster;
const lab = createFaultLab(() => cluster.bootstrap);
before(async () => {
  cluster = await startKafkaCluster();
});
after(async () => {
  await lab.stop();
  await cluster.stop();
});

async function newReplicatedTopic(): Promise<string> {
  const topic = `orders-${randomBytes(4).toString("hex")}`;
  await withAdmin(cluster.bootstrap, (admin) =>
    admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: BROKERS }],
    }),
  );
  return topic;
}

/** Every broker once: that hits leaders of the partitions, the group's coordinator and the controller. */
faultTest("each of three brokers is killed once, the others go on", async () => {
  const topic = await newReplicatedTopic();
  const { pool, connectionString } = await lab.newDatabase();
  const records = orderRecords(300 * (BROKERS + 1), PARTITIONS);
  const share = Math.ceil(records.length / (BROKERS + 1));
  const worker = lab.workerOn({ databaseUrl: connectionString, topic, batchRecords: 100 });
  await produce(cluster.bootstrap, topic, records.slice(0, share));
  await lab.caughtUp(pool, topic);
  let slowest = 0;

  for (const index of cluster.brokers.keys()) {
    const broker = cluster.brokers[index];
    if (broker === undefined) break;
    const before = (await readProgress(pool, topic)) ?? 0;
    process.kill(-broker.process.pid, "SIGKILL");
    await broker.process.exited;
    const producing = produce(cluster.bootstrap, topic, records.slice((index + 1) * share, (index + 2) * share));
    slowest = Math.max(slowest, await untilProgress(pool, topic, before));
    await producing;
    await lab.caughtUp(pool, topic);
    await cluster.restart(index);
    await whenInSync(topic);
  }
  await worker.stop();
  return { ...(await lab.judge(pool, topic)), "kill → next commit, slowest": `${(slowest / 1_000).toFixed(1)} s` };
});

/** With a copy missing, the next kill would leave one broker alone, and Kafka rightly takes nothing. */
async function whenInSync(topic: string): Promise<void> {
  for (;;) {
    const { topics } = await withAdmin(cluster.bootstrap, (admin) => admin.fetchTopicMetadata({ topics: [topic] }));
    const partitions = topics.flatMap((one) => one.partitions);
    if (partitions.length > 0 && partitions.every(({ isr }) => isr.length === BROKERS)) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
