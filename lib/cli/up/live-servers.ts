import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type LocalCamunda8, startCamunda8 } from "@/lib/local/camunda8";
import { type LocalKafka, startKafka } from "@/lib/local/kafka";
import { choosePort } from "@/lib/local/ports";
import { type Camunda8Files, type KafkaFiles, prepareCamunda8, prepareKafka } from "@/lib/local/server-files";
import type { Supervisor } from "@/lib/local/supervisor";
import type { LocalAddresses } from "./local-configuration";
import { sayIndented, step } from "./progress";

type LiveFiles = { readonly kafka: KafkaFiles; readonly camunda8: Camunda8Files };
export type FoundLiveFiles =
  | { readonly outcome: "ready"; readonly files: LiveFiles }
  | { readonly outcome: "unavailable"; readonly why: string };

const CONTROL_PORT = 3_900;

/** Kafka and Camunda 8 ready to start; downloaded the first time. Where that cannot be, one plain sentence says why. */
export async function findLiveFiles(dataDir: string): Promise<FoundLiveFiles> {
  const cacheDir = process.env["THROUGHLINE_SERVERS_DIR"] ?? join(dataDir, "servers");
  const servers = { cacheDir, environment: process.env, log: sayIndented };
  const kafka = await prepareKafka(servers);
  if (kafka.outcome === "unavailable") return kafka;
  const camunda8 = await prepareCamunda8(servers);
  if (camunda8.outcome === "unavailable") return camunda8;
  return { outcome: "ready", files: { kafka: kafka.files, camunda8: camunda8.files } };
}

/** Starts both under the supervisor; a server that dies is started again on the ports that everybody knows. */
export async function startLiveServers(
  supervisor: Supervisor,
  dataDir: string,
  files: LiveFiles,
): Promise<NonNullable<LocalAddresses["live"]>> {
  let kafka: LocalKafka | null = null;
  const keepKafka = async () => {
    const preferred = kafka === null ? {} : { preferredPort: kafka.port };
    kafka = await startKafka({ dataDir, files: files.kafka, log: sayIndented, ...preferred });
    return kafka.process;
  };
  await step("Apache Kafka", () => supervisor.keep({ name: "kafka", start: keepKafka }));
  const bootstrap = started<LocalKafka>(kafka).bootstrap;

  let camunda8: LocalCamunda8 | null = null;
  const keepCamunda8 = async () => {
    const preferred = camunda8 === null ? {} : preferredPorts(camunda8);
    const spec = { dataDir, files: files.camunda8, kafkaBootstrap: bootstrap, log: sayIndented };
    camunda8 = await startCamunda8({ ...spec, ...preferred });
    return camunda8.process;
  };
  await step("Camunda 8 with its exporter to Kafka", () => supervisor.keep({ name: "camunda8", start: keepCamunda8 }));
  const engine = started<LocalCamunda8>(camunda8);
  return {
    kafkaBootstrap: bootstrap,
    zeebeGrpcAddress: engine.grpcAddress,
    zeebeRestAddress: engine.restAddress,
    controlPort: await choosePort({ preferred: CONTROL_PORT, purpose: "landscape", log: sayIndented }),
    controlToken: randomBytes(24).toString("base64url"),
  };
}

/** The retail landscape's configuration as a file: a token on a command line is seen by everybody on the machine. */
export function writeRetailConfiguration(
  dataDir: string,
  live: NonNullable<LocalAddresses["live"]>,
  ordersPerMinute: number,
): string {
  const file = join(dataDir, "run", "retail.json");
  const { kafkaBootstrap, zeebeGrpcAddress, controlPort, controlToken } = live;
  const configuration = {
    kafkaBrokers: [kafkaBootstrap],
    zeebeGrpcAddress,
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
