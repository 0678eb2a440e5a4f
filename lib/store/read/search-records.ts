import type { Sql } from "../database";

export type StoredRecord = {
  readonly source: string;
  readonly topic: string;
  readonly stream: string;
  readonly position: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly key: Buffer | null;
  /** JSON text, see store/projection/headers. */
  readonly headers: string | null;
  /** Cut at the bound that was asked for. */
  readonly value: Buffer | null;
  readonly storedBytes: number;
  readonly caseId: string;
  readonly label: string;
};

export type RecordWindow = {
  readonly source: string | null;
  readonly topics: readonly string[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly limit: number;
  readonly bytesMax: number;
};

const COLUMNS = `source.name as source, stream.topic, stream.name as stream, position, found.occurred_at as "occurredAt",
  found.recorded_at as "recordedAt", record_key as key, found.headers, octet_length(found.value) as "storedBytes",
  process_case.case_id as "caseId", lead_name || ':' || lead_value as label`;
const CASE_OF_HOME = `join correlation_key on key_id = found.case_id
  join process_case on process_case.case_id = correlation_key.case_id
  join stream using (stream_id) join source using (source_id)`;

/** Records of some cases within the window, the latest first; a record that holds several events comes once for each. */
export async function readRecordsOfCases(
  sql: Sql,
  caseIds: readonly string[],
  { source, topics, from, to, limit, bytesMax }: RecordWindow,
): Promise<readonly StoredRecord[]> {
  const { rows } = await sql.query<StoredRecord>(
    `select ${COLUMNS}, substring(found.value from 1 for $7) as value
     from (
       select event.* from correlation_key as known join event on event.case_id = known.key_id
       where known.case_id = any($1::uuid[])
         and occurred_at >= coalesce($4::timestamptz, '-infinity') and occurred_at < coalesce($5::timestamptz, 'infinity')) as found
     ${CASE_OF_HOME}
     where ($2::text is null or source.name = $2) and ($3::text[] is null or stream.topic = any($3))
     order by occurred_at desc, stream_id, position desc limit $6`,
    [caseIds, source, topics, from, to, limit, bytesMax],
  );
  return rows;
}

/** Event types are looked through one by one; more than this are a landscape that has to be narrowed by topic. */
const ACTIVITIES_MAX = 500;

/** Records on topics within the window, the latest first, by the index over activity and time. */
export async function readRecordsOfTopics(
  sql: Sql,
  { source, topics, from, to, limit, bytesMax }: RecordWindow,
): Promise<readonly StoredRecord[]> {
  const { rows } = await sql.query<StoredRecord>(
    `with newest as (
       select found.* from (
         select activity_id from activity where kind = 'event' and ($2::text[] is null or channel = any($2))
         order by activity_id limit ${ACTIVITIES_MAX}) as wanted
       cross join lateral (
         select * from event where event.activity_id = wanted.activity_id
           and occurred_at >= coalesce($3::timestamptz, '-infinity') and occurred_at <= coalesce($4::timestamptz, 'infinity')
         order by occurred_at desc limit $5) as found
       order by occurred_at desc limit $5)
     select ${COLUMNS}, substring(found.value from 1 for $6) as value
     from newest as found ${CASE_OF_HOME}
     where $1::text is null or source.name = $1
     order by occurred_at desc, stream_id, position desc`,
    [source, topics, from, to, limit, bytesMax],
  );
  return rows;
}

/** The cases that these LINK keys lead to now, by the id of the key. */
export async function readCasesOfKeys(
  sql: Sql,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly label: string }>> {
  const { rows } = await sql.query<{ key_id: string; id: string; label: string }>(
    `select key_id, process_case.case_id as id, lead_name || ':' || lead_value as label
     from correlation_key join process_case on process_case.case_id = correlation_key.case_id
     where key_id = any($1::uuid[])`,
    [keyIds],
  );
  return new Map(rows.map(({ key_id, id, label }) => [key_id, { id, label }]));
}
