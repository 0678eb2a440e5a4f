import type { OperationAction } from "@/lib/domain/operation-action";
import type { OperationState } from "@/lib/domain/operation-state";
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
  readonly source: string;
  readonly attempts: number;
  /** An earlier attempt may have been taken: its runner was killed while it asked, or its answer was lost. */
  readonly maybeDone: boolean;
};

export type ItemResult = {
  readonly state: "pending" | "succeeded" | "failed" | "skipped" | "unknown";
  readonly result: string;
};
export type EndedItem = Pick<ClaimedItem, "operationId" | "ordinal" | "attempts"> & {
  readonly outcome: ItemResult;
  /** Of one that is asked again: whether the attempt may have been taken all the same. */
  readonly maybeDone: boolean;
  /** An attempt that the engine turned away because of too much does not count. */
  readonly isCounted: boolean;
};

/**
 * Writes down what came of items; `pending` gives one back for another attempt. The number of the attempt is the fence: a
 * runner that was frozen beyond its lease has nothing to say any more.
 */
export async function finishOperationItems(tx: Sql, items: readonly EndedItem[]): Promise<void> {
  const sorted = [...items].sort((a, b) => a.operationId.localeCompare(b.operationId) || a.ordinal - b.ordinal);
  await tx.query(
    `update operation_item as item
     set state = ended.state, result = ended.result, maybe_done = item.maybe_done or ended.maybe_done,
         attempts = item.attempts - case when ended.is_counted then 0 else 1 end,
         ended_at = case when ended.state = 'pending' then null else now() end
     from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::boolean[], $7::boolean[])
          as ended (operation_id, ordinal, attempts, state, result, maybe_done, is_counted)
     where item.operation_id = ended.operation_id and item.ordinal = ended.ordinal
       and item.attempts = ended.attempts and item.state = 'running'`,
    [
      sorted.map(({ operationId }) => operationId),
      sorted.map(({ ordinal }) => ordinal),
      sorted.map(({ attempts }) => attempts),
      sorted.map(({ outcome }) => outcome.state),
      sorted.map(({ outcome }) => outcome.result),
      sorted.map(({ maybeDone }) => maybeDone),
      sorted.map(({ isCounted }) => isCounted),
    ],
  );
}

/** Nothing that still waits for this engine in this operation will be asked. */
export async function skipWaitingItems(
  tx: Sql,
  { operationId, source, why }: { readonly operationId: string; readonly source: string | null; readonly why: string },
): Promise<void> {
  await tx.query(
    `update operation_item set state = 'skipped', result = $3, ended_at = now()
     where operation_id = $1 and state = 'pending' and ($2::text is null or source = $2)`,
    [operationId, source, why],
  );
}

/** What was given back for another attempt after its operation had been canceled gets none. */
export async function skipCanceledItems(tx: Sql): Promise<void> {
  await tx.query(
    `update operation_item as item
     set state = case when item.maybe_done then 'unknown' else 'skipped' end, ended_at = now(),
         result = case when item.maybe_done then 'it may have been taken, and the operation was canceled: ' || item.result
                       else 'the operation was canceled' end
     from operation
     where operation.operation_id = item.operation_id and operation.ended_at is null
       and operation.state = 'canceled' and item.state = 'pending'`,
  );
}

/** Nobody waits any longer for the runner of an item whose operation was canceled and whose lease is over. */
export async function giveUpLostItems(tx: Sql, leaseMs: number): Promise<void> {
  await tx.query(
    `update operation_item as item
     set state = 'unknown', ended_at = now(),
         result = 'its runner was killed while it was asked, and the operation was canceled: it is not asked again'
     from operation
     where operation.operation_id = item.operation_id and operation.ended_at is null
       and operation.state = 'canceled' and item.state = 'running' and item.started_at < now() - $1 * interval '1 millisecond'`,
    [leaseMs],
  );
}

export type FinishedOperation = {
  readonly operationId: string;
  readonly action: string;
  readonly actor: string;
  readonly reason: string;
  readonly state: OperationState;
  readonly counts: Readonly<Record<string, number>>;
};

/** Ends the operations in which nothing waits or runs any more, each exactly once. */
export async function finishOperations(tx: Sql): Promise<readonly FinishedOperation[]> {
  const { rows } = await tx.query<FinishedOperation>(
    `with open as (
       select operation_id from operation
       where ended_at is null
         and not exists (select from operation_item as item
                         where item.operation_id = operation.operation_id and item.state in ('pending', 'running'))
       order by operation_id for update skip locked
     ), tally as (
       select operation_id, jsonb_object_agg(state, items) as counts, bool_or(state = 'succeeded') as any_succeeded
       from (select operation_id, state, count(*)::int as items from operation_item
             where operation_id in (select operation_id from open) group by operation_id, state) as by_state
       group by operation_id
     )
     update operation
     set ended_at = now(),
         state = case when operation.state = 'canceled' then 'canceled'
                      when tally.any_succeeded or not (tally.counts ? 'failed') then 'done' else 'failed' end,
         state_reason = case when operation.state = 'canceled' then operation.state_reason else '' end
     from tally where operation.operation_id = tally.operation_id
     returning operation.operation_id as "operationId", action, actor, reason, state, tally.counts`,
  );
  return rows;
}
