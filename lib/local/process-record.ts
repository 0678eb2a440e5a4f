import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { z } from "zod";

const Identity = z.object({ pid: z.number().int().positive(), startMark: z.string() });

const ProcessRecord = z.object({
  name: z.string(),
  process: Identity,
  /** Who started it. While the owner lives, its processes are not orphans and nobody else may stop them. */
  owner: Identity,
  /** How it wants to be asked to end, and how long that may take. */
  stopSignal: z.enum(["SIGTERM", "SIGINT"]),
  stopWithinMs: z.number().positive(),
});
export type ProcessRecord = z.infer<typeof ProcessRecord>;
export type Stopping = Pick<ProcessRecord, "stopSignal" | "stopWithinMs">;

function recordFile(dataDir: string, name: string): string {
  return join(dataDir, "run", `${name}.json`);
}

/** Written aside and moved, so that a crash in between never leaves half a record. */
export function writeProcessRecord(dataDir: string, record: ProcessRecord): void {
  const path = recordFile(dataDir, record.name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(record), { mode: 0o600 });
  renameSync(`${path}.${process.pid}`, path);
}

/** A damaged record reads as none: it cannot name a process safely. */
export function readProcessRecord(dataDir: string, name: string): ProcessRecord | null {
  try {
    const parsed = ProcessRecord.safeParse(JSON.parse(readFileSync(recordFile(dataDir, name), "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function removeProcessRecord(dataDir: string, name: string): void {
  rmSync(recordFile(dataDir, name), { force: true });
}

export function listRecordedProcesses(dataDir: string): readonly string[] {
  try {
    const files = readdirSync(join(dataDir, "run"));
    return files.filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -".json".length));
  } catch {
    return [];
  }
}
