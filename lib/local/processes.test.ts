import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import { claimDataFolder } from "./data-folder";
import { getOwnIdentity, isStillRunning, readStartMark } from "./process-identity";
import { readProcessRecord, writeProcessRecord } from "./process-record";
import { type ProcessSpec, startProcess, stopOrphan, stopOrphans } from "./processes";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";
import { waitFor } from "./waiting";

const dataDir = await makeTestFolder("processes");
after(() => removeTestFolder(dataDir));

const STAY = "console.log('here'); setInterval(() => {}, 1000);";
const node = (name: string, script: string, more: Partial<ProcessSpec> = {}): ProcessSpec => ({
  name,
  dataDir,
  command: process.execPath,
  args: ["-e", script],
  ...more,
});
const hasEnded = (pid: number) => waitFor(() => (readStartMark(pid) === null ? "ended" : null), { withinMs: 5_000 });

/** Runs TypeScript in a process of its own that is killed at the end of it. */
async function runAndKill(script: string): Promise<void> {
  const whole = `${script}\nprocess.kill(process.pid, "SIGKILL");`;
  const starter = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", whole], {
    stdio: "inherit",
  });
  await new Promise((resolve) => starter.once("exit", resolve));
}

test("what a process prints is in its log, and its record goes with it", async () => {
  const started = await startProcess(node("printer", STAY));
  await waitFor(() => (readFileSync(started.logFile, "utf8").includes("here") ? true : null), { withinMs: 5_000 });

  assert.equal(readProcessRecord(dataDir, "printer")?.process.pid, started.pid);
  await started.stop();

  assert.equal(readFileSync(started.logFile, "utf8"), "here\n");
  assert.equal(readProcessRecord(dataDir, "printer"), null);
  assert.deepEqual(await started.exited, { code: null, signal: "SIGTERM" });
});

test("a process that ignores being asked is killed after its time, with its children", async () => {
  const script = `const child = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    process.on("SIGTERM", () => {}); console.log(child.pid); setInterval(() => {}, 1000);`;
  const stubborn = await startProcess(
    node("stubborn", script, { stopping: { stopSignal: "SIGTERM", stopWithinMs: 200 } }),
  );
  const readChild = () => Number(readFileSync(stubborn.logFile, "utf8").trim()) || null;
  const child = (await waitFor(readChild, { withinMs: 5_000 })) ?? 0;

  await stubborn.stop();

  assert.equal((await stubborn.exited).signal, "SIGKILL");
  assert.equal(await hasEnded(child), "ended");
});

test("a command that does not exist is said, not thrown at nobody", async () => {
  await assert.rejects(
    startProcess({ name: "none", dataDir, command: "/nowhere/at-all", args: [] }),
    /none cannot be started/,
  );
});

test("what a killed Throughline left running is stopped by the next one, once", async () => {
  const spec = JSON.stringify(node("orphan", STAY));
  await runAndKill(`import { startProcess } from "@/lib/local/processes"; await startProcess(${spec});`);
  const orphan = readProcessRecord(dataDir, "orphan")?.process;
  assert.ok(orphan !== undefined && isStillRunning(orphan));

  assert.deepEqual(await stopOrphans(dataDir), ["orphan"]);

  assert.equal(isStillRunning(orphan), false);
  assert.deepEqual(await stopOrphans(dataDir), []);
});

test("a process that only reuses the number of an orphan is never touched", async () => {
  const bystander = spawn(process.execPath, ["-e", STAY], { stdio: "ignore" });
  const pid = bystander.pid ?? 0;
  const gone = { pid: 4_190_000, startMark: "long ago" };
  const stopping = { stopSignal: "SIGTERM", stopWithinMs: 100 } as const;
  writeProcessRecord(dataDir, { name: "reused", process: { pid, startMark: "earlier" }, owner: gone, ...stopping });

  assert.equal(await stopOrphan(dataDir, "reused"), false);

  assert.notEqual(readStartMark(pid), null);
  bystander.kill("SIGKILL");
});

test("a process that a living Throughline owns is refused, not stopped", async () => {
  const first = await startProcess(node("single", STAY));

  await assert.rejects(startProcess(node("single", STAY)), /single already runs in .*Stop that one first/);

  assert.equal(first.isRunning(), true);
  await first.stop();
});

test("a damaged record stops nobody and hinders nobody", async () => {
  const first = await startProcess(node("damaged", STAY));
  await first.stop();
  writeFileSync(join(dataDir, "run", "damaged.json"), '{"name":"damaged","proc');

  const second = await startProcess(node("damaged", STAY));

  assert.equal(second.isRunning(), true);
  await second.stop();
});

test("a data folder belongs to one Throughline at a time, and to the next after a kill", async () => {
  const folder = JSON.stringify(dataDir);
  await runAndKill(
    `import { claimDataFolder } from "@/lib/local/data-folder"; await claimDataFolder(${folder}, () => {});`,
  );
  const release = await claimDataFolder(dataDir, () => undefined);

  await assert.rejects(
    claimDataFolder(dataDir, () => undefined),
    /already runs on .*--data/,
  );

  release();
  (await claimDataFolder(dataDir, () => undefined))();
});

test("our own start mark is what the system says, now and later", () => {
  assert.equal(isStillRunning(getOwnIdentity()), true);
  assert.equal(isStillRunning({ pid: process.pid, startMark: "other" }), false);
  const ended = Number(execFileSync(process.execPath, ["-e", "console.log(process.pid)"], { encoding: "utf8" }));
  assert.equal(readStartMark(ended), null);
});
