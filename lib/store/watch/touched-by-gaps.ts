import type { Sql } from "../database";

export type TouchedCase = {
  readonly caseId: string;
  readonly stream: string;
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string | null;
};

/** How many gaps there are, and the newest: whether cases that have no news may have got one. */
export async function readGapMark(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ mark: string }>(
    "select count(*) || ' ' || coalesce(max(noticed_at)::text, '') as mark from stream_gap",
  );
  return rows[0]?.mark ?? "";
}

/** Of these cases those that were under way in a stream when it lost records: they went on behind the gap, or are open. */
export async function readTouchedByGaps(sql: Sql, caseIds: readonly string[]): Promise<readonly TouchedCase[]> {
  const { rows } = await sql.query<{
    case_id: string;
    stream: string;
    from_position: number;
    to_position: number;
    before: string;
    after: string | null;
  }>(
    `select known.case_id, stream.name as stream, from_position, to_position,
            (array_agg(event_id order by position desc) filter (where position < from_position))[1] as before,
            (array_agg(event_id order by position) filter (where position >= to_position))[1] as after
     from stream_gap join stream using (stream_id)
     join correlation_key as known on known.case_id = any($1::uuid[])
     join event on event.case_id = known.key_id and event.stream_id = stream_gap.stream_id
     join process_case on process_case.case_id = known.case_id
     group by known.case_id, stream.name, from_position, to_position, status
     having bool_or(position < from_position) and (status = 'active' or bool_or(position >= to_position))`,
    [caseIds],
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    stream: row.stream,
    from: row.from_position,
    to: row.to_position,
    before: row.before,
    after: row.after,
  }));
}
