import { readPlaceText } from "@/lib/domain/dead-letter";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { Sql } from "../database";
import { VALUE_BYTES_HEADER } from "../projection/event-row";
import { toRecordHeaders } from "../projection/headers";

/** A dead letter as an operation needs it. `id` is `<source>/<topic>/<partition>/<offset>`. */
export type StoredRecordTarget = {
  readonly id: string;
  readonly source: string;
  readonly place: string;
  readonly originalTopic: string | null;
  readonly originalPartition: number | null;
  readonly eventType: string | null;
  readonly caseId: string | null;
  readonly caseLabel: string | null;
  readonly isArchived: boolean;
  /** How often its replay came back from the log. */
  readonly replays: number;
  /** Whether its case has an event that came after it: somebody else may have done the work. */
  readonly hasMovedOn: boolean;
};

/** Those of the given dead letters that exist, in the order of their ids; of imports of the same log the newest. */
export async function readRecordTargets(sql: Sql, ids: readonly string[]): Promise<readonly StoredRecordTarget[]> {
  const { rows } = await sql.query<StoredRecordTarget>(
    `select distinct on (source.name, letter.place) source.name || '/' || letter.place as id, source.name as source, letter.place,
       letter.original_topic as "originalTopic", letter.original_partition as "originalPartition", letter.event_type as "eventType",
       process_case.case_id as "caseId", process_case.lead_name || ':' || process_case.lead_value as "caseLabel",
       letter.archived_at is not null as "isArchived",
       (select count(*)::int from dead_letter_replay as replay where replay.replay_of = letter.place) as replays,
       coalesce(process_case.last_at > letter.recorded_at, false) as "hasMovedOn"
     from unnest($1::text[], $2::text[]) as wanted (source, place)
     join dead_letter as letter on letter.place = wanted.place
     join stream using (stream_id) join source on source.source_id = stream.source_id and source.name = wanted.source
     left join correlation_key as known on known.key_id = letter.home_case_id
     left join process_case on process_case.case_id = known.case_id
     order by source.name, letter.place, letter.stream_id desc`,
    [ids.map(sourceOf), ids.map(placeOf)],
  );
  return rows;
}

export type StoredTopicTarget = { readonly id: string; readonly source: string; readonly topic: string };

/** Those of the given topics, `<source>/<topic>`, that a source reads. */
export async function readTopicTargets(sql: Sql, ids: readonly string[]): Promise<readonly StoredTopicTarget[]> {
  const { rows } = await sql.query<StoredTopicTarget>(
    `select distinct source.name || '/' || stream.topic as id, source.name as source, stream.topic
     from unnest($1::text[], $2::text[]) as wanted (source, topic)
     join source on source.name = wanted.source and source.kind = 'kafka'
     join stream on stream.source_id = source.source_id and stream.topic = wanted.topic and stream.retired_at is null
     order by id`,
    [ids.map(sourceOf), ids.map(placeOf)],
  );
  return rows;
}

const sourceOf = (id: string) => id.slice(0, Math.max(0, id.indexOf("/")));
const placeOf = (id: string) => id.slice(id.indexOf("/") + 1);

type KeptRow = {
  readonly recorded_at: Date;
  readonly record_key: Buffer | null;
  readonly headers: string | null;
  readonly value: Buffer | null;
};

/** The record of a dead letter as the event log has it; null when it was kept only in part, or is not there any more. */
export async function readKeptRecord(
  sql: Sql,
  { source, place }: Pick<StoredRecordTarget, "source" | "place">,
): Promise<SourceRecord | null> {
  const { rows } = await sql.query<KeptRow>(
    `select event.recorded_at, event.record_key, event.headers, event.value
     from dead_letter as letter join stream using (stream_id) join source using (source_id)
     join event on event.case_id = letter.home_case_id and event.stream_id = letter.stream_id and event.position = letter.position
     where letter.place = $2 and source.name = $1 order by letter.stream_id desc, event.part limit 1`,
    [source, place],
  );
  const [row] = rows;
  const at = readPlaceText(place);
  if (row === undefined || at === null) return null;
  const headers = toRecordHeaders(row.headers);
  if (headers.some(({ name }) => name === VALUE_BYTES_HEADER)) return null;
  return {
    source: toSourceName(source),
    stream: toStreamName(`${at.topic}/${at.partition}`),
    position: at.offset,
    topic: at.topic,
    recordedAt: row.recorded_at.getTime(),
    key: row.record_key,
    headers,
    value: row.value,
  };
}
