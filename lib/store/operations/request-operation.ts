import type { Sql } from "../database";

export type NewOperation = {
  readonly operationId: string;
  readonly action: string;
  readonly actor: string;
  readonly reason: string;
  readonly idempotencyKey: string | null;
  readonly target: unknown;
  readonly parameters: unknown;
  readonly total: number;
  readonly execution: {
    readonly canary: number | null;
    readonly itemsPerSecond: number;
    readonly stopAtFailureShare: number | null;
    readonly startAt: Date | null;
  };
};

/** False when this actor's idempotency key was used before: then nothing is written. */
export async function insertOperation(tx: Sql, operation: NewOperation): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into operation (operation_id, action, state, actor, reason, idempotency_key, target, parameters, total,
                            canary, items_per_second, stop_at_failure_share, start_at)
     values ($1, $2, case when $12::timestamptz is null then 'requested' else 'scheduled' end, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (actor, idempotency_key) do nothing`,
    [
      operation.operationId,
      operation.action,
      operation.actor,
      operation.reason,
      operation.idempotencyKey,
      JSON.stringify(operation.target),
      JSON.stringify(operation.parameters),
      operation.total,
      operation.execution.canary,
      operation.execution.itemsPerSecond,
      operation.execution.stopAtFailureShare,
      operation.execution.startAt,
    ],
  );
  return rowCount === 1;
}

/** The operation that an idempotency key stands for already. */
export async function readOperationByKey(
  sql: Sql,
  actor: string,
  idempotencyKey: string,
): Promise<{ operationId: string; action: string; target: unknown; total: number } | null> {
  const { rows } = await sql.query<{ operation_id: string; action: string; target: unknown; total: number }>(
    "select operation_id, action, target, total from operation where actor = $1 and idempotency_key = $2",
    [actor, idempotencyKey],
  );
  const [row] = rows;
  return row ? { operationId: row.operation_id, action: row.action, target: row.target, total: row.total } : null;
}

export type NewOperationItem = {
  readonly targetId: string;
  readonly source: string;
  /** Null for what is asked of an engine as a whole. */
  readonly caseId: string | null;
  readonly detail: unknown;
  /** What cannot be done is frozen too, as skipped, with the reason. */
  readonly skippedBecause: string | null;
};

export async function insertOperationItems(
  tx: Sql,
  operationId: string,
  items: readonly NewOperationItem[],
): Promise<void> {
  await tx.query(
    `insert into operation_item (operation_id, ordinal, target_id, source, case_id, detail, state, result, ended_at)
     select $1, ordinal, target_id, source, case_id, detail,
            case when why is null then 'pending' else 'skipped' end, coalesce(why, ''), case when why is null then null else now() end
     from unnest($2::text[], $3::uuid[], $4::jsonb[], $5::text[], $6::text[]) with ordinality
          as item (target_id, case_id, detail, why, source, ordinal)`,
    [
      operationId,
      items.map(({ targetId }) => targetId),
      items.map(({ caseId }) => caseId),
      items.map(({ detail }) => JSON.stringify(detail)),
      items.map(({ skippedBecause }) => skippedBecause),
      items.map(({ source }) => source),
    ],
  );
}

/** The canary ends with the Nth item that can be asked at all; without so many there is nothing after it. */
export async function setCanary(tx: Sql, operationId: string): Promise<void> {
  await tx.query(
    `update operation set ordinal_max =
       (select item.ordinal from operation_item as item
        where item.operation_id = $1 and item.state = 'pending' order by item.ordinal offset operation.canary - 1 limit 1)
     where operation_id = $1 and canary is not null`,
    [operationId],
  );
}
