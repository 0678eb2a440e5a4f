import type { Sql } from "../database";
import { createFreshTables, dropLogIndex } from "./fresh-tables";

/** Two rebuilds never run at once; and while one stands, retention deletes no cases: it would bring them back. */
const REBUILD_LOCK = 74_727;

export type RebuildRun = { readonly startedAt: Date; readonly fingerprint: string };

/** False when another process rebuilds. The lock is the session's: `sql` must be one connection, kept until the end. */
export async function holdRebuild(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [REBUILD_LOCK]);
  return rows[0]?.held === true;
}

/** The rebuild that was begun and has not ended, whether a process works on it now or not. */
export async function readRebuildRun(sql: Sql): Promise<RebuildRun | null> {
  const known = await sql.query<{ known: boolean }>("select to_regclass('rebuild.run') is not null as known");
  if (known.rows[0]?.known !== true) return null;
  const { rows } = await sql.query<{ started_at: Date; fingerprint: string }>(
    "select started_at, fingerprint from rebuild.run",
  );
  const row = rows[0];
  return row === undefined ? null : { startedAt: row.started_at, fingerprint: row.fingerprint };
}

/** Makes the fresh tables and the books of the rebuild: how far each stream is, and which quarantined records it met. */
export async function beginRebuild(tx: Sql, fingerprint: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1, 0)", [REBUILD_LOCK]);
  await tx.query("create schema rebuild");
  await createFreshTables(tx);
  await tx.query(`
    create table rebuild.run (
      singleton boolean primary key default true check (singleton),
      started_at timestamptz(3) not null default clock_timestamp(), fingerprint text not null)`);
  await tx.query(`
    create table rebuild.progress (
      stream_id integer primary key, next_position bigint not null default 0, until_position bigint not null,
      recorded_at bigint not null default 0, records bigint not null default 0, events bigint not null default 0,
      ignored bigint not null default 0, kept bigint not null default 0) with (fillfactor = 50)`);
  await tx.query(`
    create table rebuild.pending (
      quarantine_id bigint primary key, stream_id integer not null, position bigint not null,
      is_done boolean not null default false, unique (stream_id, position))`);
  await tx.query("insert into rebuild.run (fingerprint) values ($1)", [fingerprint]);
}

/** Away with what a rebuild made, and with the tables that the last one replaced. */
export async function discardRebuild(sql: Sql): Promise<void> {
  await sql.query("drop schema if exists rebuild cascade");
  await sql.query("drop schema if exists rebuilt_before cascade");
  await dropLogIndex(sql);
}

/** True inside a transaction of retention, and until its end no rebuild begins; false while one stands. */
export async function keepRebuildAway(tx: Sql): Promise<boolean> {
  const { rows } = await tx.query<{ away: boolean }>(
    "select pg_try_advisory_xact_lock_shared($1, 0) and to_regclass('rebuild.run') is null as away",
    [REBUILD_LOCK],
  );
  return rows[0]?.away === true;
}
