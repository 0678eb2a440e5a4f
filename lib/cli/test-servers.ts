/**
 * One PostgreSQL, Kafka, Camunda 8 and Operaton for a whole test run. Prints the environment that finds them as one line of JSON and
 * stops them when its standard input ends, that is, also when the test runner is killed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { startCamunda8 } from "@/lib/local/camunda8";
import { startKafka } from "@/lib/local/kafka";
import { startOperaton } from "@/lib/local/operaton";
import { prepareOperaton } from "@/lib/local/operaton-files";
import { startPostgres } from "@/lib/local/postgres";
import { type Prepared, prepareCamunda8, prepareKafka } from "@/lib/local/server-files";

type Stoppable = { stop(): Promise<void> };

const log = (line: string) => void process.stderr.write(`  ${line}\n`);
const cacheDir = process.env["THROUGHLINE_SERVERS_DIR"] ?? join(process.cwd(), ".throughline", "servers");
const dataDir = mkdtempSync(join(tmpdir(), "throughline-servers-"));
const started: Stoppable[] = [];

async function start(): Promise<void> {
  const servers = { cacheDir, environment: process.env, log };
  const kafkaFiles = filesOf(await prepareKafka(servers));
  const camundaFiles = filesOf(await prepareCamunda8(servers));
  const operatonFiles = filesOf(await prepareOperaton(servers));
  const anyPort = { preferredPort: 0, log };
  const settings = { max_connections: "300" };
  const postgres = await startPostgres({ dataDir, isDurable: false, settings, ...anyPort });
  started.push(postgres);
  const kafka = await startKafka({ dataDir, files: kafkaFiles, ...anyPort });
  started.push(kafka);
  const camunda = await startCamunda8({
    dataDir,
    files: camundaFiles,
    kafkaBootstrap: kafka.bootstrap,
    preferredGrpcPort: 0,
    preferredRestPort: 0,
    log,
  });
  started.push(camunda);
  const operaton = await startOperaton({ dataDir, files: operatonFiles, isDurable: false, ...anyPort });
  started.push(operaton);
  const environment = {
    THROUGHLINE_TEST_POSTGRES: postgres.connectionString,
    THROUGHLINE_TEST_KAFKA: kafka.bootstrap,
    THROUGHLINE_TEST_ZEEBE: camunda.grpcAddress,
    THROUGHLINE_TEST_OPERATON: operaton.url,
    THROUGHLINE_SERVERS_DIR: cacheDir,
  };
  process.stdout.write(`${JSON.stringify(environment)}\n`);
}

function filesOf<Files>(prepared: Prepared<Files>): Files {
  if (prepared.outcome === "ready") return prepared.files;
  throw new Error(prepared.why);
}

async function stop(code: number): Promise<never> {
  for (const server of started.reverse()) await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code);
}

process.stdin.resume();
process.stdin.on("end", () => void stop(0));
process.on("SIGTERM", () => void stop(0));
start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void stop(1);
});
