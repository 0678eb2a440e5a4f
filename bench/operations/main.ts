import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { startIngest } from "@/lib/cli/up/programs";
import { Failure } from "@/lib/domain/failure";
import { openCamunda8Engine } from "@/lib/engines/camunda8/camunda8-engine";
import { type LocalCamunda8, startCamunda8 } from "@/lib/local/camunda8";
import { prepareCamunda8 } from "@/lib/local/server-files";
import { createBenchDatabase } from "../ingest/bench-database";
import { type Servers, withServers } from "../ingest/servers";
import { median, report } from "../report";
import { openBrokenShop } from "./broken-shop";
import { measureBare, measureOperation } from "./measure-retries";

type Plan = { readonly incidents: number; readonly rounds: number; readonly warmUp: number };
type Round = { readonly bare: number; readonly operation: number };

const FULL: Plan = { incidents: 1_000, rounds: 3, warmUp: 500 };
const QUICK: Plan = { incidents: 200, rounds: 3, warmUp: 300 };
const TOPIC = "zeebe";
const ENGINE = "camunda8";
/** What writing everything down may cost of the engine's own pace. */
const LIMIT = 0.5;

/**
 * Incidents retried in bulk a second, beside what the engine takes of the same calls alone, in turns on the same machine.
 * The ingest worker reads the engine's records all the while, as it does in earnest.
 */
export async function runBench({ isQuick }: { readonly isQuick: boolean }): Promise<void> {
  await withServers(async (servers) => {
    const camunda = await startEngine(servers);
    const rounds = await measureRounds(servers, camunda, isQuick ? QUICK : FULL);
    const [bare, operation] = [median(rounds.map((one) => one.bare)), median(rounds.map((one) => one.operation))];
    report(
      "operations",
      [
        { name: "retries by a bare client", value: bare, unit: "items/s" },
        { name: "retries in bulk, audited", value: operation, unit: "items/s" },
      ],
      [
        {
          name: "in bulk / bare (at least)",
          value: median(rounds.map((one) => one.operation / one.bare)),
          limit: LIMIT,
        },
      ],
    );
  });
}

async function startEngine({ dataDir, kafka }: Servers): Promise<LocalCamunda8> {
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const environment = process.env;
  const cacheDir = resolve(environment["THROUGHLINE_SERVERS_DIR"] ?? join(".throughline", "servers"));
  const prepared = await prepareCamunda8({ cacheDir, environment, log });
  if (prepared.outcome === "unavailable") throw new Failure("source-unavailable", prepared.why);
  return startCamunda8({ dataDir, files: prepared.files, kafkaBootstrap: kafka.bootstrap, topic: TOPIC, log });
}

async function measureRounds(servers: Servers, { grpcAddress }: LocalCamunda8, plan: Plan): Promise<readonly Round[]> {
  const database = await createBenchDatabase(servers.postgres.connectionString, "bench_operations");
  const worker = await startIngest({
    dataDir: servers.dataDir,
    configurationFile: writeConfiguration(servers, database.connectionString),
  });
  const nothing = { restAddress: null, clientId: null, clientSecret: null, oauthUrl: null, records: null };
  const engine = openCamunda8Engine({ id: ENGINE, kind: "camunda8", grpcAddress, ...nothing, variables: [] });
  const shop = await openBrokenShop(grpcAddress, database.pool);
  const bareRate = async (incidents: number) => measureBare(engine, await shop.breakJobs(incidents));
  const bulkRate = async (incidents: number) =>
    measureOperation(database.pool, engine, await shop.breakJobs(incidents));
  try {
    // An engine that was just started is several times slower.
    for (const warmUp of [bareRate, bulkRate]) await warmUp(plan.warmUp);
    const rounds: Round[] = [];
    for (let round = 0; round < plan.rounds; round += 1) {
      // Each goes first in turn.
      const early = round % 2 === 0 ? await bareRate(plan.incidents) : null;
      const operation = await bulkRate(plan.incidents);
      rounds.push({ bare: early ?? (await bareRate(plan.incidents)), operation });
    }
    return rounds;
  } finally {
    await shop.close();
    await engine.close();
    await worker.stop();
    await database.drop();
  }
}

function writeConfiguration({ dataDir, kafka }: Servers, databaseUrl: string): string {
  const file = join(dataDir, "throughline.config.yaml");
  const topics = [{ topic: TOPIC, format: "zeebe", engine: ENGINE }];
  const sources = [{ id: "kafka", kind: "kafka", brokers: [kafka.bootstrap], topics }];
  writeFileSync(file, JSON.stringify({ database: { url: databaseUrl }, sources, dataDir }), { mode: 0o600 });
  return file;
}
