import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { FOLDERS } from "./table.mjs";

test("lib/README.md shows people the same table as the tool enforces", () => {
  const readme = readFileSync("lib/README.md", "utf8");

  const rows = [...readme.matchAll(/^\| `([a-z/]+)` \|[^|]*\| (.*) \|$/gm)].map(([, folder, imports]) => ({
    folder,
    mayImport: [...(imports ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort(),
  }));

  assert.deepEqual(
    rows,
    FOLDERS.map(({ folder, mayImport }) => ({ folder, mayImport: [...mayImport].sort() })),
  );
});

test("a pure folder that imports a node module or the store is refused", () => {
  const intruder = "lib/decode/intruder-for-the-architecture-test.ts";
  writeFileSync(
    intruder,
    'import { readFileSync } from "node:fs";\nimport "../../lib/platform/intruder";\nexport const intruder = readFileSync;\n',
  );

  const { status, stdout } = spawnSync(process.execPath, ["lib/architecture/check.mjs"], { encoding: "utf8" });
  rmSync(intruder);

  assert.equal(status, 1);
  assert.match(stdout, /decode-is-pure-no-node-modules: lib\/decode\/intruder/);
});
