/**
 * `npm test`: installs what it needs, then lint, types, architecture, unused code, unit, property, integration (real
 * PostgreSQL, Kafka and Camunda 8) and browser tests. The last line is `N passed, N failed`; any failure exits non-zero.
 * `npm test -- check|unit|integration|browser` runs a part. `npm run test:faults` (`npm test -- faults`) is the long one:
 * servers and workers are killed, frozen and filled, and the projection must be that of an undisturbed worker, to the row.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuild, ensureDatabaseClient, ensureDependencies, ROOT, requireNode, run, say } from "./setup.mjs";

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const bin = (name, ...path) => [process.execPath, join("node_modules", name, ...path)];

async function check(title, [command, ...parameters]) {
  const startedAt = Date.now();
  const code = await run(command, parameters);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  say(`${code === 0 ? "✓" : "✗"} ${title} (${seconds} s)`);
  if (code === 0) total.passed += 1;
  else {
    total.failed += 1;
    failures.push(title);
  }
}

async function checks() {
  say("\n— lint, types, architecture, unused code");
  await check("lint", bin("@biomejs/biome", "bin", "biome").concat("check", "--error-on-warnings", "."));
  await check("route types", bin("next", "dist", "bin", "next").concat("typegen"));
  await check("types", bin("typescript", "bin", "tsc").concat("--noEmit", "-p", "tsconfig.json"));
  await check("architecture", [process.execPath, join("lib", "architecture", "check.mjs")]);
  await check("unused code", bin("knip", "bin", "knip.js").concat("--no-progress"));
}

function testFiles(isWanted, folder = ROOT) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ["node_modules", ".next", ".throughline", ".git", "e2e"].includes(entry.name)
        ? []
        : testFiles(isWanted, path);
    }
    return /\.test\.(ts|tsx|mjs)$/.test(entry.name) && isWanted(entry.name) ? [relative(ROOT, path)] : [];
  });
}

const isIntegration = (name) => name.includes(".integration.test.");
const isFaults = (name) => name.includes(".faults.test.");

const RUNNER = ["--import", "tsx", "--test"];

/** Runs the files with node's runner, each in a process of its own, and reads its counts from the TAP stream. Those that need servers share them and their
 * jobs, hence one after the other.
 */
async function nodeTests(title, files, { env = {}, atOnce = 1 }) {
  say(`\n— ${title}: ${files.length} files`);
  const folder = mkdtempSync(join(tmpdir(), "throughline-test-"));
  const tap = join(folder, "result.tap");
  const reporters = [
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=tap",
    `--test-reporter-destination=${tap}`,
  ];
  const code = await run(process.execPath, [...RUNNER, `--test-concurrency=${atOnce}`, ...reporters, ...files], {
    show: true,
    env,
  });
  const summary = readFileSync(tap, "utf8");
  rmSync(folder, { recursive: true });
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, "m").exec(summary)?.[1] ?? 0);
  const failed = count("fail") + count("cancelled");
  total.passed += count("pass");
  total.failed += code === 0 ? failed : Math.max(failed, 1);
  total.skipped += count("skipped") + count("todo");
  if (code !== 0) failures.push(title);
}

/** Starts one PostgreSQL, Kafka and Camunda 8 for the whole run; the first line it prints is the environment to use. */
async function withServers(work) {
  const child = spawn(process.execPath, ["--import", "tsx", join("lib", "cli", "test-servers.ts")], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = new Promise((resolve) => child.on("exit", resolve));
  const lines = createInterface({ input: child.stdout });
  const environment = await Promise.race([
    exited.then(() => null),
    new Promise((resolve) => {
      lines.on("line", (line) => (line.startsWith("{") ? resolve(JSON.parse(line)) : say(line)));
    }),
  ]);
  if (environment === null) {
    say("✗ the servers for the tests did not start; why stands above");
    total.failed += 1;
    failures.push("servers");
    return;
  }
  await work(environment);
  child.stdin.end();
  await exited;
}

/** One file after the other, each with servers of its own: it kills them. They write what they found into one file of lines. */
async function faultTests() {
  const folder = mkdtempSync(join(tmpdir(), "throughline-faults-"));
  const book = join(folder, "found.jsonl");
  writeFileSync(book, "");
  for (const file of testFiles(isFaults).sort())
    await nodeTests("faults", [file], { env: { THROUGHLINE_FAULT_BOOK: book } });
  const found = readFileSync(book, "utf8").split("\n").filter(Boolean).map(JSON.parse);
  rmSync(folder, { recursive: true });
  const rows = [
    ["fault", "held", "figures"],
    ...found.map(({ fault, held, figures }) => [fault, held ? "yes" : "NO", figures]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  say("");
  for (const [fault, held, figures] of rows) say(`${fault.padEnd(widths[0])}  ${held.padEnd(widths[1])}  ${figures}`);
}

async function browserTests() {
  say("\n— browser tests against the built console on the live landscape");
  const browser = await ensureBrowser();
  if (browser.why) {
    say(`! SKIPPED: all browser tests. ${browser.why}`);
    if (process.env.CI === "true") {
      total.failed += 1;
      failures.push("browser tests (skipped)");
    } else total.skipped += 1;
    return;
  }
  await ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), "throughline-browser-"));
  const report = join(folder, "report.json");
  const code = await run(
    process.execPath,
    [join("node_modules", "@playwright", "test", "cli.js"), "test", "--config", join("e2e", "playwright.config.ts")],
    { show: true, env: { THROUGHLINE_CHROMIUM: browser.path, PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
  );
  const stats = readReport(report);
  total.passed += stats.expected + stats.flaky;
  total.failed += code === 0 ? stats.unexpected : Math.max(stats.unexpected, 1);
  total.skipped += stats.skipped;
  if (code !== 0) failures.push("browser tests");
  rmSync(folder, { recursive: true, force: true });
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).stats;
  } catch {
    return { expected: 0, flaky: 0, unexpected: 1, skipped: 0 };
  }
}

requireNode();
const parts = process.argv.slice(2);
const wants = (part) => parts.length === 0 || parts.includes(part);
const wantsFaults = parts.includes("faults");
await ensureDependencies();
await ensureDatabaseClient();
if (wants("check")) await checks();
if (wants("unit"))
  await nodeTests(
    "unit and property tests",
    testFiles((name) => !isIntegration(name) && !isFaults(name)),
    { atOnce: Math.max(2, availableParallelism() - 1) },
  );
if (wants("integration")) {
  await withServers((environment) => nodeTests("integration tests", testFiles(isIntegration), { env: environment }));
}
if (wants("browser")) await browserTests();
if (wantsFaults) await faultTests();

if (total.skipped > 0) {
  say(`\n! ${total.skipped} SKIPPED`);
  if (process.env.CI === "true") total.failed += total.skipped;
}
if (failures.length > 0) say(`\nfailed: ${failures.join(", ")}`);
say(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
