import { chmodSync } from "node:fs";
import process from "node:process";
import { startPostgres } from "./postgres";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";

export type TestPostgres = { readonly connectionString: string; stop(): Promise<void> };

/**
 * The PostgreSQL for tests: the one that the test runner started for all files (THROUGHLINE_TEST_POSTGRES is its
 * connection string, of a superuser, so that each file makes a database of its own), else one for this process alone.
 * It forgets on a crash (fsync off) and is made and ready within a second. Call `stop` after the tests.
 */
export async function startPostgresForTests(): Promise<TestPostgres> {
  const shared = process.env["THROUGHLINE_TEST_POSTGRES"];
  if (shared) return { connectionString: shared, stop: async () => undefined };
  const dataDir = await makeTestFolder("postgres");
  chmodSync(dataDir, 0o755);
  const settings = { max_connections: "200" };
  const postgres = await startPostgres({ dataDir, preferredPort: 0, isDurable: false, settings, log: () => undefined });
  const kill = () => process.kill(-postgres.process.pid, "SIGKILL");
  process.once("exit", kill); // a test that failed before it could stop it
  return {
    connectionString: postgres.connectionString,
    stop: async () => {
      process.off("exit", kill);
      await postgres.stop();
      removeTestFolder(dataDir);
    },
  };
}
