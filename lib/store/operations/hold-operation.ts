import type { OperationState } from "@/lib/domain/operation-state";
import type { Sql } from "../database";

export type HeldOperation = {
  readonly operationId: string;
  readonly action: string;
  readonly actor: string;
  readonly state: OperationState;
  readonly stateReason: string;
};

/** So many must have ended before a share says something. */
const JUDGED_FROM_ITEMS = 20;

/**
 * Stops running operations that somebody must look at: too large a share of what ended since it was last let go on has
 * failed, or the canary is through. A canary that failed too often is paused, with the reason.
 */
export async function holdOperations(tx: Sql): Promise<readonly HeldOperation[]> {
  const { rows } = await tx.query<HeldOperation>(
    `with watched as (
       select * from operation
       where ended_at is null and state = 'running' and (stop_at_failure_share is not null or ordinal_max is not null)
       order by operation_id for update skip locked
     ), judged as (
       select watched.*, tally.*,
              ordinal_max is not null and not exists (
                select from operation_item as item where item.operation_id = watched.operation_id
                  and item.ordinal <= watched.ordinal_max and item.state in ('pending', 'running')) as is_canary_through
       from watched cross join lateral (
         select count(*) filter (where item.state in ('failed', 'unknown')) as failures,
                count(*) filter (where item.state in ('succeeded', 'failed', 'unknown')) as judged
         from operation_item as item
         where item.operation_id = watched.operation_id and item.ended_at >= watched.judged_from) as tally
     ), held as (
       select *, judged > 0 and (judged >= $1 or is_canary_through) and failures >= stop_at_failure_share * judged as is_failing
       from judged
       where exists (select from operation_item as item where item.operation_id = judged.operation_id and item.state = 'pending')
     )
     update operation
     set state = case when held.is_failing then 'paused' else 'canary' end,
         state_reason = case
           when held.is_failing then held.failures || ' of ' || held.judged || ' failed, which is at least the share of '
             || round((held.stop_at_failure_share * 100)::numeric, 1) || ' % at which it stops by itself'
           else 'The first ' || held.canary || ' are through, ' || held.failures || ' of them failed: look at them, then let the rest go on' end
     from held where operation.operation_id = held.operation_id and (held.is_failing or held.is_canary_through)
     returning operation.operation_id as "operationId", operation.action, operation.actor, operation.state,
               operation.state_reason as "stateReason"`,
    [JUDGED_FROM_ITEMS],
  );
  return rows;
}
