import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { getOwnIdentity, isStillRunning, type ProcessIdentity } from "./process-identity";

const LOOK_EVERY_MS = 300;
/** A lock is written right after it is made: one that is unreadable for longer was left by a crash in between. */
const UNREADABLE_LOOKS_MAX = 10;

/** Runs `work` while no other process of this machine does so under the same path. The lock of a dead process is taken over. */
export async function withLock<Result>(
  path: string,
  work: () => Promise<Result>,
  onWait: () => void = () => undefined,
): Promise<Result> {
  let unreadableLooks = 0;
  for (let look = 0; !isTaken(path); look += 1) {
    if (look === 0) onWait();
    const holder = readHolder(path);
    unreadableLooks = holder === null ? unreadableLooks + 1 : 0;
    if (unreadableLooks > UNREADABLE_LOOKS_MAX || (holder !== null && !isStillRunning(holder)))
      rmSync(path, { force: true });
    else await sleep(LOOK_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function isTaken(path: string): boolean {
  try {
    writeFileSync(path, JSON.stringify(getOwnIdentity()), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(path: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
