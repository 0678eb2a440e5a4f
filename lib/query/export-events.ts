import type { Filter } from "@/lib/api/contract/filter";
import type { Sql } from "@/lib/store/database";
import { readCases } from "@/lib/store/read/cases";
import { type ExportedEvent, readExportedEvents } from "@/lib/store/read/export-events";
import { type HidePayload, readHeaders } from "./case-events";
import { readCaseFilter } from "./case-filter";
import { groupBy } from "./group-by";
import { HIDDEN_DECISION } from "./hidden-decisions";

/** Some hundred events each: a few megabytes in memory at a time. */
const CASES_AT_ONCE = 50;

type Asked = { readonly filter: Filter; readonly masking: HidePayload; readonly now: number };

/**
 * The records of the cases that the filter leaves, one JSON line each, case by case, the latest start first. A line has the
 * form that imports take (topic, partition, offset, timestamp, key, headers, value), and beside it what was decoded.
 */
export async function* exportEvents(sql: Sql, { filter, masking, now }: Asked): AsyncGenerator<string> {
  const meant = await readCaseFilter(sql, filter, now);
  if (meant === null) return;
  let after: { startedAt: Date; caseId: string } | null = null;
  for (;;) {
    const cases = await readCases(sql, meant, { after, limit: CASES_AT_ONCE });
    const last = cases.at(-1);
    if (last === undefined) return;
    const labels = new Map(cases.map(({ caseId, label }) => [caseId, label]));
    const events = await readExportedEvents(sql, [...labels.keys()]);
    const records = groupBy(events, ({ caseId, stream, position }) => `${caseId} ${stream} ${position}`);
    yield [...records.values()].map((group) => toLine(group, labels, masking)).join("");
    after = { startedAt: last.startedAt, caseId: last.caseId };
  }
}

function toLine(events: readonly ExportedEvent[], labels: ReadonlyMap<string, string>, masking: HidePayload): string {
  const [first] = events;
  if (first === undefined) return "";
  const text = (bytes: Buffer | null) => bytes?.toString("utf8") ?? null;
  const value = text(first.value);
  const line = {
    topic: first.topic,
    partition: Number(/\/(\d+)$/.exec(first.stream)?.[1] ?? 0),
    offset: String(first.position),
    timestamp: String(first.recordedAt.getTime()),
    key: text(first.recordKey),
    headers: toHeaders(first.headers, masking),
    value: value === null ? null : masking.payload(value).value,
    source: first.source,
    caseId: first.caseId,
    caseLabel: labels.get(first.caseId) ?? "",
    events: events.map((event) => toDecoded(event, masking)),
  };
  return `${JSON.stringify(line)}\n`;
}

function toHeaders(text: string | null, masking: HidePayload): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const { name, value } of readHeaders(text)) {
    headers[name] = [...(headers[name] ?? []), masking.header(name, value).value];
  }
  return headers;
}

function toDecoded(
  { eventId, kind, occurredAt, activity, producer, keys, detail }: ExportedEvent,
  masking: HidePayload,
) {
  return {
    id: eventId,
    kind,
    occurredAt: occurredAt.toISOString(),
    activity,
    producer,
    keys: JSON.parse(keys) as unknown,
    detail: maskedDetail(kind, JSON.parse(detail) as Record<string, unknown>, masking),
  };
}

function maskedDetail(kind: string, detail: Record<string, unknown>, masking: HidePayload): Record<string, unknown> {
  const { name, value } = detail;
  if (kind === "decision.evaluated" && masking.hidesValues) return { ...detail, ...HIDDEN_DECISION };
  if (kind !== "variable.set" || typeof name !== "string" || typeof value !== "string") return detail;
  return { ...detail, value: masking.variable(name, value).value };
}
