import { decodeRecord } from "@/lib/decode/decode-record";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { Event } from "@/lib/domain/event";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { Sql } from "@/lib/store/database";
import { toEvent } from "@/lib/store/projection/event-row";
import { type LogRecord, readDiagrams } from "@/lib/store/rebuild/read-log";
import type { ProjectionWords } from "../projection-words";
import type { DecodedRecord } from "../stream-batch";

/** Where records were read, and what today's rules say of them; null leaves their events as they were stored. */
export type LogStream = {
  readonly source: string;
  readonly stream: string;
  readonly topic: string;
  readonly rules: readonly DecodeRule[] | null;
};

export type DecodedAgain = {
  readonly decoded: readonly DecodedRecord[];
  /** The same records with the events that they had: what is projected when the new ones cannot be. */
  readonly stored: ReadonlyMap<number, DecodedRecord>;
  readonly ignored: number;
  readonly kept: number;
};

/**
 * Decodes records of the log under today's rules. Nothing that was an event is lost by it: a record whose value was cut or
 * has expired, and one that cannot be decoded any more, keeps the events that it had. What a rule ignores is left behind.
 */
export async function decodeAgain(
  { sql, words }: { readonly sql: Sql; readonly words: ProjectionWords },
  records: readonly LogRecord[],
  from: LogStream,
): Promise<DecodedAgain> {
  const stored = await readStored({ sql, words }, records, from);
  const decoded: DecodedRecord[] = [];
  let ignored = 0;
  let kept = 0;
  for (const { position, isWhole } of records) {
    const before = stored.get(position);
    if (before === undefined) continue;
    const again = isWhole && from.rules !== null ? decodeRecord(before.record, from.rules) : null;
    if (again?.outcome === "events") decoded.push({ ...before, decoded: again });
    else if (again?.outcome === "ignored") ignored += 1;
    else {
      decoded.push(before);
      kept += 1;
    }
  }
  return { decoded, stored, ignored, kept };
}

async function readStored(
  { sql, words }: { readonly sql: Sql; readonly words: ProjectionWords },
  records: readonly LogRecord[],
  from: LogStream,
): Promise<ReadonlyMap<number, DecodedRecord>> {
  const rows = records.flatMap((record) => record.rows);
  await words.recall({
    activityIds: rows.flatMap(({ activity_id }) => (activity_id === null ? [] : [activity_id])),
    definitionIds: rows.flatMap(({ definition_id }) => (definition_id === null ? [] : [definition_id])),
  });
  const deployed = rows.filter(({ kind }) => kind === "definition.deployed");
  const diagrams = await readDiagrams(
    sql,
    deployed.flatMap(({ definition_id }) => (definition_id === null ? [] : [definition_id])),
  );
  return new Map(
    records.map((record) => {
      const events = record.rows.map((row) => {
        const event = toEvent(row, words);
        const bpmnXml = diagrams.get(row.definition_id ?? 0) ?? "";
        return event.kind === "definition.deployed" ? ({ ...event, bpmnXml } satisfies Event) : event;
      });
      const { position } = record;
      return [position, { position, record: toSourceRecord(record, from), decoded: { outcome: "events", events } }];
    }),
  );
}

function toSourceRecord({ position, recordedAt, key, headers, value }: LogRecord, from: LogStream): SourceRecord {
  const { topic } = from;
  return {
    source: toSourceName(from.source),
    stream: toStreamName(from.stream),
    topic,
    position,
    recordedAt,
    key,
    headers,
    value,
  };
}
