import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { needsCamunda8, needsOperaton, type RetailLandscapeName } from "@/lib/landscapes/retail/landscape-name";
import { type LocalCamunda8, startCamunda8 } from "@/lib/local/camunda8";
import { type LocalKafka, startKafka } from "@/lib/local/kafka";
import { type LocalOperaton, startOperaton } from "@/lib/local/operaton";
import { type OperatonFiles, prepareOperaton } from "@/lib/local/operaton-files";
import { choosePort } from "@/lib/local/ports";
import { type Camunda8Files, type KafkaFiles, prepareCamunda8, prepareKafka } from "@/lib/local/server-files";
import type { Supervisor } from "@/lib/local/supervisor";
import type { LocalAddresses, LocalEngine } from "./local-configuration";
import { sayIndented, step } from "./progress";

type LiveFiles = {
  readonly kafka: KafkaFiles;
  readonly camunda8: Camunda8Files | null;
  readonly operaton: OperatonFiles | null;
};
export type FoundLiveFiles =
  | { readonly outcome: "ready"; readonly files: LiveFiles }
  | { readonly outcome: "unavailable"; readonly why: string };

const CONTROL_PORT = 3_900;

/** Kafka, and the engines that the landscape needs, ready to start; downloaded the first time. Where that cannot be, one plain sentence says why. */
export async function findLiveFiles(dataDir: string, landscape: RetailLandscapeName): Promise<FoundLiveFiles> {
  const cacheDir = process.env["THROUGHLINE_SERVERS_DIR"] ?? join(dataDir, "servers");
  const servers = { cacheDir, environment: process.env, log: sayIndented };
  const kafka = await prepareKafka(servers);
  if (kafka.outcome === "unavailable") return kafka;
  const camunda8 = needsCamunda8(landscape) ? await prepareCamunda8(servers) : NOT_NEEDED;
  if (camunda8.outcome === "unavailable") return camunda8;
  const operaton = needsOperaton(landscape) ? await prepareOperaton(servers) : NOT_NEEDED;
  if (operaton.outcome === "unavailable") return operaton;
  return {
    outcome: "ready",
    files: { kafka: kafka.files, camunda8: camunda8.files, operaton: operaton.files },
  };
}

const NOT_NEEDED = { outcome: "ready", files: null } as const;

/** Starts them under the supervisor; a server that dies is started again on the ports that everybody knows. */
export async function startLiveServers(
  supervisor: Supervisor,
  { dataDir, landscape, files }: { dataDir: string; landscape: RetailLandscapeName; files: LiveFiles },
): Promise<NonNullable<LocalAddresses["live"]>> {
  let kafka: LocalKafka | null = null;
  const keepKafka = async () => {
    const preferred = kafka === null ? {} : { preferredPort: kafka.port };
    kafka = await startKafka({ dataDir, files: files.kafka, log: sayIndented, ...preferred });
    return kafka.process;
  };
  await step("Apache Kafka", () => supervisor.keep({ name: "kafka", start: keepKafka }));
  const bootstrap = started<LocalKafka>(kafka).bootstrap;
  const spec = { dataDir, kafkaBootstrap: bootstrap };
  const engine = files.camunda8 === null ? null : await startEngine(supervisor, spec, files.camunda8);
  return {
    landscape,
    kafkaBootstrap: bootstrap,
    engine,
    operatonUrl: files.operaton === null ? null : await startOperatonEngine(supervisor, dataDir, files.operaton),
    controlPort: await choosePort({ preferred: CONTROL_PORT, purpose: "landscape", log: sayIndented }),
    controlToken: randomBytes(24).toString("base64url"),
  };
}

async function startEngine(
  supervisor: Supervisor,
  spec: { readonly dataDir: string; readonly kafkaBootstrap: string },
  files: Camunda8Files,
): Promise<LocalEngine> {
  let camunda8: LocalCamunda8 | null = null;
  const keepCamunda8 = async () => {
    const preferred = camunda8 === null ? {} : preferredPorts(camunda8);
    camunda8 = await startCamunda8({ ...spec, files, log: sayIndented, ...preferred });
    return camunda8.process;
  };
  await step("Camunda 8 with its exporter to Kafka", () => supervisor.keep({ name: "camunda8", start: keepCamunda8 }));
  const { grpcAddress, restAddress } = started<LocalCamunda8>(camunda8);
  return { grpcAddress, restAddress };
}

async function startOperatonEngine(supervisor: Supervisor, dataDir: string, files: OperatonFiles): Promise<string> {
  let operaton: LocalOperaton | null = null;
  const keepOperaton = async () => {
    const preferred = operaton === null ? {} : { preferredPort: Number(new URL(operaton.url).port) };
    operaton = await startOperaton({ dataDir, files, log: sayIndented, ...preferred });
    return operaton.process;
  };
  await step("Operaton", () => supervisor.keep({ name: "operaton", start: keepOperaton }));
  return started<LocalOperaton>(operaton).url;
}

/** The retail landscape's configuration as a file: a token on a command line is seen by everybody on the machine. */
export function writeRetailConfiguration(
  dataDir: string,
  live: NonNullable<LocalAddresses["live"]>,
  ordersPerMinute: number,
): string {
  const file = join(dataDir, "run", "retail.json");
  const { landscape, kafkaBootstrap, engine, operatonUrl, controlPort, controlToken } = live;
  const configuration = {
    landscape,
    kafkaBrokers: [kafkaBootstrap],
    zeebeGrpcAddress: engine?.grpcAddress ?? null,
    operatonUrl,
    controlPort,
    controlToken,
    ordersPerMinute,
  };
  writeFileSync(file, JSON.stringify(configuration), { mode: 0o600 });
  return file;
}

function preferredPorts({ grpcAddress, restAddress }: LocalCamunda8) {
  return { preferredGrpcPort: portOf(grpcAddress), preferredRestPort: portOf(restAddress) };
}

const portOf = (address: string) => Number(address.slice(address.lastIndexOf(":") + 1));

/** What the start above has set; TypeScript cannot see assignments inside callbacks. */
function started<Server>(server: Server | null): Server {
  if (server === null) throw new Error("started without a server");
  return server;
}
