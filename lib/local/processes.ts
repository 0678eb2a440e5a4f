import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { openLogFile } from "./log-file";
import { getOwnIdentity, isStillRunning, type ProcessIdentity, readStartMark } from "./process-identity";
import {
  listRecordedProcesses,
  readProcessRecord,
  removeProcessRecord,
  type Stopping,
  writeProcessRecord,
} from "./process-record";
import { waitFor } from "./waiting";

export type ProcessExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type ProcessSpec = {
  readonly name: string;
  /** Throughline's data folder: the record goes to `run/`, what the process prints to `logs/`. */
  readonly dataDir: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly stopping?: Stopping;
};

export type ManagedProcess = {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process has ended, whoever ended it. Never rejects. */
  readonly exited: Promise<ProcessExit>;
  isRunning(): boolean;
  /** Asks it to end, and kills it with all its children when it has not within its time. Harmless when repeated. */
  stop(): Promise<void>;
};

const STOPPING: Stopping = { stopSignal: "SIGTERM", stopWithinMs: 10_000 };
const KILLED_WITHIN_MS = 10_000;

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches only us and the order of stopping is ours, and records
 * it, so that the next start can end it if we were killed. An orphan of the same name is stopped first.
 */
export async function startProcess(spec: ProcessSpec): Promise<ManagedProcess> {
  await stopOrphan(spec.dataDir, spec.name);
  const stopping = spec.stopping ?? STOPPING;
  const log = openLogFile(spec.dataDir, spec.name);
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd ?? spec.dataDir,
    // biome-ignore lint/style/noProcessEnv: a child inherits the user's environment (PATH, HOME, locale); nothing is read from it
    env: { ...process.env, ...spec.env },
    stdio: ["ignore", log.descriptor, log.descriptor],
    detached: process.platform !== "win32",
    windowsHide: true,
    ...spec.user,
  });
  const exited = watchExit(child, () => {
    log.close();
    removeProcessRecord(spec.dataDir, spec.name);
  });
  const pid = await started(child, spec).catch((error: unknown) => {
    log.close();
    throw error;
  });
  const identity = { pid, startMark: readStartMark(pid) ?? "gone" };
  if (child.exitCode === null && child.signalCode === null) {
    writeProcessRecord(spec.dataDir, { name: spec.name, process: identity, owner: getOwnIdentity(), ...stopping });
  }
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const stop = async () => {
    if (isRunning()) await endProcess(identity, stopping);
    await exited;
  };
  return { name: spec.name, pid, logFile: log.path, exited, isRunning, stop };
}

/** Ends what an earlier start left behind. A process that a living Throughline owns is not touched, but refused. */
export async function stopOrphan(dataDir: string, name: string): Promise<boolean> {
  const record = readProcessRecord(dataDir, name);
  if (record === null) return false;
  const isRunning = isStillRunning(record.process);
  if (isRunning && isStillRunning(record.owner)) {
    throw new Failure(
      "conflict",
      `${name} already runs in ${dataDir} (process ${record.process.pid}), started by process ${record.owner.pid}. ` +
        "Stop that one first, or use another data folder.",
    );
  }
  if (isRunning) await endProcess(record.process, record);
  removeProcessRecord(dataDir, name);
  return isRunning;
}

/** Ends everything that an earlier, killed start left running on this data folder; returns the names of what it ended. */
export async function stopOrphans(dataDir: string): Promise<readonly string[]> {
  const stopped: string[] = [];
  for (const name of listRecordedProcesses(dataDir)) if (await stopOrphan(dataDir, name)) stopped.push(name);
  return stopped;
}

/** Ends what we started ourselves and what is still starting, and orphans; not ourselves. */
export async function stopEverything(dataDir: string): Promise<void> {
  const own = getOwnIdentity();
  for (const name of listRecordedProcesses(dataDir)) {
    const record = readProcessRecord(dataDir, name);
    if (record === null || record.process.pid === own.pid) continue;
    if (record.owner.pid === own.pid) await endProcess(record.process, record);
    else if (!isStillRunning(record.owner)) await stopOrphan(dataDir, name);
  }
}

async function endProcess(identity: ProcessIdentity, { stopSignal, stopWithinMs }: Stopping): Promise<void> {
  const hasEnded = () => (isStillRunning(identity) ? null : true);
  signal(identity.pid, stopSignal);
  if ((await waitFor(hasEnded, { withinMs: stopWithinMs })) !== null) return;
  if (!signal(-identity.pid, "SIGKILL")) signal(identity.pid, "SIGKILL");
  await waitFor(hasEnded, { withinMs: KILLED_WITHIN_MS });
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function watchExit(child: ChildProcess, onExit: () => void): Promise<ProcessExit> {
  return new Promise((resolve) => {
    child.once("exit", (code, name) => {
      onExit();
      resolve({ code, signal: name });
    });
  });
}

function started(child: ChildProcess, { command, name }: ProcessSpec): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid ?? 0));
    child.once("error", (cause) => {
      reject(new Failure("misconfigured", `${name} cannot be started: ${command}: ${cause.message}`, { cause }));
    });
  });
}
