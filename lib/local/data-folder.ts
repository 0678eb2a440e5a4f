import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { Failure } from "@/lib/domain/failure";
import { getOwnIdentity, isStillRunning } from "./process-identity";
import { readProcessRecord, removeProcessRecord, writeProcessRecord } from "./process-record";
import { stopOrphans } from "./processes";

const NAME = "throughline";
const STOP_WITHIN_MS = 60_000;

/**
 * Makes the data folder ours until `release`: refused while another Throughline works on it, and what a killed one left
 * running there is ended.
 */
export async function claimDataFolder(path: string, log: (line: string) => void): Promise<() => void> {
  const dataDir = resolve(path);
  mkdirSync(dataDir, { recursive: true });
  const holder = readProcessRecord(dataDir, NAME)?.owner;
  if (holder !== undefined && isStillRunning(holder)) {
    const why = `Throughline already runs on ${dataDir} (process ${holder.pid}).`;
    throw new Failure("conflict", `${why} Stop it first, or choose another folder with --data.`);
  }
  removeProcessRecord(dataDir, NAME);
  const stopped = await stopOrphans(dataDir);
  if (stopped.length > 0) log(`stopped what an earlier start left running: ${stopped.join(", ")}`);
  const own = getOwnIdentity();
  writeProcessRecord(dataDir, {
    name: NAME,
    process: own,
    owner: own,
    stopSignal: "SIGTERM",
    stopWithinMs: STOP_WITHIN_MS,
  });
  return () => removeProcessRecord(dataDir, NAME);
}
