import type { Sql } from "../database";
import { ROLLUP_TABLES } from "../projection/rollup-tables";

/** The log is read stream by stream; its primary key begins with the case. Only while a rebuild is under way. */
const LOG_INDEX = "event_by_position_for_rebuild";

/**
 * What is a function of the log, and so is made anew. Dictionaries stay: workers remember their numbers, and words that
 * nothing uses any more do no harm. Streams and the quarantine stay: they say what was read, not what it means.
 */
export const REBUILT_TABLES: readonly string[] = [
  "event",
  "correlation_key",
  "case_shared_key",
  "process_case",
  "process_instance",
  "open_element",
  "incident",
  "dead_letter",
  "dead_letter_replay",
  ...Object.values(ROLLUP_TABLES).map(({ table }) => table),
];

/** What the watcher has judged of cases: it is emptied by the switch, and judged again from cases as they are then. */
export const JUDGED_TABLES: readonly string[] = ["finding", "stuck_case", "saga_case"];

/**
 * Makes empty tables in the schema `rebuild`, equal to the live ones as they stand in this database: also in the names of
 * their indexes, which later migrations speak of, in storage parameters, comments and rights.
 */
export async function createFreshTables(tx: Sql): Promise<void> {
  for (const table of REBUILT_TABLES) {
    await tx.query(`create table rebuild.${table} (like public.${table} including all excluding indexes)`);
    const { rows } = await tx.query<{ statement: string }>(LIKENESS, [`public.${table}`]);
    for (const { statement } of rows) await tx.query(statement);
  }
}

/** Statements for all that `like` leaves out of a table `$1`, or names anew. */
const LIKENESS = `
  with live as (select * from pg_class where oid = $1::regclass)
  select format('alter table rebuild.%I set (%s)', relname, array_to_string(reloptions, ', ')) as statement
  from live where reloptions is not null
  union all
  select format('alter table rebuild.%I add constraint %I %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
  from live join pg_constraint on conrelid = live.oid where contype in ('p', 'u', 'x')
  union all
  select regexp_replace(pg_get_indexdef(indexrelid), ' ON (ONLY )?public\\.', ' ON rebuild.')
  from live join pg_index on indrelid = live.oid join pg_class as index on index.oid = indexrelid
  where indisvalid and index.relname <> '${LOG_INDEX}' and not exists (select from pg_constraint where conindid = indexrelid)
  union all
  select format('comment on table rebuild.%I is %L', relname, obj_description(live.oid, 'pg_class'))
  from live where obj_description(live.oid, 'pg_class') is not null
  union all
  select format('grant %s on rebuild.%I to %s', privilege_type, relname,
    case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
  from live cross join aclexplode(relacl)`;

/** Without a lock that ingest would wait for. One that was broken off is not valid, and made again. */
export async function createLogIndex(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ valid: boolean }>(
    "select indisvalid as valid from pg_index where indexrelid = to_regclass($1)",
    [`public.${LOG_INDEX}`],
  );
  if (rows[0]?.valid === true) return;
  await dropLogIndex(sql);
  await sql.query(`create index concurrently ${LOG_INDEX} on public.event (stream_id, position)`);
}

export async function dropLogIndex(sql: Sql): Promise<void> {
  await sql.query(`drop index if exists public.${LOG_INDEX}`);
}
