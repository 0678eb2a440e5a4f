import type { DeadLetter } from "@/lib/domain/dead-letter";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { Sql } from "../database";
import { toStorableText } from "../storable-text";

export type NewDeadLetter = {
  readonly streamId: number;
  readonly position: number;
  /** The home case of its event. */
  readonly caseId: string;
  readonly record: SourceRecord;
  readonly deadLetter: DeadLetter;
};

/** The last millisecond of the year 9999: a log's time need not be sane. */
const LAST_TIME = 253_402_300_799_999;

const COLUMNS = [
  ["home_case_id", "uuid"],
  ["position", "bigint"],
  ["recorded_at", "timestamptz"],
  ["original_at", "timestamptz"],
  ["original_offset", "bigint"],
  ["stream_id", "int"],
  ["original_partition", "int"],
  ["value_bytes", "int"],
  ["dialect", "text"],
  ["place", "text"],
  ["topic", "text"],
  ["original_topic", "text"],
  ["event_type", "text"],
  ["consumer", "text"],
  ["exception", "text"],
  ["message", "text"],
  ["stack_trace", "text"],
  ["undecodable", "text"],
  ["header_names", "text"],
] as const;
const NAMES = COLUMNS.map(([name]) => name);
const INSERT = `insert into dead_letter (${NAMES.join(", ")})
  select * from unnest(${COLUMNS.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ")})
  on conflict (stream_id, position) do update set ${NAMES.map((name) => `${name} = excluded.${name}`).join(", ")}`;

/** Writes the dead letters of a batch; one that is decoded again keeps what people said of it. */
export async function insertDeadLetters(tx: Sql, letters: readonly NewDeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const rows = letters.map(toRow);
  await tx.query(
    INSERT,
    COLUMNS.map((_, index) => rows.map((row) => row[index])),
  );
}

function toRow({ caseId, position, streamId, record, deadLetter }: NewDeadLetter): readonly unknown[] {
  return [
    caseId,
    position,
    toTime(record.recordedAt),
    deadLetter.originalAt === null ? null : toTime(deadLetter.originalAt),
    deadLetter.originalOffset,
    streamId,
    deadLetter.originalPartition,
    record.value?.length ?? 0,
    deadLetter.dialect,
    deadLetter.place,
    toStorableText(record.topic, 256),
    deadLetter.originalTopic,
    deadLetter.eventType,
    deadLetter.consumer,
    deadLetter.exception,
    deadLetter.message,
    deadLetter.stackTrace,
    deadLetter.undecodable,
    toStorableText(record.headers.map(({ name }) => name).join("\n"), 4_000),
  ];
}

export type NewReplay = {
  readonly streamId: number;
  readonly position: number;
  readonly record: SourceRecord;
  readonly replayOf: string;
  readonly operation: string;
};

/** Writes which records of a batch are replays, and of what. */
export async function insertReplays(tx: Sql, replays: readonly NewReplay[]): Promise<void> {
  if (replays.length === 0) return;
  await tx.query(
    `insert into dead_letter_replay (position, recorded_at, stream_id, replay_of, place, operation)
     select * from unnest($1::bigint[], $2::timestamptz[], $3::int[], $4::text[], $5::text[], $6::text[])
     on conflict (stream_id, position) do nothing`,
    [
      replays.map(({ position }) => position),
      replays.map(({ record }) => toTime(record.recordedAt)),
      replays.map(({ streamId }) => streamId),
      replays.map(({ replayOf }) => replayOf),
      replays.map(({ record }) => toStorableText(`${record.stream}/${record.position}`, 300)),
      replays.map(({ operation }) => toStorableText(operation, 128)),
    ],
  );
}

function toTime(ms: number): Date {
  return new Date(Number.isFinite(ms) ? Math.min(Math.max(Math.trunc(ms), 0), LAST_TIME) : 0);
}
