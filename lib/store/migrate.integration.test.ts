import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Failure } from "@/lib/domain/failure";
import { migrate, readPendingMigrations } from "./migrate";
import { startTestDatabase, type TestDatabase } from "./test-database.test-support";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

function folderWith(migrations: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "throughline-migrations-"));
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "migration.sql"), sql);
  }
  return folder;
}

test("a database that has every migration is left alone", async () => {
  assert.deepEqual(await migrate(database.pool), []);
  assert.deepEqual(await readPendingMigrations(database.pool), []);
});

test("two migrators at once apply each migration once", async () => {
  const folder = folderWith({
    "1_first": "create table first_table (a int);",
    "2_second": "create table second_table (a int);",
  });
  assert.deepEqual(await readPendingMigrations(database.pool, folder), ["1_first", "2_second"]);

  const applied = await Promise.all([migrate(database.pool, folder), migrate(database.pool, folder)]);

  assert.deepEqual(applied.flat().sort(), ["1_first", "2_second"]);
});

test("a migration that fails is undone as a whole, named, and applied once it is mended", async () => {
  const broken = folderWith({ "3_third": "create table third_table (a int); select 1 / 0;" });

  await assert.rejects(
    migrate(database.pool, broken),
    /Migration 3_third failed and was undone as a whole: division by zero/,
  );

  const mended = folderWith({ "3_third": "create table third_table (a int);" });
  assert.deepEqual(await migrate(database.pool, mended), ["3_third"]);
});

test("a migration that was changed after it was applied is refused", async () => {
  await migrate(database.pool, folderWith({ "4_fourth": "create table fourth_table (a int);" }));

  await assert.rejects(
    migrate(database.pool, folderWith({ "4_fourth": "create table fourth_table (b int);" })),
    (error) => error instanceof Failure && error.code === "conflict" && /was changed after/.test(error.message),
  );
});
