import { z } from "zod";
import type { QuarantineQuery, StreamQuery } from "@/lib/api/contract/queries";
import type { QuarantinedRecord, QuarantineList, StreamList } from "@/lib/api/contract/streams";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readQuarantine as readStoredQuarantine, type StoredQuarantine } from "@/lib/store/read/quarantine";
import { readStreams as readStoredStreams, type StoredStream } from "@/lib/store/read/streams";
import { readCursor, toPage } from "./cursor";

/** A page shows the beginning of a bad record; 4 kB of each of 500 is enough for it. */
const PREVIEW_BYTES = 4_096;
const WHOLE_BYTES = 1_048_576;

type StreamsAsked = { readonly query: z.infer<typeof StreamQuery>; readonly now: number };

export async function readStreamList(sql: Sql, { query, now }: StreamsAsked): Promise<z.infer<typeof StreamList>> {
  const after = readCursor(z.tuple([z.string(), z.string()]), query.cursor);
  const rows = await readStoredStreams(sql, { source: query.source ?? null, after, limit: query.limit + 1 });
  return toPage(rows, query.limit, {
    placeOf: ({ source, name }) => [source, name],
    show: (stream) => ({
      id: String(stream.streamId),
      source: stream.source,
      topic: stream.topic,
      name: stream.name,
      nextPosition: stream.nextPosition,
      endPosition: stream.endPosition,
      ...toLag(stream, now),
      records: stream.records,
      lastEventAt: stream.lastRecordedAt?.toISOString() ?? null,
      paused: stream.isPaused,
      gaps: stream.gaps.map((gap) => ({ ...gap, noticedAt: new Date(gap.noticedAt).toISOString() })),
    }),
  });
}

/** Behind in time means: the newest projected record is that old, while there are newer ones. */
function toLag({ endPosition, nextPosition, lastRecordedAt }: StoredStream, now: number) {
  if (endPosition === null) return { lagEvents: null, lagMs: null };
  const lagEvents = Math.max(0, endPosition - nextPosition);
  if (lagEvents === 0) return { lagEvents, lagMs: 0 };
  return { lagEvents, lagMs: lastRecordedAt === null ? null : Math.max(0, now - lastRecordedAt.getTime()) };
}

export async function readQuarantineList(
  sql: Sql,
  query: z.infer<typeof QuarantineQuery>,
  isMasked: boolean,
): Promise<z.infer<typeof QuarantineList>> {
  const before = readCursor(z.tuple([z.int()]), query.cursor)?.[0] ?? null;
  const state = query.state === "all" ? null : query.state;
  const page = { quarantineId: null, state, before, limit: query.limit + 1, bytesMax: PREVIEW_BYTES };
  const rows = await readStoredQuarantine(sql, page);
  return toPage(rows, query.limit, {
    placeOf: ({ quarantineId }) => [quarantineId],
    show: (record) => toQuarantined(record, isMasked),
  });
}

export async function getQuarantined(sql: Sql, recordId: string): Promise<QuarantinedRecord> {
  const quarantineId = /^\d{1,15}$/.test(recordId) ? Number(recordId) : 0;
  const page = { quarantineId, state: null, before: null, limit: 1, bytesMax: WHOLE_BYTES };
  const [record] = await readStoredQuarantine(sql, page);
  if (record === undefined) throw new Failure("not-found", `There is no quarantined record "${recordId}".`);
  return toQuarantined(record, false);
}

function toQuarantined(record: StoredQuarantine, isMasked: boolean): QuarantinedRecord {
  return {
    id: String(record.quarantineId),
    source: record.source,
    stream: record.stream,
    position: record.position,
    reason: record.reason,
    state: record.state,
    recordedAt: record.recordedAt?.toISOString() ?? null,
    quarantinedAt: record.quarantinedAt.toISOString(),
    bytes: record.bytes,
    preview: isMasked ? "•••" : toPreview(record.value),
    valueBase64: isMasked ? null : (record.value?.toString("base64") ?? null),
  };
}

/** Control characters become visible ones: what a record holds must not play with who reads it. */
function toPreview(value: Buffer | null): string {
  const text = (value ?? Buffer.alloc(0)).subarray(0, PREVIEW_BYTES).toString("utf8");
  return [...text].map((character) => (isControl(character) ? "\ufffd" : character)).join("");
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 32 && code !== 10 && code !== 9) || (code >= 127 && code < 160);
}
