import type { Sql } from "../database";

export type StoredOperationItem = {
  readonly ordinal: number;
  readonly targetId: string;
  readonly caseId: string | null;
  readonly state: "pending" | "running" | "succeeded" | "failed" | "skipped" | "unknown";
  readonly result: string;
  readonly attempts: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
};

type Row = {
  ordinal: number;
  target_id: string;
  case_id: string | null;
  state: StoredOperationItem["state"];
  result: string;
  attempts: number;
  started_at: Date | null;
  ended_at: Date | null;
};

type Page = { readonly state: string | null; readonly after: number; readonly limit: number };

/** Targets of an operation in the order in which they were frozen. */
export async function readOperationItems(
  sql: Sql,
  operationId: string,
  { state, after, limit }: Page,
): Promise<readonly StoredOperationItem[]> {
  const { rows } = await sql.query<Row>(
    `select ordinal, target_id, case_id, state, result, attempts, started_at, ended_at
     from operation_item
     where operation_id = $1 and ordinal > $2 and ($3::text is null or state = $3)
     order by ordinal limit $4`,
    [operationId, after, state, limit],
  );
  return rows.map((row) => ({
    ordinal: row.ordinal,
    targetId: row.target_id,
    caseId: row.case_id,
    state: row.state,
    result: row.result,
    attempts: row.attempts,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }));
}

export type TargetOperation = {
  readonly targetId: string;
  readonly operationId: string;
  readonly action: string;
  readonly state: string;
  readonly actor: string;
  readonly at: Date;
};

type TargetRow = { target_id: string; operation_id: string; action: string; state: string; actor: string; at: Date };

/** The newest operation on each target that had one, with the state of its item. */
export async function readNewestOperations(
  sql: Sql,
  targetIds: readonly string[],
): Promise<readonly TargetOperation[]> {
  const { rows } = await sql.query<TargetRow>(
    `select distinct on (item.target_id) item.target_id, operation_id, action, item.state, actor, requested_at as at
     from operation_item as item join operation using (operation_id)
     where item.target_id = any($1::text[])
     order by item.target_id, requested_at desc`,
    [targetIds],
  );
  return rows.map((row) => ({
    targetId: row.target_id,
    operationId: row.operation_id,
    action: row.action,
    state: row.state,
    actor: row.actor,
    at: row.at,
  }));
}
