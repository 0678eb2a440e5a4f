import { z } from "zod";
import type { QuarantineExportQuery, QuarantineGroupQuery, QuarantineQuery } from "@/lib/api/contract/queries";
import type { QuarantinedRecord, QuarantineGroupList, QuarantineList } from "@/lib/api/contract/streams";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readQuarantine, type StoredQuarantine } from "@/lib/store/read/quarantine";
import { readQuarantineGroups, type StoredQuarantineGroup } from "@/lib/store/read/quarantine-groups";
import { readCursor, toPage, UuidPlace } from "./cursor";

/** A page shows the beginning of a bad record; 4 kB of each of 500 is enough for it. */
const PREVIEW_BYTES = 4_096;
const SAMPLE_BYTES = 256;
const WHOLE_BYTES = 1_048_576;
/** At most some tens of megabytes in memory at a time. */
const EXPORTED_AT_ONCE = 32;

export async function readQuarantineList(
  sql: Sql,
  query: z.infer<typeof QuarantineQuery>,
  isMasked: boolean,
): Promise<z.infer<typeof QuarantineList>> {
  const before = readCursor(z.tuple([z.int()]), query.cursor)?.[0] ?? null;
  const { state, groupId } = meant(query);
  const page = { quarantineId: null, groupId, state, before, limit: query.limit + 1, bytesMax: PREVIEW_BYTES };
  const rows = await readQuarantine(sql, page);
  return toPage(rows, query.limit, {
    placeOf: ({ quarantineId }) => [quarantineId],
    show: (record) => toQuarantined(record, isMasked),
  });
}

export async function getQuarantined(sql: Sql, recordId: string, isMasked: boolean): Promise<QuarantinedRecord> {
  const quarantineId = /^\d{1,15}$/.test(recordId) ? Number(recordId) : 0;
  const page = { quarantineId, groupId: null, state: null, before: null, limit: 1, bytesMax: WHOLE_BYTES };
  const [record] = await readQuarantine(sql, page);
  if (record === undefined) throw new Failure("not-found", `There is no quarantined record "${recordId}".`);
  return toQuarantined(record, isMasked);
}

export async function readQuarantineGroupList(
  sql: Sql,
  query: z.infer<typeof QuarantineGroupQuery>,
  isMasked: boolean,
): Promise<z.infer<typeof QuarantineGroupList>> {
  const before = readCursor(UuidPlace, query.cursor);
  const page = { groupId: null, source: query.source ?? null, isOpen: query.state === "open", before };
  const rows = await readQuarantineGroups(sql, { ...page, limit: query.limit + 1, bytesMax: SAMPLE_BYTES });
  return toPage(rows, query.limit, {
    placeOf: ({ lastAt, groupId }) => [lastAt.getTime(), groupId],
    show: (group) => toGroup(group, isMasked),
  });
}

/** The records as JSON lines, the latest first, with all bytes that were kept. */
export async function* exportQuarantine(
  sql: Sql,
  query: z.infer<typeof QuarantineExportQuery>,
): AsyncGenerator<string> {
  let before: number | null = null;
  for (;;) {
    const page = { ...meant(query), quarantineId: null, before, limit: EXPORTED_AT_ONCE, bytesMax: WHOLE_BYTES };
    const records: readonly StoredQuarantine[] = await readQuarantine(sql, page);
    const last = records.at(-1);
    if (last === undefined) return;
    yield records.map(toLine).join("");
    before = last.quarantineId;
  }
}

function meant({ state, group }: z.infer<typeof QuarantineExportQuery>) {
  return { state: state === "all" ? null : state, groupId: group ?? null };
}

function toQuarantined(record: StoredQuarantine, isMasked: boolean): QuarantinedRecord {
  return {
    id: String(record.quarantineId),
    groupId: record.groupId,
    source: record.source,
    stream: record.stream,
    position: record.position,
    reason: record.reason,
    state: record.state,
    recordedAt: record.recordedAt?.toISOString() ?? null,
    quarantinedAt: record.quarantinedAt.toISOString(),
    bytes: record.bytes,
    isWhole: record.isWhole,
    preview: isMasked ? "•••" : toPreview(record.value),
    valueBase64: isMasked ? null : (record.value?.toString("base64") ?? null),
  };
}

function toGroup(group: StoredQuarantineGroup, isMasked: boolean) {
  const { sample } = group;
  return {
    id: group.groupId,
    source: group.source,
    topic: group.topic,
    reason: group.reason,
    records: group.records,
    open: Math.max(0, group.records - group.projected - group.expired),
    projected: group.projected,
    expired: group.expired,
    keptBytes: group.keptBytes,
    firstSeen: group.firstAt.toISOString(),
    lastSeen: group.lastAt.toISOString(),
    sample:
      sample === null
        ? null
        : {
            id: String(sample.quarantineId),
            stream: sample.stream,
            position: sample.position,
            reason: sample.reason,
            preview: isMasked ? "•••" : toPreview(sample.value),
          },
  };
}

function toLine(record: StoredQuarantine): string {
  const { quarantineId, groupId, source, stream, topic, position, reason, state, recordedAt, quarantinedAt } = record;
  const line = {
    id: String(quarantineId),
    groupId,
    source,
    stream,
    topic,
    position,
    reason,
    state,
    recordedAt: recordedAt?.toISOString() ?? null,
    quarantinedAt: quarantinedAt.toISOString(),
    bytes: record.bytes,
    isWhole: record.isWhole,
    keyBase64: record.key?.toString("base64") ?? null,
    headers: record.headers,
    valueBase64: record.value?.toString("base64") ?? null,
  };
  return `${JSON.stringify(line)}\n`;
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
