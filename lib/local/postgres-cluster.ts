import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "@/lib/domain/failure";
import type { PostgresBinaries } from "./postgres-binaries";
import { canEnter, getSharedFolder, type SystemUser } from "./unprivileged-user";

export type PostgresCluster = { readonly folder: string; readonly password: string };

type ClusterSpec = {
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | null;
  readonly isDurable: boolean;
};

export const DATABASE = "throughline";
export const ROLE = "throughline";
const SETUP_WITHIN_MS = 120_000;

/** Only the loopback interface and only by password: other users of this machine must not get in. */
const WHO_MAY_CONNECT = `host all ${ROLE} 127.0.0.1/32 scram-sha-256\n`;

/** The database files below the data folder, made on the first start. */
export async function preparePostgresCluster(spec: ClusterSpec): Promise<PostgresCluster> {
  const folder = locateCluster(spec);
  const isNew = !existsSync(join(folder, "PG_VERSION"));
  const passwordFile = join(spec.dataDir, "postgres.password");
  const known = existsSync(passwordFile) ? readFileSync(passwordFile, "utf8").trim() : "";
  if (!isNew && known !== "") return { folder, password: known };
  const password = randomBytes(24).toString("base64url");
  if (isNew) await makeCluster(folder, password, spec);
  else await runSingleUser(folder, [`alter role ${ROLE} password '${password}'`], spec);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  chmodSync(passwordFile, 0o600);
  return { folder, password };
}

/**
 * `<data folder>/postgres`, except when we are root and `nobody`, as whom PostgreSQL then runs, may not enter our data
 * folder (a project in root's home): then a folder that all may enter, with a link where one would look for it.
 */
function locateCluster({ dataDir, user }: ClusterSpec): string {
  const usual = join(dataDir, "postgres");
  const found = lstatSync(usual, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return readlinkSync(usual);
  if (user === null || canEnter(dataDir, user)) return usual;
  if (found !== undefined) {
    const why = `${usual} cannot be opened by "nobody", as whom PostgreSQL runs when root starts it.`;
    throw new Failure(
      "misconfigured",
      `${why} Let everybody enter the folders above it (chmod o+x), or do not run as root.`,
    );
  }
  const elsewhere = join(
    getSharedFolder(),
    createHash("sha256").update(dataDir).digest("hex").slice(0, 16),
    "postgres",
  );
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o755 });
  symlinkSync(elsewhere, usual);
  return elsewhere;
}

/** Made aside, password included, and moved when whole: an interrupted first start leaves nothing half-made. */
async function makeCluster(folder: string, password: string, spec: ClusterSpec): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (spec.user !== null) chownSync(unfinished, spec.user.uid, spec.user.gid);
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const durability = spec.isDurable ? [] : ["--no-sync"];
  const options = [
    "-D",
    unfinished,
    `--username=${ROLE}`,
    "--auth=trust",
    "--data-checksums",
    ...locale,
    ...durability,
  ];
  await run(spec.binaries.initdb, options, { input: "", user: spec.user });
  const statements = [`alter role ${ROLE} password '${password}'`, `create database ${DATABASE}`];
  await runSingleUser(unfinished, statements, spec);
  writeFileSync(join(unfinished, "pg_hba.conf"), WHO_MAY_CONNECT);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}

/** PostgreSQL without a server: the only way in while nobody can connect yet, or when the password was lost. */
async function runSingleUser(folder: string, statements: readonly string[], spec: ClusterSpec): Promise<void> {
  const args = ["--single", "-D", folder, "-c", "exit_on_error=true", "postgres"];
  await run(spec.binaries.postgres, args, { input: `${statements.join("\n")}\n`, user: spec.user });
}

function run(command: string, args: readonly string[], how: { input: string; user: SystemUser | null }): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: "/", stdio: "pipe", timeout: SETUP_WITHIN_MS, ...how.user });
    let output = "";
    const keep = (text: Buffer) => {
      output = `${output}${text.toString()}`.slice(-4_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.stdin.on("error", () => undefined); // it ended before it read all; its exit code says why
    child.stdin.end(how.input);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Failure(
            "database-unavailable",
            `PostgreSQL cannot be set up (${command} ended with ${code}):\n${output}`,
          ),
        );
    });
  });
}
