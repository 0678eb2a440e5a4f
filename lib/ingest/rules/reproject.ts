/**
 * Projects the event log with rules that were saved in the console: a process of its own beside the worker that starts it,
 * so that live events do not wait for it. Its progress and its end are told in `rule_version`.
 */
import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { loadConfiguration } from "@/lib/platform/configuration";
import { announce } from "@/lib/store/announce";
import { createPool, type Pool } from "@/lib/store/database";
import { failRuleVersion, hasUnfinishedRules, readRuleVersions, writeRuleProgress } from "@/lib/store/rule-version";
import { rebuildConfigured } from "../rebuild/rebuild-configured";

/** Somebody else does it: another worker's process, or a rebuild by hand. */
const IS_UNDER_WAY = /under way in another process/;

async function main(): Promise<void> {
  const configuration = loadConfiguration();
  const pool = createPool({
    connectionString: configuration.database.url,
    applicationName: "throughline rules",
    connectionsMax: 1,
  });
  try {
    if (await hasUnfinishedRules(pool)) await reproject(pool, configuration);
  } finally {
    await pool.end();
  }
}

async function reproject(pool: Pool, configuration: Parameters<typeof rebuildConfigured>[0]): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
  let version = 0;
  const tell = async (records: number, behind: number | null) => {
    await writeRuleProgress(pool, { version, records, behind });
    const [newest] = await readRuleVersions(pool, 1);
    if (newest !== undefined && newest.version > version && newest.state === "waiting") stopping.abort();
    await announce(pool, ["rules"]);
  };
  try {
    await rebuildConfigured(
      configuration,
      {
        mayDropIgnored: false,
        onRules: async (next) => {
          version = next;
          await tell(0, null);
        },
        onStage: () => undefined,
        onProgress: ({ records, behind }) => void tell(records, behind).catch(() => undefined),
      },
      stopping.signal,
    );
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // Ended in the middle, it goes on later; what can never succeed is told, and the old picture stays.
    if (stopping.signal.aborted || IS_UNDER_WAY.test(text)) return;
    await failRuleVersion(pool, version, text);
    if (!(error instanceof Failure)) throw error;
  } finally {
    await announce(pool, ["rules"]);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
