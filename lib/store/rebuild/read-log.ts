import type { RecordHeader } from "@/lib/domain/source-record";
import type { Sql } from "../database";
import { TRACE_COLUMNS, type TraceRow, VALUE_BYTES_HEADER } from "../projection/event-row";
import { toRecordHeaders } from "../projection/headers";

/** A record as the log has it, with the events that were made of it. */
export type LogRecord = {
  readonly position: number;
  readonly recordedAt: number;
  readonly key: Buffer | null;
  readonly headers: readonly RecordHeader[];
  readonly value: Buffer | null;
  /** False when its value was cut, or has expired: it cannot be decoded again. */
  readonly isWhole: boolean;
  readonly rows: readonly TraceRow[];
};

export type LogRange = { readonly streamId: number; readonly from: number; readonly until: number };

type LogRow = TraceRow & {
  readonly place: number;
  readonly record_key: Buffer | null;
  readonly headers: string | null;
  readonly value: Buffer | null;
};

const LOG_COLUMNS = `event.case_id, ${TRACE_COLUMNS}, event.position as place, event.record_key, event.headers, event.value`;
/** Values have up to a megabyte each; a batch of them must not fill the memory. */
const BYTES_MAX = 16 * 1024 * 1024;

/** The last position of the next page of a stream's log, which ends between two records; null when there is no more. */
export async function readPageEnd(
  sql: Sql,
  { streamId, from, until }: LogRange,
  limit: number,
): Promise<number | null> {
  const { rows } = await sql.query<{ last: number | null }>(
    `with candidate as (
       select position, coalesce(octet_length(value), 0) as bytes from public.event
       where stream_id = $1 and position >= $2 and position < $3 order by position limit $4),
     summed as (select position, sum(bytes) over (order by position) - bytes as before from candidate)
     select coalesce(max(position) filter (where before < ${BYTES_MAX}), min(position)) as last from summed`,
    [streamId, from, until, limit],
  );
  return rows[0]?.last ?? null;
}

/** Records from `from` up to, not including, `until`. Those that were once in quarantine come with `readPendingLog`. */
export async function readLog(sql: Sql, { streamId, from, until }: LogRange): Promise<readonly LogRecord[]> {
  const { rows } = await sql.query<LogRow>(
    `select ${LOG_COLUMNS} from public.event as event
     where stream_id = $1 and position >= $2 and position < $3
       and not exists (select from rebuild.pending where pending.stream_id = event.stream_id and pending.position = event.position)
     order by position, part`,
    [streamId, from, until],
  );
  return toRecords(rows);
}

/** Records of a stream that were in quarantine when the rebuild met them, and that were projected since. */
export async function readPendingLog(
  sql: Sql,
  streamId: number,
  positions: readonly number[],
): Promise<readonly LogRecord[]> {
  const { rows } = await sql.query<LogRow>(
    `select ${LOG_COLUMNS} from public.event as event
     where stream_id = $1 and position = any($2::bigint[]) order by position, part`,
    [streamId, positions],
  );
  return toRecords(rows);
}

/** The diagrams of definitions, which events of a deployment do not repeat. */
export async function readDiagrams(sql: Sql, definitionIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (definitionIds.length === 0) return new Map();
  const { rows } = await sql.query<{ definition_id: number; bpmn_xml: string | null }>(
    "select definition_id, bpmn_xml from process_definition where definition_id = any($1::int[])",
    [definitionIds],
  );
  return new Map(rows.map(({ definition_id, bpmn_xml }) => [definition_id, bpmn_xml ?? ""]));
}

function toRecords(rows: readonly LogRow[]): readonly LogRecord[] {
  const byPosition = new Map<number, LogRow[]>();
  for (const row of rows) {
    const group = byPosition.get(row.place);
    if (group === undefined) byPosition.set(row.place, [row]);
    else group.push(row);
  }
  return [...byPosition.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [toRecord(first, [first, ...others])],
  );
}

function toRecord(first: LogRow, rows: readonly LogRow[]): LogRecord {
  const headers = toRecordHeaders(first.headers);
  const isCut = headers.some(({ name }) => name === VALUE_BYTES_HEADER);
  return {
    position: first.place,
    recordedAt: first.recorded_at,
    key: first.record_key,
    headers,
    value: first.value,
    isWhole: first.value !== null && !isCut,
    rows,
  };
}
