import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Failure } from "@/lib/domain/failure";
import { isKafkaReady } from "./kafka-admin";
import { readLogEnd } from "./log-file";
import { choosePort, findFreePort } from "./ports";
import { type ManagedProcess, startProcess, stopOrphan } from "./processes";
import type { KafkaFiles } from "./server-files";
import { waitFor } from "./waiting";

export type KafkaSpec = {
  readonly dataDir: string;
  readonly files: KafkaFiles;
  readonly log: (line: string) => void;
  /** Taken when it is free, else a free one is chosen and said. */
  readonly preferredPort?: number;
  readonly heapMb?: number;
  /** Broker settings that go over ours, for instance short retention. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The same for all brokers of one cluster; a single broker's is random. */
  readonly clusterId?: string;
};

export type LocalKafka = {
  readonly bootstrap: string;
  readonly port: number;
  readonly process: ManagedProcess;
  readonly readyAfterMs: number;
  stop(): Promise<void>;
};

const PREFERRED_PORT = 19_092;
const READY_WITHIN_MS = 90_000;
const FORMAT_WITHIN_MS = 60_000;
const STOPPING = { stopSignal: "SIGTERM", stopWithinMs: 20_000 } as const;
const LOGGING = fileURLToPath(new URL("../../deploy/local/kafka/log4j2.xml", import.meta.url));
const runFile = promisify(execFile);

/** One real broker with its controller (KRaft) on 127.0.0.1, whose topics live in the data folder. */
export async function startKafka(spec: KafkaSpec): Promise<LocalKafka> {
  const begunAt = Date.now();
  const dataDir = resolve(spec.dataDir);
  const folder = join(dataDir, "kafka");
  mkdirSync(folder, { recursive: true });
  if (await stopOrphan(dataDir, "kafka")) spec.log("kafka: stopped the one that an earlier start left behind");
  const port = await choosePort({ preferred: spec.preferredPort ?? PREFERRED_PORT, purpose: "kafka", log: spec.log });
  const properties = join(folder, "server.properties");
  writeFileSync(properties, toProperties({ ...settingsFor(folder, port, await findFreePort()), ...spec.settings }));
  await formatOnce(folder, properties, spec);
  const broker = await launch(dataDir, properties, spec);
  const bootstrap = `127.0.0.1:${port}`;
  if (!(await becomesReady(broker, bootstrap))) {
    await broker.stop();
    const words = `Its last words (${broker.logFile}):\n${readLogEnd(broker.logFile)}`;
    throw new Failure("source-unavailable", `Kafka did not start on port ${port}. ${words}`);
  }
  return { bootstrap, port, process: broker, readyAfterMs: Date.now() - begunAt, stop: () => broker.stop() };
}

/** Sized for a laptop: one broker, small internal topics, a cleaner that does not take a quarter of the heap. */
function settingsFor(folder: string, port: number, controllerPort: number): Record<string, string> {
  return {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.quorum.voters": `1@127.0.0.1:${controllerPort}`,
    "controller.listener.names": "CONTROLLER",
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "log.dirs": join(folder, "data"),
    "auto.create.topics.enable": "false",
    "message.max.bytes": String(32 * 1024 * 1024), // a deployed diagram or a batch of jobs comes as one record
    "log.segment.bytes": String(128 * 1024 * 1024),
    "log.cleaner.dedupe.buffer.size": String(16 * 1024 * 1024),
    "group.initial.rebalance.delay.ms": "0",
    // After a kill the broker waits until the controller has forgotten its earlier self: 13 s by default, 4 s so.
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "500",
    "offsets.topic.num.partitions": "4",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "num.network.threads": "2",
    "num.io.threads": "4",
  };
}

/** Backslashes are an escape in properties files, and Windows paths are full of them. */
function toProperties(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value.replaceAll("\\", "/")}\n`)
    .join("");
}

/** Its own file says that the whole storage was made: the tool can be killed between its files. */
async function formatOnce(folder: string, properties: string, { files, clusterId }: KafkaSpec): Promise<void> {
  const formatted = join(folder, "formatted");
  if (existsSync(formatted)) return;
  rmSync(join(folder, "data"), { recursive: true, force: true });
  // With "=", since one id in 64 begins with "-" and would be taken for an option.
  const id = clusterId ?? randomBytes(16).toString("base64url");
  const tool = [...classPath(files), "-Xmx128m", "-XX:TieredStopAtLevel=1", "kafka.tools.StorageTool"];
  try {
    await runFile(files.java.java, [...tool, "format", `--cluster-id=${id}`, "-c", properties], {
      timeout: FORMAT_WITHIN_MS,
    });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new Failure("source-unavailable", `Kafka's storage in ${folder} cannot be made: ${words}`, { cause });
  }
  writeFileSync(formatted, `${id}\n`);
}

function launch(dataDir: string, properties: string, { files, heapMb = 512 }: KafkaSpec): Promise<ManagedProcess> {
  const heap = [`-Xms${Math.min(heapMb, 256)}m`, `-Xmx${heapMb}m`, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"];
  const args = [...classPath(files), ...heap, "kafka.Kafka", properties];
  return startProcess({ name: "kafka", dataDir, command: files.java.java, args, stopping: STOPPING });
}

function classPath({ libFolder }: KafkaFiles): readonly string[] {
  return ["-cp", join(libFolder, "*"), `-Dlog4j.configurationFile=${LOGGING}`];
}

async function becomesReady(broker: ManagedProcess, bootstrap: string): Promise<boolean> {
  const question = async () => {
    if (!broker.isRunning()) return false;
    return (await isKafkaReady(bootstrap)) ? true : null;
  };
  return (await waitFor(question, { withinMs: READY_WITHIN_MS, everyMs: 100 })) === true;
}
