import type { OperationState } from "@/lib/domain/operation-state";
import type { Sql } from "../database";

/** The state of an operation, which nobody else changes until the transaction ends; null when there is none. */
export async function lockOperation(
  tx: Sql,
  operationId: string,
): Promise<{ readonly state: OperationState; readonly action: string } | null> {
  const { rows } = await tx.query<{ state: OperationState; action: string }>(
    "select state, action from operation where operation_id = $1 for update",
    [operationId],
  );
  return rows[0] ?? null;
}

type Change = { readonly state: OperationState; readonly stateReason: string };

export async function writeOperationState(tx: Sql, operationId: string, { state, stateReason }: Change): Promise<void> {
  await tx.query("update operation set state = $2, state_reason = $3 where operation_id = $1", [
    operationId,
    state,
    stateReason,
  ]);
}

/**
 * Lets an operation go on: failures before now do not stop it again, nor does a canary that is through, or of which
 * somebody said that it is enough.
 */
export async function letGoOn(tx: Sql, operationId: string): Promise<void> {
  await tx.query(
    `update operation
     set state = 'running', state_reason = '', judged_from = clock_timestamp(), next_item_at = now(),
         ordinal_max = case when exists (
           select from operation_item as item where item.operation_id = operation.operation_id
             and item.ordinal <= operation.ordinal_max and item.state in ('pending', 'running')) then ordinal_max end
     where operation_id = $1`,
    [operationId],
  );
}
