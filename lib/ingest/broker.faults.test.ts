import { chmodSync } from "node:fs";
import process from "node:process";
import { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { getFiles, SERVERS } from "@/lib/local/java-servers.test-support";
import { type LocalKafka, startKafka } from "@/lib/local/kafka";
import { prepareKafka } from "@/lib/local/server-files";
import { makeTestFolder, removeTestFolder } from "@/lib/local/test-folder.test-support";
import { faultTest, timesOf } from "./fault-book.test-support";
import { createFaultLab, readProgress, sourceState, untilProgress } from "./fault-lab.test-support";
import { orderRecords } from "./orders.test-support";
import { eventually, produce } from "./worker.test-support";

const PARTITIONS = 3;
const PAUSES_S = [8, timesOf("THROUGHLINE_FAULT_PAUSE_SECONDS", 45)];
const KILLS = timesOf("THROUGHLINE_FAULT_BROKER_KILLS", 3);

let folder: string;
let kafka: LocalKafka;
const lab = createFaultLab(() => kafka.bootstrap);
const start = async (preferredPort: number) =>
  startKafka({
    dataDir: folder,
    files: getFiles(await prepareKafka(SERVERS)),
    preferredPort,
    log: () => undefined,
  });
before(async () => {
  folder = await makeTestFolder("broker");
  chmodSync(folder, 0o755);
  kafka = await start(0);
});
after(async () => {
  await lab.stop();
  await kafka.stop();
  removeTestFolder(folder);
});

for (const seconds of PAUSES_S) {
  faultTest(`the broker stands still for ${seconds} s`, async () => {
    const topic = await lab.newTopic(PARTITIONS);
    const { pool, connectionString } = await lab.newDatabase();
    const records = orderRecords(800, PARTITIONS);
    const worker = lab.workerOn({ databaseUrl: connectionString, topic, batchRecords: 100 });
    await produce(kafka.bootstrap, topic, records.slice(0, 2_000));
    await untilProgress(pool, topic, 0);

    process.kill(-kafka.process.pid, "SIGSTOP");
    const stoppedAt = performance.now();
    const isShown = async () => ((await sourceState(pool)).state === "degraded" ? performance.now() - stoppedAt : null);
    const shown = await eventually("the pause to be shown", isShown, seconds * 1_000).catch(() => null);
    await sleep(Math.max(0, seconds * 1_000 - (performance.now() - stoppedAt)));
    const before = (await readProgress(pool, topic)) ?? 0;
    process.kill(-kafka.process.pid, "SIGCONT");

    await produce(kafka.bootstrap, topic, records.slice(2_000));
    const recovery = await untilProgress(pool, topic, before);
    await lab.caughtUp(pool, topic);
    await eventually("the source to be well", async () => (await sourceState(pool)).state === "running" || null);
    await worker.stop();
    const told = shown === null ? "not within it" : `after ${(shown / 1_000).toFixed(1)} s`;
    return { ...(await lab.judge(pool, topic)), shown: told, "goes on within": `${(recovery / 1_000).toFixed(1)} s` };
  });
}

faultTest(`the only broker is killed ${KILLS} times and started again`, async () => {
  const topic = await lab.newTopic(PARTITIONS);
  const { pool, connectionString } = await lab.newDatabase();
  const records = orderRecords(400 * (KILLS + 1), PARTITIONS);
  const share = Math.ceil(records.length / (KILLS + 1));
  const worker = lab.workerOn({ databaseUrl: connectionString, topic, batchRecords: 100 });
  await produce(kafka.bootstrap, topic, records.slice(0, share));
  await untilProgress(pool, topic, 0);
  let slowest = 0;

  for (let kill = 1; kill <= KILLS; kill++) {
    process.kill(-kafka.process.pid, "SIGKILL");
    await kafka.process.exited;
    kafka = await start(kafka.port);
    const before = (await readProgress(pool, topic)) ?? 0;
    const producing = produce(kafka.bootstrap, topic, records.slice(kill * share, (kill + 1) * share));
    slowest = Math.max(slowest, await untilProgress(pool, topic, before));
    await producing;
  }
  await lab.caughtUp(pool, topic);
  await worker.stop();
  return { ...(await lab.judge(pool, topic)), "ready → next commit, slowest": `${(slowest / 1_000).toFixed(1)} s` };
});
