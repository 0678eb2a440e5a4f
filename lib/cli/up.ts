/** `npm start` once TypeScript can run: starts everything (or one part), prints a sign-in link, stops it all on Ctrl-C. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { needsCamunda8, needsOperaton } from "@/lib/landscapes/retail/landscape-name";
import { claimDataFolder } from "@/lib/local/data-folder";
import { choosePort } from "@/lib/local/ports";
import { type LocalPostgres, startPostgres } from "@/lib/local/postgres";
import { createSupervisor, type Supervisor, stopOnSignals } from "@/lib/local/supervisor";
import { drawLandscape, makeSignInLink, prepareDatabase, takeInPast } from "./up/database";
import { findLiveFiles, startLiveServers, writeRetailConfiguration } from "./up/live-servers";
import { type LocalAddresses, toLocalConfiguration, writeLocalConfiguration } from "./up/local-configuration";
import { runOnly } from "./up/only";
import { readUpOptions, type UpOptions } from "./up/options";
import { startIngest, startRecordingPlayer, startRetail, startWeb } from "./up/programs";
import { say, sayIndented, step } from "./up/progress";
import { waitForConsole } from "./up/wait-for-console";

const KEPT_ON_RESET = "servers";

async function startEverything(options: UpOptions): Promise<void> {
  const dataDir = resolve(options.data);
  const release = await claimDataFolder(dataDir, say);
  if (options.reset) forgetData(dataDir);
  const supervisor = createSupervisor({ dataDir, log: say });
  const stopped = stopOnSignals(supervisor, say);
  try {
    await startAll(supervisor, dataDir, options);
    await stopped;
    say("Everything is stopped.");
  } catch (error) {
    await supervisor.stop();
    throw error;
  } finally {
    release();
  }
}

async function startAll(supervisor: Supervisor, dataDir: string, options: UpOptions): Promise<void> {
  const databaseUrl = await startDatabase(supervisor, dataDir);
  const live = await startLandscapeServers(supervisor, dataDir, options);
  const webPort = await choosePort({ preferred: options.port, purpose: "the console", log: sayIndented });
  const isRecorded = live === null && options.landscape !== "none";
  const configuration = toLocalConfiguration({ dataDir, databaseUrl, webPort, live, isRecorded });
  const programs = { dataDir, configurationFile: writeLocalConfiguration(dataDir, configuration) };
  const publicUrl = `http://127.0.0.1:${webPort}`;
  await step("Ingest, landscape and console", async () => {
    if (live !== null) {
      await drawLandscape(databaseUrl, live.landscape);
      await takeInPast(databaseUrl, live.landscape);
      await supervisor.keep({ name: "ingest", start: () => startIngest(programs) });
      const retailFile = writeRetailConfiguration(dataDir, live, options.orders);
      await supervisor.keep({ name: "landscape", start: () => startRetail({ ...programs, retailFile }) });
    } else if (isRecorded) {
      await supervisor.keep({ name: "landscape", start: () => startRecordingPlayer(programs) });
    }
    const web = { ...programs, port: webPort, host: "127.0.0.1" };
    await supervisor.keep({ name: "web", start: () => startWeb(web) });
    await waitForConsole(publicUrl);
  });
  printSummary({ dataDir, databaseUrl, webPort, live, isRecorded }, await makeSignInLink(databaseUrl, publicUrl));
}

async function startDatabase(supervisor: Supervisor, dataDir: string): Promise<string> {
  let postgres: LocalPostgres | null = null;
  const start = async () => {
    const preferred = postgres === null ? {} : { preferredPort: postgres.port };
    postgres = await startPostgres({ dataDir, log: sayIndented, ...preferred });
    return postgres.process;
  };
  await step("PostgreSQL", () => supervisor.keep({ name: "postgres", start }));
  const { connectionString } = postgres as unknown as LocalPostgres;
  await step("Database schema", () => prepareDatabase(connectionString));
  return connectionString;
}

/** Null: nothing runs live, by wish or because Java or Maven is missing, which is said in one sentence. */
async function startLandscapeServers(
  supervisor: Supervisor,
  dataDir: string,
  { landscape }: UpOptions,
): Promise<LocalAddresses["live"]> {
  if (landscape === "recorded" || landscape === "none") return null;
  const engines = [needsCamunda8(landscape) ? "Camunda 8" : "", needsOperaton(landscape) ? "Operaton" : ""];
  const servers = ["Kafka", ...engines.filter((name) => name !== "")].join(", ");
  const found = await step(`${servers}: their artifacts`, () => findLiveFiles(dataDir, landscape));
  if (found.outcome === "ready") return startLiveServers(supervisor, { dataDir, landscape, files: found.files });
  say(`! ${found.why} Starting with the recorded landscape instead: a recording of real events, marked "recorded".`);
  return null;
}

function forgetData(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  for (const name of readdirSync(dataDir)) {
    if (name !== KEPT_ON_RESET && name !== "run") rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

function printSummary({ dataDir, databaseUrl, webPort, live }: LocalAddresses, link: string): void {
  const { hostname, port } = new URL(databaseUrl);
  say("");
  say(`  Console     http://127.0.0.1:${webPort}`);
  say(`  PostgreSQL  ${hostname}:${port}`);
  if (live !== null) {
    say(`  Kafka       ${live.kafkaBootstrap}`);
    if (live.engine !== null) say(`  Camunda 8   ${live.engine.grpcAddress} (gRPC), ${live.engine.restAddress} (REST)`);
    if (live.operatonUrl !== null) say(`  Operaton    ${live.operatonUrl}`);
    say(`  Landscape   ${live.landscape}, turned with: npm run throughline -- landscape --help`);
  }
  say(`  State       ${dataDir} (logs below logs/)`);
  say("");
  say("  Sign in once with this link (it is used up by it):");
  say(`  ${link}`);
  say("");
  say("  Ctrl-C stops everything.");
}

const options = (() => {
  try {
    return readUpOptions(process.argv.slice(2));
  } catch (error) {
    return exitWith(error);
  }
})();
const work = options.only === undefined ? startEverything(options) : runOnly(options.only, options.config);
work.then(() => process.exit(0)).catch(exitWith);

function exitWith(error: unknown): never {
  process.stderr.write(
    `✗ ${error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
