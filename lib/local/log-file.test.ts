import assert from "node:assert/strict";
import { readFileSync, statSync, writeSync } from "node:fs";
import { after, test } from "node:test";
import { openLogFile, readLogEnd } from "./log-file";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";

const dataDir = await makeTestFolder("logs");
after(() => removeTestFolder(dataDir));

test("a log over its size is cut, its end of before stays beside it, and the writer goes on", () => {
  const first = openLogFile(dataDir, "server", 100);
  writeSync(first.descriptor, `${"x".repeat(200)}\nlast words\n`);

  const second = openLogFile(dataDir, "server", 100);
  writeSync(first.descriptor, "after the cut\n");

  assert.equal(readFileSync(first.path, "utf8"), "after the cut\n");
  assert.match(readLogEnd(`${first.path}.1`, 1), /^last words$/);
  assert.ok(statSync(first.path).size < 100);
  first.close();
  second.close();
});

test("a log that is not there has no last words", () => {
  assert.equal(readLogEnd("/nowhere/at/all.log"), "");
});
