import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Failure } from "@/lib/domain/failure";
import { type Camunda8Ports, camunda8Settings } from "./camunda8-settings";
import { createTopics } from "./kafka-admin";
import { readLogEnd } from "./log-file";
import { choosePort, findFreePort } from "./ports";
import { type ManagedProcess, startProcess, stopOrphan } from "./processes";
import type { Camunda8Files } from "./server-files";
import { waitFor } from "./waiting";

export type Camunda8Spec = {
  readonly dataDir: string;
  readonly files: Camunda8Files;
  /** Where the exporter sends every event record of the engine; its topic is made when it is not there. */
  readonly kafkaBootstrap: string;
  readonly topic?: string;
  readonly log: (line: string) => void;
  readonly preferredGrpcPort?: number;
  readonly preferredRestPort?: number;
  readonly heapMb?: number;
};

export type LocalCamunda8 = {
  /** `host:port`, without TLS and sign-in. */
  readonly grpcAddress: string;
  readonly restAddress: string;
  readonly process: ManagedProcess;
  readonly readyAfterMs: number;
  stop(): Promise<void>;
};

const PREFERRED_GRPC_PORT = 26_500;
const PREFERRED_REST_PORT = 28_080;
/** Ten seconds on a quiet machine, a minute and a half beside a build. */
const READY_WITHIN_MS = 240_000;
const ANSWER_WITHIN_MS = 2_000;
const RECORD_BYTES_MAX = String(32 * 1024 * 1024);
const STOPPING = { stopSignal: "SIGTERM", stopWithinMs: 20_000 } as const;
const LOGGING = fileURLToPath(new URL("../../deploy/local/camunda8/log4j2.xml", import.meta.url));

const Topology = z.object({
  brokers: z.array(z.object({ partitions: z.array(z.object({ role: z.string(), health: z.string() })) })).min(1),
});

/** A real Camunda 8 broker with its gateway on 127.0.0.1, whose state lives in the data folder. */
export async function startCamunda8(spec: Camunda8Spec): Promise<LocalCamunda8> {
  const begunAt = Date.now();
  const dataDir = resolve(spec.dataDir);
  const folder = join(dataDir, "camunda8");
  mkdirSync(folder, { recursive: true });
  if (await stopOrphan(dataDir, "camunda8")) spec.log("camunda8: stopped the one that an earlier start left behind");
  const topic = spec.topic ?? "zeebe";
  await createTopics(spec.kafkaBootstrap, [{ topic, settings: { "max.message.bytes": RECORD_BYTES_MAX } }]);
  const ports = await choosePorts(spec);
  const exporter = { jarPath: spec.files.exporterJar, bootstrap: spec.kafkaBootstrap, topic };
  const settings = camunda8Settings({ folder, clusterName: readClusterName(folder), ports, exporter });
  writeFileSync(join(folder, "application.yaml"), JSON.stringify(settings, null, 2), { mode: 0o600 }); // JSON is YAML
  const broker = await launch(dataDir, folder, spec);
  const restAddress = `http://127.0.0.1:${ports.rest}`;
  if (!(await becomesReady(broker, restAddress))) {
    await broker.stop();
    const words = `Its last words (${broker.logFile}):\n${readLogEnd(broker.logFile)}`;
    throw new Failure("source-unavailable", `Camunda 8 did not become ready. ${words}`);
  }
  const grpcAddress = `127.0.0.1:${ports.grpc}`;
  return { grpcAddress, restAddress, process: broker, readyAfterMs: Date.now() - begunAt, stop: () => broker.stop() };
}

/** Whether every partition has a healthy leader: the broker listens some seconds before that. */
export async function isCamunda8Ready(restAddress: string): Promise<boolean> {
  try {
    const answer = await fetch(`${restAddress}/v2/topology`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const topology = Topology.safeParse(await answer.json());
    const partitions = topology.success ? topology.data.brokers.flatMap((broker) => broker.partitions) : [];
    return partitions.length > 0 && partitions.every(({ role, health }) => role === "leader" && health === "healthy");
  } catch {
    return false;
  }
}

async function choosePorts({ log, preferredGrpcPort, preferredRestPort }: Camunda8Spec): Promise<Camunda8Ports> {
  const grpc = await choosePort({ preferred: preferredGrpcPort ?? PREFERRED_GRPC_PORT, purpose: "camunda8", log });
  const rest = await choosePort({
    preferred: preferredRestPort ?? PREFERRED_REST_PORT,
    purpose: "camunda8 (REST)",
    log,
  });
  return {
    grpc,
    rest,
    command: await findFreePort(),
    internal: await findFreePort(),
    management: await findFreePort(),
  };
}

function readClusterName(folder: string): string {
  const file = join(folder, "cluster-name");
  if (!existsSync(file)) writeFileSync(file, randomBytes(12).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/** The quick compiler alone: it is ready in half the time, and a laptop's landscape is never limited by the broker. */
function launch(dataDir: string, folder: string, { files, heapMb = 512 }: Camunda8Spec): Promise<ManagedProcess> {
  const unsafe = files.java.major >= 23 ? ["--sun-misc-unsafe-memory-access=allow"] : [];
  const heap = [
    "-Xms128m",
    `-Xmx${heapMb}m`,
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
  ];
  const properties = [
    "-Dfile.encoding=UTF-8",
    `-Dlog4j2.configurationFile=${LOGGING}`,
    "-Dspring.profiles.active=broker",
    `-Dspring.config.additional-location=file:${join(folder, "application.yaml")}`,
  ];
  const classPath = join(files.home, "lib", "*");
  const java = ["--enable-native-access=ALL-UNNAMED", ...unsafe, ...heap, ...properties, "-cp", classPath];
  return startProcess({
    name: "camunda8",
    dataDir,
    cwd: folder,
    command: files.java.java,
    args: [...java, "io.camunda.application.StandaloneBroker"],
    stopping: STOPPING,
  });
}

async function becomesReady(broker: ManagedProcess, restAddress: string): Promise<boolean> {
  const question = async () => {
    if (!broker.isRunning()) return false;
    return (await isCamunda8Ready(restAddress)) ? true : null;
  };
  return (await waitFor(question, { withinMs: READY_WITHIN_MS, everyMs: 150 })) === true;
}
