import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { Sql } from "../database";
import { VALUE_BYTES_HEADER } from "../projection/event-row";
import { toRecordHeaders } from "../projection/headers";

/** A record of the log, with its source and what kind of event it was read as. */
export type SampleRecord = {
  readonly source: string;
  readonly kind: string;
  readonly activity: string;
  readonly record: SourceRecord;
};

/** So many kinds of events are looked at; each costs one look into an index. */
const ACTIVITIES_MAX = 300;
const BYTES_MAX = 64 * 1024;

/**
 * The last records of services' events, of each kind of event as many: the log has no order over all streams, and the
 * busiest kind would be all that is seen. Records whose value was cut, has expired or is larger than 64 kB are left out.
 */
export async function readSampleRecords(sql: Sql, records: number): Promise<readonly SampleRecord[]> {
  const { rows } = await sql.query(
    `with kind as (select activity_id, name from activity where kind = 'event' order by activity_id desc limit ${ACTIVITIES_MAX}),
     quota as (select greatest(20, $1::int / greatest(1, count(*)))::int as each from kind)
     select kind.name as activity, source.name as source, source.kind, stream.topic, latest.*
     from kind cross join quota cross join lateral (
       select stream_id, order_stream, order_position, (extract(epoch from recorded_at) * 1000)::bigint as recorded_at,
         record_key, headers, value
       from event where activity_id = kind.activity_id order by occurred_at desc limit quota.each) as latest
     join stream using (stream_id) join source using (source_id)
     where value is not null and octet_length(value) <= ${BYTES_MAX}
     limit $1`,
    [records],
  );
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const sample = toSample(row);
    const place = `${sample.source} ${sample.record.stream} ${sample.record.position}`;
    const isWhole = !sample.record.headers.some(({ name }) => name === VALUE_BYTES_HEADER);
    if (!isWhole || seen.has(place)) return [];
    seen.add(place);
    return [sample];
  });
}

function toSample(row: Record<string, unknown>): SampleRecord {
  const source = String(row["source"]);
  return {
    source,
    kind: String(row["kind"]),
    activity: String(row["activity"]),
    record: {
      source: toSourceName(source),
      stream: toStreamName(String(row["order_stream"])),
      position: Number(row["order_position"]),
      topic: String(row["topic"]),
      recordedAt: Number(row["recorded_at"]),
      key: row["record_key"] as Buffer | null,
      headers: toRecordHeaders(row["headers"] as string | null),
      value: row["value"] as Buffer,
    },
  };
}
