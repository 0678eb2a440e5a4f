import { OperationAction } from "@/lib/domain/operation-action";
import type { OperationState } from "@/lib/domain/operation-state";
import type { Sql } from "../database";
import { Conditions } from "./conditions";

export type StoredOperation = {
  readonly operationId: string;
  readonly action: OperationAction;
  readonly state: OperationState;
  readonly stateReason: string;
  readonly actor: string;
  readonly reason: string;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  readonly waiting: number;
  readonly running: number;
  readonly canary: number | null;
  readonly itemsPerSecond: number;
  readonly stopAtFailureShare: number | null;
  readonly startAt: Date | null;
  readonly pace: number;
};

type Row = {
  operation_id: string;
  action: string;
  state: StoredOperation["state"];
  state_reason: string;
  actor: string;
  reason: string;
  requested_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  total: number;
  succeeded: number;
  failed: number;
  skipped: number;
  unknown: number;
  waiting: number;
  running: number;
  canary: number | null;
  items_per_second: number;
  stop_at_failure_share: number | null;
  start_at: Date | null;
  lately: number;
};

/** Over so many seconds the pace is told. */
const PACE_S = 10;

export type OperationFilter = {
  readonly operationId: string | null;
  readonly state: string | null;
  readonly actor: string | null;
};
export type OperationPlace = { readonly requestedAt: Date; readonly operationId: string };

/** Operations with their progress, the latest first. An item whose outcome nobody knows counts as failed: somebody must look. */
export async function readOperations(
  sql: Sql,
  filter: OperationFilter,
  { after, limit }: { readonly after: OperationPlace | null; readonly limit: number },
): Promise<readonly StoredOperation[]> {
  const conditions = new Conditions()
    .when("operation_id = $::uuid", filter.operationId)
    .when("state = $", filter.state)
    .when("actor = $", filter.actor);
  if (after !== null) {
    const [requestedAt, operationId] = [
      conditions.parameter(after.requestedAt),
      conditions.parameter(after.operationId),
    ];
    conditions.always(
      `requested_at <= ${requestedAt} and (requested_at < ${requestedAt} or operation_id > ${operationId}::uuid)`,
    );
  }
  const { rows } = await sql.query<Row>(
    `select page.*, counted.*
     from (select * from operation where ${conditions.where}
           order by requested_at desc, operation_id limit ${conditions.parameter(limit)}) as page
     cross join lateral (
       select count(*) filter (where item.state = 'succeeded') as succeeded,
              count(*) filter (where item.state in ('failed', 'unknown')) as failed,
              count(*) filter (where item.state = 'skipped') as skipped,
              count(*) filter (where item.state = 'unknown') as unknown,
              count(*) filter (where item.state = 'pending') as waiting,
              count(*) filter (where item.state = 'running') as running,
              count(*) filter (where item.ended_at > now() - ${PACE_S} * interval '1 second' and item.attempts > 0) as lately
       from operation_item as item where item.operation_id = page.operation_id) as counted
     order by page.requested_at desc, page.operation_id`,
    conditions.values,
  );
  return rows.map(toOperation);
}

function toOperation(row: Row): StoredOperation {
  return {
    operationId: row.operation_id,
    action: OperationAction.parse(row.action),
    state: row.state,
    stateReason: row.state_reason,
    actor: row.actor,
    reason: row.reason,
    requestedAt: row.requested_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    total: row.total,
    succeeded: row.succeeded,
    failed: row.failed,
    skipped: row.skipped,
    unknown: row.unknown,
    waiting: row.waiting,
    running: row.running,
    canary: row.canary,
    itemsPerSecond: row.items_per_second,
    stopAtFailureShare: row.stop_at_failure_share,
    startAt: row.start_at,
    pace: row.lately / PACE_S,
  };
}
