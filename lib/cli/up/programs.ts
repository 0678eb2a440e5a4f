import { join } from "node:path";
import process from "node:process";
import { type ManagedProcess, startProcess } from "@/lib/local/processes";

export type ProgramSpec = {
  readonly dataDir: string;
  readonly configurationFile: string;
};

/** An ingest worker; several in one data folder need a name each. */
export function startIngest(spec: ProgramSpec, name = "ingest"): Promise<ManagedProcess> {
  return startOurs(name, [ROOM_FOR_A_BATCH, ...TYPESCRIPT, "lib/ingest/worker.ts"], spec);
}

/** The console's production server. */
export function startWeb(
  spec: ProgramSpec & { readonly port: number; readonly host: string },
): Promise<ManagedProcess> {
  const next = join("node_modules", "next", "dist", "bin", "next");
  return startOurs("web", [next, "start", "--hostname", spec.host, "--port", String(spec.port)], spec);
}

/** The services of the retail landscape; `retailFile` holds its own configuration. */
export function startRetail(spec: ProgramSpec & { readonly retailFile: string }): Promise<ManagedProcess> {
  return startOurs("landscape", [...TYPESCRIPT, "lib/landscapes/retail/main.ts", "--config", spec.retailFile], spec);
}

/** The recorded landscape. */
export function startRecordingPlayer(spec: ProgramSpec): Promise<ManagedProcess> {
  return startOurs("landscape", [...TYPESCRIPT, "lib/landscapes/recording/main.ts"], spec);
}

const TYPESCRIPT = ["--import", "tsx"];
/** MiB for young objects. A batch lives longer than V8 expects of them, and each is copied about until it is old: a third of all work. */
const ROOM_FOR_A_BATCH = "--max-semi-space-size=32";

function startOurs(name: string, args: readonly string[], { dataDir, configurationFile }: ProgramSpec) {
  const env = { THROUGHLINE_CONFIG: configurationFile, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  return startProcess({ name, dataDir, command: process.execPath, args, cwd: process.cwd(), env });
}
