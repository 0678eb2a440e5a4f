import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";

/** A process id alone is reused by the system; together with the start mark it names one process for ever. */
export type ProcessIdentity = { readonly pid: number; readonly startMark: string };

const QUESTION: ExecFileSyncOptionsWithStringEncoding = {
  encoding: "utf8",
  timeout: 10_000,
  stdio: ["ignore", "pipe", "ignore"],
};

/** When the process began, as text to compare; null when it is gone. A zombie counts as gone: it holds nothing any more. */
export function readStartMark(pid: number): string | null {
  if (process.platform === "linux") return readLinuxStartMark(pid);
  if (process.platform === "win32") {
    return ask("powershell", ["-NoProfile", "-Command", `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]);
  }
  return ask("ps", ["-o", "lstart=", "-p", String(pid)]);
}

export function getOwnIdentity(): ProcessIdentity {
  return { pid: process.pid, startMark: readStartMark(process.pid) ?? "unknown" };
}

export function isStillRunning(identity: ProcessIdentity): boolean {
  return readStartMark(identity.pid) === identity.startMark;
}

/** The command line as a person would recognise it; null when the process is gone or the system does not tell. */
export function readCommand(pid: number): string | null {
  if (process.platform === "linux") {
    const text = readText(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim();
    return text === undefined || text === "" ? null : text;
  }
  if (process.platform === "win32")
    return ask("powershell", ["-NoProfile", "-Command", `(Get-Process -Id ${pid}).Path`]);
  return ask("ps", ["-o", "command=", "-p", String(pid)]);
}

/** Ticks since boot are field 22; the name in field 2 may hold spaces and brackets, so fields are counted after its end. */
function readLinuxStartMark(pid: number): string | null {
  const fields = readText(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ");
  const state = fields?.[0];
  const ticks = fields?.[19];
  if (state === undefined || ticks === undefined || state === "Z" || state === "X") return null;
  return `${readText("/proc/sys/kernel/random/boot_id")?.trim() ?? ""}:${ticks}`;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function ask(command: string, args: readonly string[]): string | null {
  try {
    return execFileSync(command, args, QUESTION).trim() || null;
  } catch {
    return null;
  }
}
