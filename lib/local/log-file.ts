import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";

const BYTES_MAX = 10 * 1024 * 1024;
const LOOK_EVERY_MS = 15_000;

export type LogFile = { readonly path: string; readonly descriptor: number; close(): void };

/**
 * A file that a child writes to by itself, so that its words survive our end and never wait for us. It is opened for
 * appending: cutting it to nothing is then safe while the child goes on writing. What it held stays beside it as `.1`.
 */
export function openLogFile(dataDir: string, name: string, bytesMax = BYTES_MAX): LogFile {
  const path = join(dataDir, "logs", `${name}.log`);
  mkdirSync(join(dataDir, "logs"), { recursive: true });
  keepSmall(path, bytesMax);
  const descriptor = openSync(path, "a", 0o640);
  const timer = setInterval(() => keepSmall(path, bytesMax), LOOK_EVERY_MS);
  timer.unref();
  return {
    path,
    descriptor,
    close: () => {
      clearInterval(timer);
      closeSync(descriptor);
    },
  };
}

/** The last lines, to be shown with an error. */
export function readLogEnd(path: string, lines = 15): string {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}

function keepSmall(path: string, bytesMax: number): void {
  try {
    if (statSync(path).size <= bytesMax) return;
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  } catch {
    // It does not exist yet, or the disk is full: neither may stop the server that writes it.
  }
}
