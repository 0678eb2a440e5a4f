import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "@/lib/domain/failure";
import { type Pool, type Sql, sqlState, type Transaction, transaction } from "./database";

/** The key that `prisma migrate` locks with: the two never run at once. */
const ADVISORY_LOCK = 72_707_369;
const DEADLOCK = "40P01";
const ATTEMPTS_MAX = 5;
const MIGRATIONS_FOLDER = join("prisma", "migrations");
/** An index over a big table takes its time, and a rolling restart's second migrator waits for the first. */
const UNBOUNDED =
  "set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0";

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/**
 * Applies what `prisma/migrations` has and the database has not, in order, and keeps the books in `_prisma_migrations` as
 * `prisma migrate deploy` does, so that either tool may go on. Each migration is one transaction: it is there or it is not.
 * Returns the names of those applied now.
 */
export async function migrate(pool: Pool, folder = MIGRATIONS_FOLDER): Promise<readonly string[]> {
  const migrations = readMigrations(folder);
  const applied: string[] = [];
  await transaction(pool, async (tx) => {
    await tx.query(UNBOUNDED);
    await tx.query("select pg_advisory_xact_lock($1)", [ADVISORY_LOCK]);
    await createBooks(tx);
  });
  for (const migration of migrations) {
    const isNew = await applyWhenFree(pool, migration);
    if (isNew) applied.push(migration.name);
  }
  return applied;
}

/** Names of the migrations that the database still lacks; all of them when it is empty. */
export async function readPendingMigrations(sql: Sql, folder = MIGRATIONS_FOLDER): Promise<readonly string[]> {
  const known = await sql.query<{ known: boolean }>("select to_regclass('_prisma_migrations') is not null as known");
  const names = readMigrations(folder).map(({ name }) => name);
  if (known.rows[0]?.known !== true) return names;
  const { rows } = await sql.query<{ migration_name: string }>(
    "select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return names.filter((name) => !applied.has(name));
}

/** Throws, in words for an operator, when the database has migrations that are newer than any that this program knows. */
export async function assertSchemaKnown(sql: Sql, folder = MIGRATIONS_FOLDER): Promise<void> {
  const known = readNames(folder);
  const newest = await newestMigration(sql);
  if (known.includes(newest) || newest < (known.at(-1) ?? "")) return;
  throw new Failure(
    "conflict",
    `The database has migration ${newest}, which this program does not know: a newer version was installed. Start that version.`,
  );
}

/** The name of the last migration that the database has; "" when it has none. */
export async function newestMigration(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ name: string | null }>(
    "select max(migration_name) as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  return rows[0]?.name ?? "";
}

/** A reader that waits for us in a circle is not the migration's fault: undone as a whole, it is applied again. */
async function applyWhenFree(pool: Pool, migration: Migration): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(pool, (tx) => applyOnce(tx, migration));
    } catch (error) {
      const cause = error instanceof Failure ? error.cause : error;
      if (sqlState(cause) !== DEADLOCK || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

async function applyOnce(tx: Transaction, migration: Migration): Promise<boolean> {
  await tx.query(UNBOUNDED);
  await tx.query("select pg_advisory_xact_lock($1)", [ADVISORY_LOCK]);
  const { rows } = await tx.query<{ checksum: string; finished_at: Date | null }>(
    "select checksum, finished_at from _prisma_migrations where migration_name = $1 and rolled_back_at is null",
    [migration.name],
  );
  const known = rows[0];
  if (known !== undefined) {
    assertUnchanged(migration, known);
    return false;
  }
  const id = randomUUID();
  await tx.query(
    "insert into _prisma_migrations (id, checksum, migration_name, started_at) values ($1, $2, $3, clock_timestamp())",
    [id, migration.checksum, migration.name],
  );
  await holdBatches(tx);
  await runScript(tx, migration);
  await tx.query(
    "update _prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1",
    [id],
  );
  return true;
}

/** Every batch begins with moving its stream: none is under way from here on, and those that come wait for our commit. */
async function holdBatches(tx: Transaction): Promise<void> {
  const { rows } = await tx.query<{ known: boolean }>("select to_regclass('stream') is not null as known");
  if (rows[0]?.known === true) await tx.query("lock table stream in exclusive mode");
}

function assertUnchanged(
  migration: Migration,
  known: { readonly checksum: string; readonly finished_at: Date | null },
) {
  if (known.finished_at === null) {
    throw new Failure(
      "conflict",
      `Migration ${migration.name} was begun by another tool and did not end. Resolve it with "prisma migrate resolve", then run migrate again.`,
    );
  }
  if (known.checksum !== migration.checksum) {
    throw new Failure(
      "conflict",
      `Migration ${migration.name} was changed after this database had taken it in. Restore the file; changes go into a new migration.`,
    );
  }
}

async function runScript(tx: Transaction, { name, sql }: Migration): Promise<void> {
  try {
    await tx.query(sql);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("conflict", `Migration ${name} failed and was undone as a whole: ${why}`, { cause: error });
  }
}

function readMigrations(folder: string): readonly Migration[] {
  return readNames(folder).map((name) => {
    const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

function readNames(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, "migration.sql")));
}

/** As Prisma makes it, to the letter. */
async function createBooks(sql: Sql): Promise<void> {
  await sql.query(`
    create table if not exists _prisma_migrations (
      id varchar(36) primary key not null,
      checksum varchar(64) not null,
      finished_at timestamptz,
      migration_name varchar(255) not null,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz not null default now(),
      applied_steps_count integer not null default 0
    )`);
}
