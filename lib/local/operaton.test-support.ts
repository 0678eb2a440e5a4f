import process from "node:process";
import { getFiles, SERVERS } from "./java-servers.test-support";
import { startOperaton } from "./operaton";
import { prepareOperaton } from "./operaton-files";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";

export type TestOperaton = { readonly url: string; stop(): Promise<void> };

/** The Operaton for tests: the test runner's (THROUGHLINE_TEST_OPERATON), else one for this process alone. Call `stop` afterwards. */
export async function startOperatonForTests(): Promise<TestOperaton> {
  const shared = process.env["THROUGHLINE_TEST_OPERATON"];
  if (shared) return { url: shared, stop: async () => undefined };
  const dataDir = await makeTestFolder("operaton");
  const files = getFiles(await prepareOperaton(SERVERS));
  const operaton = await startOperaton({ dataDir, files, preferredPort: 0, isDurable: false, log: () => undefined });
  const kill = () => process.kill(-operaton.process.pid, "SIGKILL");
  process.once("exit", kill); // a test that failed before it could stop it
  return {
    url: operaton.url,
    stop: async () => {
      process.off("exit", kill);
      await operaton.stop();
      removeTestFolder(dataDir);
    },
  };
}
