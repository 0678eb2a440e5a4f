import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import { backOffMs } from "./back-off";
import { readStartMark } from "./process-identity";
import { startProcess } from "./processes";
import { createSupervisor } from "./supervisor";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";
import { waitFor } from "./waiting";

const dataDir = await makeTestFolder("supervisor");
after(() => removeTestFolder(dataDir));

const STAY = "setInterval(() => {}, 1000)";
const start = (name: string, script = STAY) =>
  startProcess({ name, dataDir, command: process.execPath, args: ["-e", script] });
const quick = { firstMs: 20, maxMs: 100, random: () => 0 };

test("a service that is killed runs again, and the log says why and when", async () => {
  const lines: string[] = [];
  const supervisor = createSupervisor({ dataDir, log: (line) => lines.push(line), backOff: quick });
  await supervisor.keep({ name: "web", start: () => start("web") });
  const readPid = () => {
    const state = supervisor.states().get("web");
    return state?.kind === "running" ? state.pid : null;
  };
  const first = readPid() ?? 0;

  process.kill(first, "SIGKILL");
  const second = await waitFor(() => (readPid() === first ? null : readPid()), { withinMs: 5_000 });

  assert.ok(second !== null && second !== first);
  assert.match(lines.join("\n"), /^web was killed by SIGKILL after 0 s; starting it again in 0\.0 s\nweb runs again$/);
  await supervisor.stop();
  assert.equal(readStartMark(second), null);
  assert.equal(supervisor.states().get("web")?.kind, "stopped");
});

test("a service that fails again and again is never given up, but started ever more slowly", async () => {
  let starts = 0;
  const backOff = { ...quick, maxMs: 60 };
  const supervisor = createSupervisor({ dataDir, log: () => undefined, backOff });
  const failing = () => {
    starts += 1;
    if (starts === 3) throw new Error("the port is taken");
    return start("failing", "process.exit(3)");
  };
  await supervisor.keep({ name: "failing", start: async () => failing() });

  await waitFor(() => (starts >= 6 ? true : null), { withinMs: 10_000 });

  assert.ok(starts >= 6, `${starts} starts`);
  await supervisor.stop();
  const before = starts;
  await waitFor(() => null, { withinMs: 200 });
  assert.equal(starts, before, "once stopped it is not started again");
});

test("the first start that fails is told to whoever waits for it", async () => {
  const supervisor = createSupervisor({ dataDir, log: () => undefined, backOff: quick });

  await assert.rejects(
    supervisor.keep({ name: "broken", start: () => Promise.reject(new Error("no disk")) }),
    /no disk/,
  );
  await supervisor.stop();
});

test("services stop in the reverse order of their start", async () => {
  const order: string[] = [];
  const supervisor = createSupervisor({ dataDir, log: () => undefined, backOff: quick });
  for (const name of ["postgres", "ingest", "web"]) {
    await supervisor.keep({
      name,
      start: async () => {
        const managed = await start(name);
        void managed.exited.then(() => order.push(name));
        return managed;
      },
    });
  }

  await supervisor.stop();

  assert.deepEqual(order, ["web", "ingest", "postgres"]);
});

test("what is still starting is stopped too", async () => {
  const supervisor = createSupervisor({ dataDir, log: () => undefined, backOff: quick });
  const slow = async () => {
    const managed = await start("slow");
    await managed.exited; // it never becomes ready
    throw new Error("it ended before it was ready");
  };
  const keeping = supervisor.keep({ name: "slow", start: slow });
  const readRecord = () => {
    try {
      return JSON.parse(readFileSync(join(dataDir, "run", "slow.json"), "utf8")).process.pid as number;
    } catch {
      return null;
    }
  };
  const pid = (await waitFor(readRecord, { withinMs: 5_000 })) ?? 0;

  await Promise.all([supervisor.stop(), assert.rejects(keeping, /before it was ready/)]);

  assert.equal(readStartMark(pid), null);
});

test("Ctrl-C stops everything and the process ends by itself", async () => {
  const script = `import { startProcess } from "@/lib/local/processes";
    import { createSupervisor, stopOnSignals } from "@/lib/local/supervisor";
    const dataDir = ${JSON.stringify(dataDir)};
    const supervisor = createSupervisor({ dataDir, log: () => {} });
    const stopped = stopOnSignals(supervisor, console.log);
    const args = ["-e", "setInterval(() => {}, 1000)"];
    const start = () => startProcess({ name: "child", dataDir, command: process.execPath, args });
    await supervisor.keep({ name: "child", start });
    console.log("child", supervisor.states().get("child").pid);
    await stopped;
    console.log("all stopped");
    process.exit(0);`;
  const starter = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
  let output = "";
  starter.stdout.on("data", (text) => {
    output += text;
  });
  const child = await waitFor(() => Number(/child (\d+)/.exec(output)?.[1]) || null, { withinMs: 10_000 });

  starter.kill("SIGINT");
  const code = await new Promise((resolve) => starter.once("close", resolve));

  assert.equal(code, 0);
  assert.match(output, /SIGINT: stopping everything\nall stopped/);
  assert.equal(readStartMark(child ?? 0), null);
});

test("the wait doubles up to its maximum, and chance takes at most half of it", () => {
  const whole = { firstMs: 500, maxMs: 30_000, random: () => 1 };

  assert.deepEqual(
    [1, 2, 3, 7, 400].map((failures) => backOffMs(failures, whole)),
    [500, 1_000, 2_000, 30_000, 30_000],
  );
  assert.equal(backOffMs(2, { ...whole, random: () => 0 }), 500);
});
