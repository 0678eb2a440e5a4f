import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure } from "@/lib/domain/failure";
import { readLogEnd } from "./log-file";
import { choosePort } from "./ports";
import { getPostgresBinaries } from "./postgres-binaries";
import { DATABASE, type PostgresCluster, preparePostgresCluster, ROLE } from "./postgres-cluster";
import { readCommand } from "./process-identity";
import { type ManagedProcess, startProcess, stopOrphan } from "./processes";
import { getUnprivilegedUser, type SystemUser } from "./unprivileged-user";
import { waitFor } from "./waiting";

export type PostgresSpec = {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** Taken when it is free, else a free one is chosen and said. */
  readonly preferredPort?: number;
  /** False only for tests: a crash of the machine may then destroy the database. */
  readonly isDurable?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
};

export type LocalPostgres = {
  readonly connectionString: string;
  readonly port: number;
  readonly process: ManagedProcess;
  stop(): Promise<void>;
};

const PREFERRED_PORT = 54_320;
/** Recovery after a crash replays at most `max_wal_size`; that much takes well under this time. */
const READY_WITHIN_MS = 120_000;
const ATTEMPTS_MAX = 3;
const STOPPING = { stopSignal: "SIGINT", stopWithinMs: 20_000 } as const; // SIGINT is PostgreSQL's fast shutdown

/** Sized for a laptop. An empty socket folder: a socket's lock that a kill left behind would block the next start. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "128MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  synchronous_commit: "on",
  jit: "off",
  shared_preload_libraries: "pg_stat_statements",
  cluster_name: "throughline",
};
const SETTINGS_NOT_DURABLE = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/** A real PostgreSQL on 127.0.0.1 whose files live in the data folder; a second start finds them again. */
export async function startPostgres(spec: PostgresSpec): Promise<LocalPostgres> {
  const dataDir = resolve(spec.dataDir);
  mkdirSync(dataDir, { recursive: true });
  if (await stopOrphan(dataDir, "postgres")) spec.log("postgres: stopped the one that an earlier start left behind");
  const user = getUnprivilegedUser();
  const binaries = getPostgresBinaries(user);
  const isDurable = spec.isDurable ?? true;
  const cluster = await preparePostgresCluster({ dataDir, binaries, user, isDurable });
  removeStaleLock(cluster.folder);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort({
      preferred: spec.preferredPort ?? PREFERRED_PORT,
      purpose: "postgres",
      log: spec.log,
    });
    const settings = { ...SETTINGS, ...(isDurable ? {} : SETTINGS_NOT_DURABLE), ...spec.settings, port: String(port) };
    const server = await launch({ dataDir, command: binaries.postgres, cluster, settings, user });
    if (await isReady(server, cluster.folder)) return toLocalPostgres(server, cluster, port);
    await server.stop();
    const why = `PostgreSQL did not start on port ${port}. Its last words (${server.logFile}):\n${readLogEnd(server.logFile)}`;
    if (attempt === ATTEMPTS_MAX) throw new Failure("database-unavailable", why);
    spec.log(`postgres: ${why}\npostgres: trying again`);
  }
}

type Launch = {
  readonly dataDir: string;
  readonly command: string;
  readonly cluster: PostgresCluster;
  readonly settings: Readonly<Record<string, string>>;
  readonly user: SystemUser | null;
};

function launch({ dataDir, command, cluster, settings, user }: Launch): Promise<ManagedProcess> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return startProcess({
    name: "postgres",
    dataDir,
    command,
    args: ["-D", cluster.folder, ...flags],
    cwd: "/",
    env: { LC_ALL: "C", TZ: "UTC" },
    stopping: STOPPING,
    ...(user === null ? {} : { user }),
  });
}

/** The last line of its lock file says "ready" once it accepts connections: the way of pg_ctl, without a client. */
async function isReady(server: ManagedProcess, folder: string): Promise<boolean> {
  const answer = await waitFor(() => (server.isRunning() ? readReadiness(folder, server.pid) : false), {
    withinMs: READY_WITHIN_MS,
  });
  return answer === true;
}

function readReadiness(folder: string, pid: number): true | null {
  const lines = readLockFile(folder);
  return lines[0] === String(pid) && lines[7]?.trim() === "ready" ? true : null;
}

function readLockFile(folder: string): readonly string[] {
  try {
    return readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** PostgreSQL refuses to start while the process id in its lock exists, also when that is another program by now. */
function removeStaleLock(folder: string): void {
  const pid = Number(readLockFile(folder)[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (readCommand(pid)?.includes("postgres")) {
    const why = `Process ${pid} is a PostgreSQL that works on ${folder} and was not started by us.`;
    throw new Failure("conflict", `${why} Stop it first: kill -INT ${pid}`);
  }
  rmSync(join(folder, "postmaster.pid"), { force: true });
}

function toLocalPostgres(server: ManagedProcess, { password }: PostgresCluster, port: number): LocalPostgres {
  const connectionString = `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`;
  return { connectionString, port, process: server, stop: () => server.stop() };
}
