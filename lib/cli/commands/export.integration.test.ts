import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";
import { orderRecords } from "@/lib/ingest/orders.test-support";
import { createIntake } from "@/lib/ingest/rebuild/rebuild.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";

let database: TestDatabase;
let folder: string;
before(async () => {
  database = await startTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "throughline-export-"));
  const masking = [{ path: "$.data.orderId", visibleFrom: "operator" }];
  const configuration = { database: { url: database.connectionString }, masking };
  writeFileSync(join(folder, "throughline.config.yaml"), JSON.stringify(configuration));
  await (await createIntake(database.pool))(orderRecords(3, 2));
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.stop();
});

function throughline(...parameters: readonly string[]): Promise<{ code: number | null; out: string; error: string }> {
  const all = [
    "--import",
    "tsx",
    "lib/cli/main.ts",
    ...parameters,
    "--config",
    join(folder, "throughline.config.yaml"),
  ];
  const child = spawn(process.execPath, all);
  let [out, error] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    error += chunk.toString();
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, error })));
}

type Line = {
  readonly topic: string;
  readonly value: string;
  readonly events: readonly { readonly activity: string }[];
};
const toLines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

test("export writes every record of every case as a line that import takes", async () => {
  const { out, code } = await throughline("export");

  assert.equal(code, 0);
  const lines = toLines(out);
  assert.equal(new Set(lines.map(({ value }) => value)).size, 15);
  assert.ok(lines.every(({ topic, events }) => topic === "orders" && events.length === 1));
});

test("export to a file leaves the cases that a filter leaves, masked for a role when that is asked for", async () => {
  const file = join(folder, "events.jsonl");

  const { out } = await throughline("export", "--key", "orderId:order-1", "--as", "viewer", "--out", file);

  assert.match(out, /Written to/);
  const lines = toLines(readFileSync(file, "utf8"));
  assert.equal(lines.length, 5);
  assert.ok(lines.every(({ value }) => !value.includes("order-1")));
});

test("a filter that cannot be understood is said in one line, and nothing is written", async () => {
  const { code, out, error } = await throughline("export", "--from", "yesterday");

  assert.deepEqual([code, out], [1, ""]);
  assert.match(error, /--from: use an RFC 3339 instant/);
});
