import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import process from "node:process";
import { readCommand } from "./process-identity";

const LISTENING = "0A";
const NAME_LENGTH_MAX = 120;
const LSOF: ExecFileSyncOptionsWithStringEncoding = {
  encoding: "utf8",
  timeout: 5_000,
  stdio: ["ignore", "pipe", "ignore"],
};

/** Which process listens on a TCP port, as `name (process 42)`; null when the system does not tell us. */
export function findPortHolder(port: number): string | null {
  const pid = process.platform === "linux" ? findLinuxPid(port) : findPidByLsof(port);
  if (pid === null) return null;
  const command = readCommand(pid) ?? "a process";
  return `${command.slice(0, NAME_LENGTH_MAX)} (process ${pid})`;
}

/** The kernel lists sockets with their inode; the process is the one that has this inode open. */
function findLinuxPid(port: number): number | null {
  const inodes = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return null;
  const pid = list("/proc").find((entry) => /^\d+$/.test(entry) && holdsSocket(entry, inodes));
  return pid === undefined ? null : Number(pid);
}

function listeningInodes(table: string, port: number): readonly string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = readText(table).split("\n").slice(1);
  return rows.flatMap((row) => {
    const columns = row.trim().split(/\s+/);
    return columns[1]?.endsWith(suffix) && columns[3] === LISTENING && columns[9] !== undefined ? [columns[9]] : [];
  });
}

function holdsSocket(pid: string, inodes: ReadonlySet<string>): boolean {
  return list(`/proc/${pid}/fd`).some((descriptor) => {
    const inode = /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${descriptor}`))?.[1];
    return inode !== undefined && inodes.has(inode);
  });
}

function findPidByLsof(port: number): number | null {
  try {
    const pid = Number(execFileSync("lsof", ["-nP", "-t", `-iTCP:${port}`, "-sTCP:LISTEN"], LSOF).split("\n")[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null; // there is no lsof, or it may not look
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it ended, or belongs to another user
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
