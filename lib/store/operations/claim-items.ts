import type { Sql } from "../database";
import type { ClaimedItem } from "./run-operation";

/** Items that may be taken at once after a time in which nobody took any: a quarter of a second's worth. */
const BURST_S = 0.25;

/**
 * Takes the next items: those that wait, and those whose runner has been silent for longer than the lease. Of each
 * operation only as many as its rate allows, over all runners (`next_item_at` is moved on by what each took), the one that
 * was served longest ago first. Operations that another runner takes from at this moment are left to it.
 */
export async function claimOperationItems(tx: Sql, limit: number, leaseMs: number): Promise<readonly ClaimedItem[]> {
  const { rows } = await tx.query<ClaimedItem>(
    `with due as materialized (
       select operation_id, ordinal_max, items_per_second, next_item_at,
              1 + floor(items_per_second * least($3, extract(epoch from now() - next_item_at)))::int as allowance
       from operation
       where ended_at is null and state in ('requested', 'scheduled', 'running')
         and next_item_at <= now() and (start_at is null or start_at <= now())
       order by next_item_at limit 20 for update skip locked
     ), next as materialized (
       select item.operation_id, item.ordinal, item.state = 'running' as was_lost
       from due cross join lateral (
         select operation_id, ordinal, state from operation_item
         where operation_id = due.operation_id and state in ('pending', 'running')
           and (state = 'pending' or started_at < now() - $2 * interval '1 millisecond')
           and (due.ordinal_max is null or ordinal <= due.ordinal_max)
           and not exists (select from engine_rest as rest where rest.source = operation_item.source and rest.until > now())
         order by ordinal limit least(due.allowance, $1) for update skip locked
       ) as item
       order by due.next_item_at, item.ordinal limit $1
     ), moved_on as (
       update operation
       set state = 'running', started_at = coalesce(operation.started_at, now()),
           next_item_at = greatest(operation.next_item_at, now() - $3 * interval '1 second')
                          + taken.items / operation.items_per_second * interval '1 second'
       from (select operation_id, count(*) as items from next group by operation_id) as taken
       where operation.operation_id = taken.operation_id
     )
     update operation_item as item
     set state = 'running', attempts = item.attempts + 1, started_at = now(), maybe_done = item.maybe_done or next.was_lost
     from next, operation
     where item.operation_id = next.operation_id and item.ordinal = next.ordinal and operation.operation_id = next.operation_id
     returning item.operation_id as "operationId", item.ordinal, item.target_id as "targetId", item.source, item.attempts,
               item.maybe_done as "maybeDone", operation.action, operation.actor, operation.reason, operation.parameters`,
    [limit, leaseMs, BURST_S],
  );
  return rows;
}
