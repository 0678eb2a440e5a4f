import type { Sql } from "../database";

/** A quarantined record that the rebuild has put aside. */
export type PendingRecord = {
  readonly quarantineId: number;
  readonly streamId: number;
  readonly position: number;
};

/** Those of the next that are still in quarantine with all their bytes: today's rules may read them. */
export async function readOpenPending(
  sql: Sql,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly PendingRecord[]> {
  const { rows } = await sql.query(
    `select quarantine_id, pending.stream_id, pending.position from rebuild.pending join public.quarantine using (quarantine_id)
     where not is_done and state = 'open' and whole and quarantine_id > $1 order by quarantine_id limit $2`,
    [after, limit],
  );
  return rows.map(toPending);
}

/** Those that an operator has projected since they were put aside: their events are in the log. */
export async function readProjectedPending(sql: Sql, limit: number): Promise<readonly PendingRecord[]> {
  const { rows } = await sql.query(
    `select quarantine_id, pending.stream_id, pending.position from rebuild.pending join public.quarantine using (quarantine_id)
     where not is_done and state = 'projected' order by quarantine_id limit $1`,
    [limit],
  );
  return rows.map(toPending);
}

/** True when it was not done before: whoever projects it must be the first. */
export async function finishPending(tx: Sql, quarantineIds: readonly number[]): Promise<void> {
  await tx.query("update rebuild.pending set is_done = true where quarantine_id = any($1::bigint[])", [quarantineIds]);
}

export async function readFinishedPending(sql: Sql): Promise<readonly number[]> {
  const { rows } = await sql.query<{ quarantine_id: number }>(
    "select quarantine_id from rebuild.pending where is_done order by quarantine_id",
  );
  return rows.map(({ quarantine_id }) => quarantine_id);
}

function toPending(row: Record<string, unknown>): PendingRecord {
  return {
    quarantineId: Number(row["quarantine_id"]),
    streamId: Number(row["stream_id"]),
    position: Number(row["position"]),
  };
}
