import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Sql } from "@/lib/store/database";
import { hasUnfinishedRules } from "@/lib/store/rule-version";

const EVERY_MS = 2_000;
/** A process that fails at once is not started again at once. */
const AGAIN_AFTER_MS = 10_000;
const PROGRAM = fileURLToPath(new URL("./reproject.ts", import.meta.url));

/** Looks for rules that were saved and not projected with yet, until the signal, and starts the process that does it. */
export async function keepRules(
  { sql, log }: { readonly sql: Sql; readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const isDue = await hasUnfinishedRules(sql).catch(() => false);
    if (isDue) {
      log.info("projecting with the rules that were saved");
      const code = await runProgram(signal);
      if (code !== 0 && !signal.aborted) {
        log.warn({ code }, "projecting with the saved rules was broken off; it is tried again");
        await pause(AGAIN_AFTER_MS, signal);
      }
    }
    await pause(EVERY_MS, signal);
  }
}

async function runProgram(signal: AbortSignal): Promise<number | null> {
  const child = spawn(process.execPath, [...process.execArgv, PROGRAM], { stdio: ["ignore", "inherit", "inherit"] });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  const [code] = (await once(child, "exit")) as [number | null];
  signal.removeEventListener("abort", stop);
  return code;
}
