import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import pg from "pg";
import { startPostgres } from "./postgres";
import { startPostgresForTests } from "./postgres.test-support";
import { isStillRunning } from "./process-identity";
import { readProcessRecord } from "./process-record";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";
import { waitFor } from "./waiting";

const dataDir = await makeTestFolder("postgres");
chmodSync(dataDir, 0o755);
const lines: string[] = [];
const start = () => startPostgres({ dataDir, preferredPort: 0, log: (line) => lines.push(line) });
after(() => removeTestFolder(dataDir));

async function ask(connectionString: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0] ?? null;
  } finally {
    await client.end();
  }
}

test("the database survives a stop and a start, with checksums, C.UTF-8 and synchronous commits", async () => {
  const first = await start();
  await ask(first.connectionString, "create table note as select 'kept' as text");
  await first.stop();

  const second = await start();
  const facts = `select format('%s %s %s', current_setting('data_checksums'), datlocale, current_setting('synchronous_commit'))
                 from pg_database where datname = current_database()`;

  assert.equal(await ask(second.connectionString, "select text from note"), "kept");
  assert.equal(await ask(second.connectionString, facts), "on C.UTF-8 on");
  await second.stop();
});

test("nobody connects without the password, which only its owner can read", async () => {
  const postgres = await start();
  const guessed = postgres.connectionString.replace(/:[^:@/]+@/, ":guess@");

  await assert.rejects(ask(guessed, "select 1"), /password authentication failed/);
  assert.equal(statSync(join(dataDir, "postgres.password")).mode & 0o777, 0o600);
  assert.ok(
    !readFileSync(join(dataDir, "logs", "postgres.log"), "utf8").includes(new URL(postgres.connectionString).password),
  );
  await postgres.stop();
});

test("a lost password file gets a new password and keeps the data", async () => {
  rmSync(join(dataDir, "postgres.password"));

  const postgres = await start();

  assert.equal(await ask(postgres.connectionString, "select text from note"), "kept");
  await postgres.stop();
});

test("after all its processes were killed it starts again with the data of the last commit", async () => {
  const killed = await start();
  await ask(killed.connectionString, "insert into note values ('committed')");
  process.kill(-killed.process.pid, "SIGKILL");
  await killed.process.exited;

  const again = await start();

  assert.equal(await ask(again.connectionString, "select count(*) from note"), "2");
  await again.stop();
});

test("the server of a Throughline that was killed is stopped by the next start", async () => {
  const script = `import { startPostgres } from "@/lib/local/postgres";
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, preferredPort: 0, log: () => undefined });
    process.kill(process.pid, "SIGKILL");`;
  const starter = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: "inherit",
  });
  await new Promise((resolve) => starter.once("exit", resolve));
  const orphan = readProcessRecord(dataDir, "postgres")?.process;
  assert.ok(orphan !== undefined && isStillRunning(orphan), "the killed starter leaves PostgreSQL running");

  const postgres = await start();

  assert.equal(await waitFor(() => (isStillRunning(orphan) ? null : "gone"), { withinMs: 1_000 }), "gone");
  assert.match(lines.at(-1) ?? "", /earlier start left behind/);
  assert.equal(await ask(postgres.connectionString, "select count(*) from note"), "2");
  await postgres.stop();
});

test("a second start on a data folder in use is refused and harms nothing", async () => {
  const postgres = await start();

  await assert.rejects(start(), /already runs in .* Stop that one first/);

  assert.equal(await ask(postgres.connectionString, "select 1"), 1);
  await postgres.stop();
});

test("a start that cannot succeed shows PostgreSQL's own words", async () => {
  const wrong = startPostgres({
    dataDir,
    preferredPort: 0,
    settings: { shared_buffers: "nonsense" },
    log: () => undefined,
  });

  await assert.rejects(wrong, /invalid value for parameter "shared_buffers"/);
});

test("a data folder that only its owner may enter works too, for root as for anybody", async () => {
  const folder = join(await makeTestFolder("private"), "of-mine");
  mkdirSync(folder, { mode: 0o700 });
  const startThere = () => startPostgres({ dataDir: folder, preferredPort: 0, isDurable: false, log: () => undefined });
  const first = await startThere();
  await ask(first.connectionString, "create table note as select 'kept' as text");
  await first.stop();

  const second = await startThere();

  assert.equal(await ask(second.connectionString, "select text from note"), "kept");
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  await second.stop();
  removeTestFolder(folder);
});

test("tests get a database server of their own within seconds", async () => {
  const postgres = await startPostgresForTests();

  assert.equal(await ask(postgres.connectionString, "select 1"), 1);
  await postgres.stop();
});
