import process from "node:process";
import { fileURLToPath } from "node:url";
import { type LocalCamunda8, startCamunda8 } from "./camunda8";
import { type LocalKafka, startKafka } from "./kafka";
import { type Prepared, prepareCamunda8, prepareKafka, type ServersSpec } from "./server-files";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";

/** The downloads that all tests share with `npm start` (THROUGHLINE_SERVERS_DIR moves them). */
export const SERVERS: ServersSpec = {
  cacheDir:
    process.env["THROUGHLINE_SERVERS_DIR"] || fileURLToPath(new URL("../../.throughline/servers", import.meta.url)),
  environment: process.env,
  log: (line) => process.stderr.write(`${line}\n`),
};

const silent = () => undefined;

export type TestKafka = { readonly bootstrap: string; stop(): Promise<void> };

/** The Kafka for tests: the test runner's (THROUGHLINE_TEST_KAFKA), else one for this process alone. Call `stop` afterwards. */
export async function startKafkaForTests(): Promise<TestKafka> {
  const shared = process.env["THROUGHLINE_TEST_KAFKA"];
  if (shared) return { bootstrap: shared, stop: async () => undefined };
  const dataDir = await makeTestFolder("kafka");
  const kafka = await startKafka({
    dataDir,
    files: getFiles(await prepareKafka(SERVERS)),
    preferredPort: 0,
    log: silent,
  });
  return { bootstrap: kafka.bootstrap, stop: stopAndRemove(kafka, dataDir) };
}

export type TestCamunda8 = { readonly grpcAddress: string; readonly topic: string; stop(): Promise<void> };

/**
 * The Camunda 8 for tests, whose exporter writes to the topic `zeebe` of that Kafka: the test runner's
 * (THROUGHLINE_TEST_ZEEBE, exporting to THROUGHLINE_TEST_KAFKA), else one for this process alone.
 */
export async function startCamundaForTests({ bootstrap }: Pick<TestKafka, "bootstrap">): Promise<TestCamunda8> {
  const topic = "zeebe";
  const shared = process.env["THROUGHLINE_TEST_ZEEBE"];
  if (shared) return { grpcAddress: shared, topic, stop: async () => undefined };
  const dataDir = await makeTestFolder("camunda8");
  const files = getFiles(await prepareCamunda8(SERVERS));
  const wish = {
    dataDir,
    files,
    kafkaBootstrap: bootstrap,
    topic,
    preferredGrpcPort: 0,
    preferredRestPort: 0,
    log: silent,
  };
  const camunda8 = await startCamunda8(wish);
  return { grpcAddress: camunda8.grpcAddress, topic, stop: stopAndRemove(camunda8, dataDir) };
}

export function getFiles<Files>(prepared: Prepared<Files>): Files {
  if (prepared.outcome === "ready") return prepared.files;
  throw new Error(`These tests need real servers. ${prepared.why}`);
}

function stopAndRemove(server: LocalKafka | LocalCamunda8, dataDir: string): () => Promise<void> {
  const kill = () => process.kill(-server.process.pid, "SIGKILL");
  process.once("exit", kill); // a test that failed before it could stop it
  return async () => {
    process.off("exit", kill);
    await server.stop();
    removeTestFolder(dataDir);
  };
}
