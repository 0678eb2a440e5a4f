import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureArtifact } from "./artifacts";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";

const cacheDir = await makeTestFolder("artifacts");
after(() => removeTestFolder(cacheDir));

test("two starts at once download once, and a third finds it", async () => {
  const lines: string[] = [];
  let made = 0;
  const ensure = () =>
    ensureArtifact({
      cacheDir,
      name: "server",
      ingredients: ["pom 1"],
      log: (line) => lines.push(line),
      make: async (folder) => {
        made += 1;
        await sleep(400);
        writeFileSync(join(folder, "server.jar"), "whole");
      },
    });

  const [first, second] = await Promise.all([ensure(), ensure()]);
  const third = await ensure();

  assert.equal(made, 1);
  assert.deepEqual([second, third], [first, first]);
  assert.deepEqual(lines, ["server: another start is preparing it, waiting"]);
});

test("an interrupted download is begun again from nothing", async () => {
  const wish = { cacheDir, name: "cut", ingredients: ["pom"], log: () => undefined };
  const interrupted = ensureArtifact({
    ...wish,
    make: async (folder) => {
      writeFileSync(join(folder, "half.jar"), "ha");
      throw new Error("the line went dead");
    },
  });
  await assert.rejects(interrupted, /the line went dead/);

  const folder = await ensureArtifact({ ...wish, make: async (path) => writeFileSync(join(path, "whole.jar"), "") });

  assert.deepEqual(readdirSync(folder), ["whole.jar"]);
});

test("another recipe makes it anew and removes the old one, and no other server's", async () => {
  const wish = { cacheDir, log: () => undefined, make: async () => undefined };
  const other = await ensureArtifact({ ...wish, name: "server-exporter", ingredients: ["source"] });
  const before = await ensureArtifact({ ...wish, name: "server", ingredients: ["pom 1"] });

  const now = await ensureArtifact({ ...wish, name: "server", ingredients: ["pom 2"] });

  assert.notEqual(now, before);
  assert.deepEqual([existsSync(before), existsSync(now), existsSync(other)], [false, true, true]);
});

test("the lock of a start that died is taken over", async () => {
  writeFileSync(join(cacheDir, "dead.lock"), JSON.stringify({ pid: 4_190_000, startMark: "long ago" }));

  const folder = await ensureArtifact({
    cacheDir,
    name: "dead",
    ingredients: [],
    log: () => undefined,
    make: async () => undefined,
  });

  assert.equal(existsSync(folder), true);
});
