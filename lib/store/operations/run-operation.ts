import type { OperationAction } from "@/lib/domain/operation-action";
import type { Sql } from "../database";

/** An item that a runner took: nobody else does it until its lease is over. */
export type ClaimedItem = {
  readonly operationId: string;
  readonly ordinal: number;
  readonly action: OperationAction;
  readonly actor: string;
  readonly reason: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly targetId: string;
  readonly attempts: number;
};

type Row = {
  operation_id: string;
  ordinal: number;
  action: OperationAction;
  actor: string;
  reason: string;
  parameters: Record<string, unknown>;
  target_id: string;
  attempts: number;
};

/**
 * Takes the next items: those that wait, and those whose runner has been silent for longer than the lease (it was killed
 * between asking and writing down the answer; `attempts` is above 1 then and the caller looks before it asks again).
 */
export async function claimOperationItems(tx: Sql, limit: number, leaseMs: number): Promise<readonly ClaimedItem[]> {
  const { rows } = await tx.query<Row>(
    `with next as (
       select item.operation_id, item.ordinal
       from operation_item item join operation using (operation_id)
       where operation.state in ('requested', 'running')
         and (item.state = 'pending'
              or (item.state = 'running' and item.started_at < now() - $2 * interval '1 millisecond'))
       order by operation.requested_at, item.operation_id, item.ordinal
       limit $1
       for update of item skip locked
     ), begun as (
       update operation set state = 'running', started_at = coalesce(started_at, now())
       where operation_id in (select operation_id from next) and state = 'requested'
     )
     update operation_item item
     set state = 'running', attempts = item.attempts + 1, started_at = now()
     from next, operation
     where item.operation_id = next.operation_id and item.ordinal = next.ordinal and operation.operation_id = next.operation_id
     returning item.operation_id, item.ordinal, item.target_id, item.attempts,
               operation.action, operation.actor, operation.reason, operation.parameters`,
    [limit, leaseMs],
  );
  return rows.map((row) => ({
    operationId: row.operation_id,
    ordinal: row.ordinal,
    action: row.action,
    actor: row.actor,
    reason: row.reason,
    parameters: row.parameters,
    targetId: row.target_id,
    attempts: row.attempts,
  }));
}

export type ItemResult = {
  readonly state: "pending" | "succeeded" | "failed" | "skipped" | "unknown";
  readonly result: string;
};

/** Writes down what came of an item; `pending` gives it back for another attempt. */
export async function finishOperationItem(
  tx: Sql,
  { operationId, ordinal }: Pick<ClaimedItem, "operationId" | "ordinal">,
  { state, result }: ItemResult,
): Promise<void> {
  await tx.query(
    `update operation_item
     set state = $3, result = $4, ended_at = case when $3 = 'pending' then null else now() end
     where operation_id = $1 and ordinal = $2`,
    [operationId, ordinal, state, result],
  );
}

/** Nothing that still waits in this operation will be asked. */
export async function skipWaitingItems(tx: Sql, operationId: string, why: string): Promise<void> {
  await tx.query(
    `update operation_item set state = 'skipped', result = $2, ended_at = now()
     where operation_id = $1 and state = 'pending'`,
    [operationId, why],
  );
}

export type FinishedOperation = {
  readonly operationId: string;
  readonly action: string;
  readonly actor: string;
  readonly reason: string;
  readonly state: "done" | "failed";
  readonly counts: Readonly<Record<string, number>>;
};

/** Ends the operations in which nothing waits or runs any more, each exactly once. */
export async function finishOperations(tx: Sql): Promise<readonly FinishedOperation[]> {
  const { rows } = await tx.query<{
    operation_id: string;
    action: string;
    actor: string;
    reason: string;
    state: "done" | "failed";
    counts: Record<string, number>;
  }>(
    `with open as (
       select operation_id from operation
       where state in ('requested', 'running')
         and not exists (select from operation_item item
                         where item.operation_id = operation.operation_id and item.state in ('pending', 'running'))
       for update skip locked
     ), tally as (
       select operation_id, jsonb_object_agg(state, items) as counts, bool_or(state = 'succeeded') as any_succeeded
       from (select operation_id, state, count(*)::int as items from operation_item
             where operation_id in (select operation_id from open) group by operation_id, state) by_state
       group by operation_id
     )
     update operation
     set ended_at = now(), state = case when tally.any_succeeded or not (tally.counts ? 'failed') then 'done' else 'failed' end
     from tally where operation.operation_id = tally.operation_id
     returning operation.operation_id, action, actor, reason, state, tally.counts`,
  );
  return rows.map(({ operation_id, ...row }) => ({ operationId: operation_id, ...row }));
}
