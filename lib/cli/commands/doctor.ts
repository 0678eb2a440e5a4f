import { connect } from "node:net";
import process from "node:process";
import { openCamunda8Engine } from "@/lib/engines/camunda8/camunda8-engine";
import {
  type Configuration,
  decodeRulesOf,
  type KafkaSourceConfiguration,
  type OutboxSourceConfiguration,
  type SourceConfiguration,
} from "@/lib/platform/configuration-schema";
import { examineCamunda7 } from "@/lib/sources/camunda7/examine-camunda7";
import { examineKafka } from "@/lib/sources/kafka/examine-kafka";
import { examineOutbox } from "@/lib/sources/outbox/examine-outbox";
import { createPool } from "@/lib/store/database";
import { readPendingMigrations } from "@/lib/store/migrate";
import { type Command, findConfiguration, print, readParameters } from "./command";

const usage = "doctor";
const ANSWER_WITHIN_MS = 5_000;

/** What was found out about one thing: fine, or what is wrong and what to do. */
type Finding = { readonly isFine: boolean; readonly about: string; readonly words: string };

export const doctorCommand: Command = {
  usage,
  summary: "check the database, every source and every engine, and say in plain words what is wrong",
  run: async (parameters) => {
    const { values } = readParameters(parameters, usage, {});
    const configuration = findConfiguration(values.config);
    const findings = [await examineDatabase(configuration)];
    for (const source of configuration.sources) findings.push(...(await examineSource(source, configuration)));
    if (configuration.sources.length === 0) {
      findings.push({
        isFine: true,
        about: "sources",
        words: "none is configured: only imports and the HTTP intake bring events",
      });
    }
    for (const { isFine, about, words } of findings) print(`${isFine ? "✓" : "✗"} ${about}: ${words}`);
    if (findings.some(({ isFine }) => !isFine)) process.exitCode = 1;
  },
};

async function examineDatabase({ database }: Configuration): Promise<Finding> {
  const about = `database ${new URL(database.url).host}`;
  const pool = createPool({ connectionString: database.url, applicationName: "throughline doctor", connectionsMax: 1 });
  try {
    const { rows } = await pool.query<{ version: string }>("select current_setting('server_version') as version");
    const pending = await readPendingMigrations(pool);
    const version = `PostgreSQL ${rows[0]?.version ?? "?"}`;
    return pending.length === 0
      ? { isFine: true, about, words: `${version}, schema up to date` }
      : {
          isFine: false,
          about,
          words: `${version}, but ${pending.length} migrations are missing: run throughline migrate`,
        };
  } catch (error) {
    return { isFine: false, about, words: `cannot be used (${wordsOf(error)}): check database.url, and that it runs` };
  } finally {
    await pool.end();
  }
}

async function examineSource(source: SourceConfiguration, configuration: Configuration): Promise<readonly Finding[]> {
  if (source.kind === "kafka") return examineTopics(source, configuration);
  if (source.kind === "outbox") return [await examineTable(source)];
  if (source.kind === "camunda7") {
    return [{ about: `engine ${source.id} at ${source.url}`, ...(await examineCamunda7(source)) }];
  }
  const about = `engine ${source.id} at ${source.grpcAddress}`;
  const [host = "", port = "26500"] = source.grpcAddress.replace(/^\w+:\/\//, "").split(":");
  const reached = await reach(host, Number(port));
  if (reached !== null) return [{ isFine: false, about, words: `cannot be reached (${reached}): check grpcAddress` }];
  const engine = openCamunda8Engine(source);
  const answer = await engine.examine();
  await engine.close();
  const records = source.records === null ? " Its records are not configured, so nothing of it will be seen." : "";
  return [{ isFine: answer.isFine && source.records !== null, about, words: `${answer.words}${records}` }];
}

async function examineTable(source: OutboxSourceConfiguration): Promise<Finding> {
  const about = `outbox ${source.id}, ${source.table} at ${new URL(source.url).host}`;
  try {
    await examineOutbox(source);
    return { isFine: true, about, words: "answers, and has the configured columns" };
  } catch (error) {
    return { isFine: false, about, words: `cannot be read (${wordsOf(error)}): check url, table, columns and grants` };
  }
}

async function examineTopics(
  source: KafkaSourceConfiguration,
  configuration: Configuration,
): Promise<readonly Finding[]> {
  const about = `Kafka ${source.id} at ${source.brokers.join(", ")}`;
  try {
    const { found, missing } = await examineKafka(source, decodeRulesOf(configuration, source));
    const ofMissing = missing.map((topic) => {
      const words = `there is no topic "${topic}" (yet): check its name, or make it; it is picked up when it comes`;
      return { isFine: false, about, words };
    });
    return [{ isFine: true, about, words: `answers, ${found.length} topics are read` }, ...ofMissing];
  } catch (error) {
    return [{ isFine: false, about, words: `cannot be read. ${wordsOf(error)}` }];
  }
}

function reach(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_WITHIN_MS });
    const settle = (why: string | null) => {
      socket.destroy();
      resolve(why);
    };
    socket.once("connect", () => settle(null));
    socket.once("timeout", () => settle("no answer"));
    socket.once("error", (error) => settle(error.message));
  });
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message || error.name : String(error));
