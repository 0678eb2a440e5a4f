import { z } from "zod";
import type { CaseEventList, CaseEventWithPayload } from "@/lib/api/contract/cases";
import type { Event } from "@/lib/domain/event";
import type { Sql } from "@/lib/store/database";
import { readCaseEvents, type StoredCaseEvent } from "@/lib/store/read/case-events";
import { getCaseId } from "./case-id";
import { readCursor, toPage } from "./cursor";
import { HIDDEN_DECISION } from "./hidden-decisions";
import { toCaseEvent } from "./to-case-event";

/** What is longer is cut here; the whole of it lies in the topic. */
export const PAYLOAD_BYTES_MAX = 256 * 1024;
const VALUE_BYTES_HEADER = "throughline-value-bytes";

type Masked = { readonly value: string; readonly isMasked: boolean };
/** What a role does not see of records. */
export type HidePayload = {
  payload(text: string): Masked;
  header(name: string, value: string): Masked;
  variable(name: string, value: string): Masked;
  readonly hidesPayloads: boolean;
  readonly hidesValues: boolean;
};

type Asked = {
  readonly caseId: string;
  readonly query: { readonly cursor?: string | undefined; readonly limit: number; readonly event?: string | undefined };
  readonly masking: HidePayload;
};

const EventPlace = z.tuple([z.int(), z.string(), z.string(), z.int(), z.int()]);

/** A page of a case's events with what their records held, in canonical order. */
export async function readCaseEventList(
  sql: Sql,
  { caseId: text, query, masking }: Asked,
): Promise<z.infer<typeof CaseEventList>> {
  const after = readCursor(EventPlace, query.cursor);
  const caseId = await getCaseId(sql, text);
  const page = { after, limit: query.limit + 1, bytesMax: PAYLOAD_BYTES_MAX, eventId: query.event };
  const rows = await readCaseEvents(sql, caseId, page);
  return toPage(rows, query.limit, {
    placeOf: ({ event }) => [event.occurredAt, event.source, event.stream, event.position, event.part],
    show: (stored) => toShown(stored, masking),
  });
}

/** An event with what its record held, as far as the role may see it. */
export function toShown({ event, projectedAt, record }: StoredCaseEvent, masking: HidePayload): CaseEventWithPayload {
  const { value, storedBytes } = record;
  const headers = readHeaders(record.headers);
  const payload = toPayload(value, masking);
  const shownHeaders = headers.map((header) => ({ ...header, ...masking.header(header.name, header.value) }));
  const detail = toDetail(event, masking);
  const bytes = Number(headers.find(({ name }) => name === VALUE_BYTES_HEADER)?.value ?? storedBytes);
  const { source, topic, stream, position } = record;
  return {
    ...toCaseEvent(event, projectedAt, () => undefined),
    detail: detail.value,
    ...toRecordKey(record.key),
    headers: shownHeaders
      .filter(({ name }) => name !== VALUE_BYTES_HEADER)
      .map(({ name, value: text }) => ({ name, value: text })),
    payload: payload.text,
    payloadEncoding: payload.encoding,
    payloadBytes: bytes,
    truncated: bytes > (value?.length ?? 0),
    masked: payload.isMasked || detail.isMasked || shownHeaders.some(({ isMasked }) => isMasked),
    record: { source, topic, stream, position },
  };
}

/** A byte order mark is part of what was recorded. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function toRecordKey(key: Buffer | null): Pick<CaseEventWithPayload, "recordKey" | "recordKeyEncoding"> {
  const text = key === null ? null : decode(key);
  if (key === null || text !== null) return { recordKey: text, recordKeyEncoding: "utf-8" };
  return { recordKey: key.toString("base64"), recordKeyEncoding: "base64" };
}

function toPayload(value: Buffer | null, masking: HidePayload) {
  if (value === null) return { text: null, encoding: "utf-8" as const, isMasked: false };
  const text = decode(value);
  if (text === null && !masking.hidesPayloads) {
    return { text: value.toString("base64"), encoding: "base64" as const, isMasked: false };
  }
  const masked = masking.payload(text ?? "");
  return { text: masked.value, encoding: "utf-8" as const, isMasked: masked.isMasked };
}

/** A payload that was cut may end within a character: up to three bytes of it are left out. */
function decode(value: Buffer): string | null {
  for (let cut = 0; cut <= (value.length === PAYLOAD_BYTES_MAX ? 3 : 0); cut++) {
    try {
      return utf8.decode(value.subarray(0, value.length - cut));
    } catch {
      // Not UTF-8 up to here.
    }
  }
  return null;
}

const Headers = z.array(
  z.union([
    z.object({ name: z.string(), value: z.string() }),
    z.object({ name: z.string(), base64: z.string() }).transform(({ name, base64 }) => ({ name, value: base64 })),
  ]),
);

export function readHeaders(text: string | null): readonly { readonly name: string; readonly value: string }[] {
  return text === null ? [] : Headers.parse(JSON.parse(text));
}

const SHOWN_ELSEWHERE = new Set([
  "occurredAt",
  "source",
  "stream",
  "position",
  "part",
  "id",
  "recordedAt",
  "process",
  "keys",
  "kind",
  "activity",
]);

function toDetail(event: Event, masking: HidePayload) {
  const value: Record<string, unknown> = Object.fromEntries(
    Object.entries(event).filter(([name]) => !SHOWN_ELSEWHERE.has(name)),
  );
  if (event.kind === "decision.evaluated" && masking.hidesValues) {
    return { value: { ...value, ...HIDDEN_DECISION }, isMasked: true };
  }
  if (event.kind !== "variable.set") return { value, isMasked: false };
  const masked = masking.variable(event.name, event.value);
  return { value: { ...value, value: masked.value }, isMasked: masked.isMasked };
}
