import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SagaRule } from "@/lib/domain/saga-rule";
import { RETAIL_TOPIC_RULE, RETAIL_VARIABLES } from "@/lib/landscapes/retail/decode-rules";
import { type RetailLandscapeName, type ShopName, shopsOf } from "@/lib/landscapes/retail/landscape-name";
import { CHOREOGRAPHED_TOPIC_RULE } from "@/lib/landscapes/retail-choreographed/decode-rules";
import { MIXED_TOPIC_RULE } from "@/lib/landscapes/retail-mixed/decode-rules";
import { LIMIT_BATCH_RULE, LIMIT_TOPIC_RULE, LIMIT_VARIABLES } from "@/lib/landscapes/transfer-limit/decode-rules";
import { TRIP_SAGA, TRIP_TOPIC_RULE, TRIP_VARIABLES } from "@/lib/landscapes/trip/decode-rules";
import { TRIP_CHOREOGRAPHED_RULE, TRIP_CHOREOGRAPHED_SAGA } from "@/lib/landscapes/trip-choreographed/decode-rules";

export type LocalEngine = { readonly grpcAddress: string; readonly restAddress: string };

/** What runs locally, as far as it does. */
export type LocalAddresses = {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly webPort: number;
  readonly live: {
    readonly landscape: RetailLandscapeName;
    readonly kafkaBootstrap: string;
    /** Null where nobody is in charge, and so no engine runs. */
    readonly engine: LocalEngine | null;
    /** Null where Payment is no process. */
    readonly operatonUrl: string | null;
    readonly controlPort: number;
    readonly controlToken: string;
  } | null;
  /** Without live servers: whether the recorded landscape is played. */
  readonly isRecorded: boolean;
};

/** The configuration of the local set-up, of the same schema as a user's own throughline.config.yaml. */
export function toLocalConfiguration({ dataDir, databaseUrl, webPort, live, isRecorded }: LocalAddresses): unknown {
  const base = { database: { url: databaseUrl }, web: { host: "127.0.0.1", port: webPort }, dataDir };
  if (live === null) return isRecorded ? { ...base, landscape: { kind: "recorded" } } : base;
  return {
    ...base,
    sources: [
      {
        id: "kafka",
        kind: "kafka",
        brokers: [live.kafkaBootstrap],
        topics: shopsOf(live.landscape).flatMap((shop) => TOPIC_RULES[shop]),
        writes: true,
      },
      ...(live.engine === null ? [] : [toEngineSource(live.engine)]),
      ...(live.operatonUrl === null ? [] : [toOperatonSource(live.operatonUrl)]),
    ],
    sagas: shopsOf(live.landscape).flatMap((shop) => SAGAS[shop] ?? []),
    landscape: {
      kind: "live",
      controlUrl: `http://127.0.0.1:${live.controlPort}`,
      controlToken: live.controlToken,
    },
  };
}

const TOPIC_RULES: Readonly<Record<ShopName, unknown>> = {
  retail: RETAIL_TOPIC_RULE,
  "retail-choreographed": CHOREOGRAPHED_TOPIC_RULE,
  "retail-mixed": MIXED_TOPIC_RULE,
  trip: TRIP_TOPIC_RULE,
  "trip-choreographed": TRIP_CHOREOGRAPHED_RULE,
  "transfer-limit": [LIMIT_TOPIC_RULE, LIMIT_BATCH_RULE],
};

const SAGAS: Readonly<Partial<Record<ShopName, SagaRule>>> = {
  trip: TRIP_SAGA,
  "trip-choreographed": TRIP_CHOREOGRAPHED_SAGA,
};

function toEngineSource({ grpcAddress, restAddress }: LocalEngine): unknown {
  return {
    id: "camunda8",
    kind: "camunda8",
    grpcAddress,
    restAddress,
    records: { source: "kafka", topic: "zeebe" },
    variables: [...RETAIL_VARIABLES, ...TRIP_VARIABLES, ...LIMIT_VARIABLES],
  };
}

/** A row may come late by as long as the engine's longest transaction takes, and those of the landscape take milliseconds. */
function toOperatonSource(url: string): unknown {
  return {
    id: "operaton",
    kind: "camunda7",
    url,
    businessKey: "orderId",
    variables: RETAIL_VARIABLES,
    overlapSeconds: 5,
  };
}

/** Writes it where the processes that we start find it (JSON is YAML). It holds passwords: for this user's eyes only. */
export function writeLocalConfiguration(dataDir: string, configuration: unknown): string {
  const folder = join(dataDir, "run");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "throughline.config.yaml");
  writeFileSync(file, `${JSON.stringify(configuration, null, 2)}\n`, { mode: 0o600 });
  return file;
}
