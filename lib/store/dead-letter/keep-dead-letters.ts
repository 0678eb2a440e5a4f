import type { Sql } from "../database";

/**
 * When rebuilt tables are switched in: what people said of a dead letter stays, and so does one whose record could not be
 * decoded again, as those of an import or with a value that was cut.
 */
export async function keepDeadLetters(tx: Sql): Promise<void> {
  await tx.query(
    `insert into rebuild.dead_letter as fresh select * from public.dead_letter
     on conflict (stream_id, position) do update set
       archived_at = excluded.archived_at, archived_by = excluded.archived_by, archived_because = excluded.archived_because`,
  );
  await tx.query(
    "insert into rebuild.dead_letter_replay select * from public.dead_letter_replay on conflict (stream_id, position) do nothing",
  );
}
