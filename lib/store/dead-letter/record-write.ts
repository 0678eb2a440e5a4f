import type { Sql } from "../database";

export type NewRecordWrite = {
  readonly operationId: string;
  readonly ordinal: number;
  readonly source: string;
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
  /** The place of the dead letter that it is the replay of. */
  readonly replayOf: string | null;
  readonly isKeyChanged: boolean;
  readonly areHeadersChanged: boolean;
  readonly changedValue: { readonly before: Uint8Array | null; readonly after: Uint8Array | null } | null;
};

/** Writes down what an item of an operation wrote to Kafka: the link from the dead letter to its replay, and what was edited. */
export async function insertRecordWrite(sql: Sql, write: NewRecordWrite): Promise<void> {
  const before = toBytes(write.changedValue?.before);
  const after = toBytes(write.changedValue?.after);
  await sql.query(
    `insert into record_write (operation_id, ordinal, source, topic, partition, position, replay_of, key_changed, headers_changed,
       before_value, after_value, before_sha256, after_sha256)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, sha256($10), sha256($11))
     on conflict (operation_id, ordinal) do nothing`,
    [
      write.operationId,
      write.ordinal,
      write.source,
      write.topic,
      write.partition,
      write.position,
      write.replayOf,
      write.isKeyChanged,
      write.areHeadersChanged,
      before,
      after,
    ],
  );
}

function toBytes(bytes: Uint8Array | null | undefined): Buffer | null {
  return bytes === null || bytes === undefined ? null : Buffer.from(bytes);
}

/** When an operation was asked for, in milliseconds: nothing of it was done before. */
export async function readRequestedAt(sql: Sql, operationId: string): Promise<number> {
  const { rows } = await sql.query<{ at: Date }>("select requested_at as at from operation where operation_id = $1", [
    operationId,
  ]);
  return rows[0]?.at.getTime() ?? 0;
}
