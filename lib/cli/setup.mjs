/**
 * Everything that must be there before TypeScript can run: plain Node without dependencies. Each step does nothing when
 * its inputs have not changed since it last succeeded.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const NEEDED_NODE = [20, 9];
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Prints the reason and ends the process: nothing can go on without a fitting Node. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  process.stderr.write(`Throughline needs Node ${NEEDED_NODE.join(".")} or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

/** Runs a command, shows its output only when it fails (or always with `show`), and resolves to its exit code. */
export function run(command, parameters, { show = false, env = {}, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const output = [];
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => output.push(chunk));
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on("close", (code) => {
      if (code !== 0 && !show) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

async function step(title, work) {
  const startedAt = Date.now();
  say(`• ${title} …`);
  const code = await work();
  if (code !== 0) {
    process.stderr.write(`✗ ${title} failed; what it said stands above.\n`);
    process.exit(1);
  }
  say(`✓ ${title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
}

const IS_TEST = /\.(test|test-support|integration\.test)\.tsx?$/;

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return IS_TEST.test(path) ? [] : [path];
  const names = readdirSync(path).sort();
  return names.filter((name) => name !== "generated").flatMap((name) => filesBelow(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash("sha256").update(process.versions.node);
  for (const path of paths.flatMap((name) => filesBelow(join(ROOT, name)))) {
    hash.update(path.slice(ROOT.length)).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function isMarked(marker, hash) {
  return existsSync(marker) && readFileSync(marker, "utf8") === hash;
}

function mark(marker, hash) {
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, hash);
}

/** Locked dependencies, `npm ci`, again only when the lock file changed. */
export async function ensureDependencies() {
  const marker = join(ROOT, "node_modules", ".throughline-lock");
  const hash = hashOf(["package-lock.json"]);
  if (isMarked(marker, hash)) return;
  // `prisma generate` needs no engine, but its installer would download one: any executable's name prevents that.
  await step("Installing the locked dependencies", () =>
    run(NPM, ["ci", "--no-audit", "--no-fund"], {
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, NEXT_TELEMETRY_DISABLED: "1" },
    }),
  );
  mark(marker, hash);
}

/** The database client's types, from prisma/schema.prisma. */
export async function ensureDatabaseClient() {
  const marker = join(ROOT, "lib", "store", "generated", ".throughline-schema");
  const hash = hashOf(["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"]);
  if (isMarked(marker, hash)) return;
  await step("Generating the database client", () =>
    run(process.execPath, [join("node_modules", "prisma", "build", "index.js"), "generate"], {
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    }),
  );
  mark(marker, hash);
}

/** The production build, again only when something that goes into it changed. */
export async function ensureBuild() {
  const marker = join(ROOT, ".next", "throughline-build");
  const hash = hashOf([
    "app",
    "components",
    "lib",
    "public",
    "next.config.js",
    "proxy.ts",
    "instrumentation.ts",
    "tsconfig.json",
    "package-lock.json",
    "prisma",
  ]);
  if (isMarked(marker, hash)) return;
  await step("Building the console", () =>
    run(process.execPath, [join("node_modules", "next", "dist", "bin", "next"), "build"], {
      env: { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    }),
  );
  mark(marker, hash);
}

/** Runs one of our TypeScript programs in this process's place: its output, signals and exit code are ours. */
export function handOver(program, parameters, env = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, program), ...parameters], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  const pass = (signal) => child.kill(signal);
  // Ctrl-C reaches the whole group from a terminal; the child decides when it is done, we only wait.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => pass("SIGTERM"));
  process.on("SIGHUP", () => pass("SIGHUP"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)));
}
