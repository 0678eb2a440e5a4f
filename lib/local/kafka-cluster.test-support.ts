import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { getFiles, SERVERS } from "./java-servers.test-support";
import { type LocalKafka, startKafka } from "./kafka";
import { findFreePort } from "./ports";
import { prepareKafka } from "./server-files";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";

export type KafkaCluster = {
  readonly bootstrap: string;
  readonly brokers: readonly LocalKafka[];
  /** Starts a broker again that was killed, on its own data and port. */
  restart(index: number): Promise<LocalKafka>;
  stop(): Promise<void>;
};

const SIZE = 3;
const HEAP_MB = 192;
/** A topic of three copies takes a record when two have it: one broker may go at any time. */
const REPLICATED = {
  "default.replication.factor": "3",
  "min.insync.replicas": "2",
  "offsets.topic.replication.factor": "3",
  "transaction.state.log.replication.factor": "3",
  "transaction.state.log.min.isr": "2",
};

/** Three brokers, each a controller too, as one cluster. On a busy machine one may miss its time: then all begin anew. */
export async function startKafkaCluster(attempts = 3): Promise<KafkaCluster> {
  try {
    return await startOnce();
  } catch (error) {
    if (attempts <= 1) throw error;
    return startKafkaCluster(attempts - 1);
  }
}

async function startOnce(): Promise<KafkaCluster> {
  const folder = await makeTestFolder("cluster");
  const files = getFiles(await prepareKafka(SERVERS));
  const clusterId = randomBytes(16).toString("hex").slice(0, 22);
  const ports: { readonly port: number; readonly controller: number }[] = [];
  for (let index = 0; index < SIZE; index++) {
    ports.push({ port: await findFreePort(), controller: await findFreePort() });
  }
  const voters = ports.map(({ controller }, index) => `${index + 1}@127.0.0.1:${controller}`).join(",");
  const start = ({ port, controller }: (typeof ports)[number], index: number) => {
    const dataDir = join(folder, `broker-${index + 1}`);
    mkdirSync(dataDir, { recursive: true });
    const settings = {
      ...REPLICATED,
      "node.id": String(index + 1),
      "controller.quorum.voters": voters,
      listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    };
    return startKafka({
      dataDir,
      files,
      preferredPort: port,
      heapMb: HEAP_MB,
      settings,
      clusterId,
      log: () => undefined,
    });
  };
  const started = await Promise.allSettled(ports.map(start));
  const brokers = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = started.find((one) => one.status === "rejected");
  if (failed !== undefined) {
    await Promise.all(brokers.map((broker) => broker.stop()));
    removeTestFolder(folder);
    throw failed.reason;
  }
  return {
    bootstrap: ports.map(({ port }) => `127.0.0.1:${port}`).join(","),
    brokers,
    restart: async (index) => {
      const place = ports[index];
      if (place === undefined) throw new Error(`there is no broker ${index}`);
      const broker = await start(place, index);
      brokers[index] = broker;
      return broker;
    },
    stop: async () => {
      await Promise.all(brokers.map((broker) => broker.stop()));
      removeTestFolder(folder);
    },
  };
}
