import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { readStartMark } from "./process-identity";
import { stopOrphans } from "./processes";

/** Below the system's temporary folder, because PostgreSQL may have to run as a user who cannot enter the project. */
const PARENT = join(tmpdir(), "throughline-tests");

/** A data folder for one test's servers. What test processes that were killed left behind is ended and removed first. */
export async function makeTestFolder(name: string): Promise<string> {
  mkdirSync(PARENT, { recursive: true, mode: 0o755 });
  for (const folder of readdirSync(PARENT)) {
    if (readStartMark(Number.parseInt(folder, 10)) === null) await sweep(join(PARENT, folder));
  }
  return mkdtempSync(join(PARENT, `${process.pid}-${name}-`));
}

/** With the database files that root had to put elsewhere, because `nobody` could not enter the folder. */
export function removeTestFolder(folder: string): void {
  const database = join(folder, "postgres");
  if (lstatSync(database, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(dirname(readlinkSync(database)), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

async function sweep(folder: string): Promise<void> {
  try {
    await stopOrphans(folder);
    removeTestFolder(folder);
  } catch {
    // Another test process sweeps it at the same time.
  }
}
