import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { Failure } from "@/lib/domain/failure";
import { readLogEnd } from "./log-file";
import type { OperatonFiles } from "./operaton-files";
import { choosePort } from "./ports";
import { type ManagedProcess, startProcess, stopOrphan } from "./processes";
import { waitFor } from "./waiting";

export type OperatonSpec = {
  readonly dataDir: string;
  readonly files: OperatonFiles;
  readonly log: (line: string) => void;
  readonly preferredPort?: number;
  readonly heapMb?: number;
  /** Kept only in memory, for tests; else in the data folder. */
  readonly isDurable?: boolean;
};

export type LocalOperaton = {
  /** Where its REST API is, without sign-in. */
  readonly url: string;
  readonly process: ManagedProcess;
  readonly readyAfterMs: number;
  stop(): Promise<void>;
};

const PREFERRED_PORT = 28_081;
/** Half a minute on a quiet machine, some minutes beside a build. */
const READY_WITHIN_MS = 300_000;
const ANSWER_WITHIN_MS = 2_000;
const STOPPING = { stopSignal: "SIGTERM", stopWithinMs: 15_000 } as const;

/** A real Operaton, an engine of the Camunda 7 family, with its REST API on 127.0.0.1 and full history. */
export async function startOperaton(spec: OperatonSpec): Promise<LocalOperaton> {
  const begunAt = Date.now();
  const dataDir = resolve(spec.dataDir);
  const folder = join(dataDir, "operaton");
  mkdirSync(folder, { recursive: true });
  if (await stopOrphan(dataDir, "operaton")) spec.log("operaton: stopped the one that an earlier start left behind");
  const preferred = spec.preferredPort ?? PREFERRED_PORT;
  const port = await choosePort({ preferred, purpose: "operaton", log: spec.log });
  const settings = settingsFor({ folder, port, isDurable: spec.isDurable ?? true });
  writeFileSync(join(folder, "application.yaml"), JSON.stringify(settings, null, 2), { mode: 0o600 }); // JSON is YAML
  const engine = await launch(dataDir, folder, spec);
  const url = `http://127.0.0.1:${port}/engine-rest`;
  if (!(await becomesReady(engine, url))) {
    await engine.stop();
    const words = `Its last words (${engine.logFile}):\n${readLogEnd(engine.logFile)}`;
    throw new Failure("source-unavailable", `Operaton did not become ready. ${words}`);
  }
  return { url, process: engine, readyAfterMs: Date.now() - begunAt, stop: () => engine.stop() };
}

type Wish = { readonly folder: string; readonly port: number; readonly isDurable: boolean };

function settingsFor({ folder, port, isDurable }: Wish): Readonly<Record<string, unknown>> {
  const database = isDurable ? `jdbc:h2:file:${join(folder, "engine")}` : "jdbc:h2:mem:engine;DB_CLOSE_DELAY=-1";
  return {
    server: { address: "127.0.0.1", port },
    spring: {
      main: { "banner-mode": "off" },
      datasource: { url: database, "driver-class-name": "org.h2.Driver", username: "sa", password: "" },
    },
    operaton: { bpm: { "history-level": "full" } },
  };
}

function launch(dataDir: string, folder: string, { files, heapMb = 384 }: OperatonSpec): Promise<ManagedProcess> {
  const heap = [`-Xmx${heapMb}m`, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"];
  const properties = [
    "-Dfile.encoding=UTF-8",
    `-Dspring.config.additional-location=file:${join(folder, "application.yaml")}`,
  ];
  const classPath = [files.mainJar, join(files.libFolder, "*")].join(delimiter);
  return startProcess({
    name: "operaton",
    dataDir,
    cwd: folder,
    command: files.java.java,
    args: [...heap, ...properties, "-cp", classPath, "ThroughlineOperaton"],
    stopping: STOPPING,
  });
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/version`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}

async function becomesReady(engine: ManagedProcess, url: string): Promise<boolean> {
  const question = async () => {
    if (!engine.isRunning()) return false;
    return (await isReady(url)) ? true : null;
  };
  return (await waitFor(question, { withinMs: READY_WITHIN_MS, everyMs: 200 })) === true;
}
