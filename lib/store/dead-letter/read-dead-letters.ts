import type { DeadLetterDialect } from "@/lib/domain/dead-letter";
import type { Sql } from "../database";

export type StoredDeadLetter = {
  readonly source: string;
  readonly streamId: number;
  readonly position: number;
  readonly place: string;
  readonly recordedAt: Date;
  readonly originalTopic: string | null;
  readonly originalPartition: number | null;
  readonly originalOffset: number | null;
  readonly originalAt: Date | null;
  readonly dialect: DeadLetterDialect;
  readonly consumer: string | null;
  readonly exception: string | null;
  readonly message: string | null;
  readonly stackTrace: string | null;
  readonly headerNames: string;
  readonly eventType: string | null;
  readonly undecodable: string | null;
  readonly bytes: number;
  readonly state: "open" | "replayed" | "archived";
  readonly archivedAt: Date | null;
  readonly archivedBy: string | null;
  readonly archivedBecause: string | null;
  readonly caseId: string | null;
  readonly caseLabel: string | null;
  readonly hasMovedOn: boolean;
};

export type DeadLetterPlace = { readonly recordedAt: Date; readonly streamId: number; readonly position: number };

export type DeadLetterPage = {
  readonly place: string | null;
  readonly state: string | null;
  readonly source: string | null;
  readonly topic: string | null;
  readonly caseId: string | null;
  readonly exception: string | null;
  readonly after: DeadLetterPlace | null;
  readonly limit: number;
};

/** Dead letters, the latest first. */
export async function readDeadLetters(sql: Sql, page: DeadLetterPage): Promise<readonly StoredDeadLetter[]> {
  const { rows } = await sql.query<StoredDeadLetter>(
    `select source.name as source, letter.stream_id as "streamId", letter.position, letter.place, letter.recorded_at as "recordedAt",
       letter.original_topic as "originalTopic", letter.original_partition as "originalPartition",
       letter.original_offset as "originalOffset", letter.original_at as "originalAt", letter.dialect, letter.consumer,
       letter.exception, letter.message, letter.stack_trace as "stackTrace", letter.header_names as "headerNames",
       letter.event_type as "eventType", letter.undecodable, letter.value_bytes as bytes, standing.state,
       letter.archived_at as "archivedAt", letter.archived_by as "archivedBy", letter.archived_because as "archivedBecause",
       process_case.case_id as "caseId", process_case.lead_name || ':' || process_case.lead_value as "caseLabel",
       coalesce(process_case.last_at > letter.recorded_at, false) as "hasMovedOn"
     from dead_letter as letter join stream using (stream_id) join source using (source_id)
     left join correlation_key as known on known.key_id = letter.home_case_id
     left join process_case on process_case.case_id = known.case_id
     cross join lateral (select case when letter.archived_at is not null then 'archived'
         when exists (select from dead_letter_replay as replay where replay.replay_of = letter.place) then 'replayed'
         else 'open' end as state) as standing
     where ($1::text is null or letter.place = $1) and ($2::text is null or standing.state = $2)
       and ($3::text is null or source.name = $3) and ($4::text is null or letter.topic = $4 or letter.original_topic = $4)
       and ($5::uuid is null or letter.home_case_id in (select key_id from correlation_key where case_id = $5))
       and ($6::text is null or right(letter.exception, length($6)) = $6)
       and ($7::timestamptz is null or (letter.recorded_at <= $7
         and (letter.recorded_at < $7 or (letter.stream_id, letter.position) > ($8::int, $9::bigint))))
     order by letter.recorded_at desc, letter.stream_id, letter.position limit $10`,
    [
      page.place,
      page.state,
      page.source,
      page.topic,
      page.caseId,
      page.exception,
      page.after?.recordedAt ?? null,
      page.after?.streamId ?? null,
      page.after?.position ?? null,
      page.limit,
    ],
  );
  return rows;
}

export type StoredReplay = {
  readonly place: string;
  readonly seenAt: Date | null;
  readonly writtenAt: Date | null;
  readonly operationId: string | null;
  readonly isEdited: boolean;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
};

/** What was written as the replay of a dead letter, and what came back of it from the log, the newest first. */
export async function readReplays(
  sql: Sql,
  { source, place }: Pick<StoredDeadLetter, "source" | "place">,
): Promise<readonly StoredReplay[]> {
  const { rows } = await sql.query<StoredReplay>(
    `with seen as (
       select replay.place, replay.recorded_at, replay.operation from dead_letter_replay as replay
       join stream using (stream_id) join source using (source_id) where replay_of = $2 and source.name = $1),
     written as (
       select record_write.*, topic || '/' || partition || '/' || position as place from record_write
       where replay_of = $2 and source = $1)
     select coalesce(seen.place, written.place) as place, seen.recorded_at as "seenAt", written.written_at as "writtenAt",
       coalesce(written.operation_id::text, nullif(split_part(seen.operation, '/', 1), '')) as "operationId",
       written.before_sha256 is not null or written.after_sha256 is not null as "isEdited",
       written.before_value as before, written.after_value as after
     from seen full join written on written.place = seen.place
     order by coalesce(written.written_at, seen.recorded_at) desc limit 50`,
    [source, place],
  );
  return rows;
}
