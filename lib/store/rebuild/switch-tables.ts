import { FOLD_VERSION } from "@/lib/project/case-state";
import { announce } from "../announce";
import { type Sql, sqlState } from "../database";
import { keepDeadLetters } from "../dead-letter/keep-dead-letters";
import { ROLLUP_TABLES } from "../projection/rollup-tables";
import { closeQuarantined } from "../quarantined-record";
import { RETAINED_SHARD } from "../retention";
import { JUDGED_TABLES, REBUILT_TABLES } from "./fresh-tables";
import { readFinishedPending } from "./pending";

/** Less than PostgreSQL's deadlock_timeout: should we and a reader wait for each other, it is we who give way. */
const READERS_WAIT = "400ms";
const LOCK_NOT_AVAILABLE = "55P03";
const DEADLOCK = "40P01";

/**
 * From here to the end of the transaction no batch is under way, nowhere: each begins with moving its stream, and waits for
 * us. Retries of quarantined records begin with locking theirs. Readers go on.
 */
export async function holdWorkers(tx: Sql): Promise<void> {
  await tx.query(`set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
    set local lock_timeout = '60s'`);
  await tx.query("lock table public.stream, public.quarantine in exclusive mode");
}

/**
 * Puts the fresh tables into the places of the live ones, which are kept aside until the commit. False when readers held
 * the tables too long: nothing has happened then, and it may be tried again.
 */
export async function switchTables(tx: Sql): Promise<boolean> {
  await tx.query("savepoint switching");
  try {
    await tx.query(`set local lock_timeout = '${READERS_WAIT}'`);
    await tx.query(
      `lock table ${REBUILT_TABLES.map((table) => `public.${table}`).join(", ")} in access exclusive mode`,
    );
  } catch (error) {
    if (![LOCK_NOT_AVAILABLE, DEADLOCK].includes(sqlState(error))) throw error;
    await tx.query("rollback to savepoint switching");
    return false;
  }
  for (const { table } of Object.values(ROLLUP_TABLES)) {
    await tx.query(`insert into rebuild.${table} select * from public.${table} where shard = $1`, [RETAINED_SHARD]);
  }
  await keepDeadLetters(tx);
  await closeQuarantined(tx, await readFinishedPending(tx));
  await tx.query("create schema rebuilt_before");
  for (const table of REBUILT_TABLES) {
    await tx.query(`alter table public.${table} set schema rebuilt_before`);
    await tx.query(`alter table rebuild.${table} set schema public`);
  }
  for (const table of JUDGED_TABLES) await tx.query(`delete from public.${table}`);
  await tx.query("drop table rebuild.run, rebuild.progress, rebuild.pending");
  await tx.query(
    `insert into projection (fold_version) values ($1)
     on conflict (singleton) do update set fold_version = excluded.fold_version, changed_at = now()`,
    [FOLD_VERSION],
  );
  await announce(tx, ["anything"]);
  return true;
}
