import type { RecordSearchQuery } from "@/lib/api/contract/topics";
import type { Sql } from "@/lib/store/database";
import { findCasesByKey, findCasesByKeyPrefix } from "@/lib/store/read/find-cases";
import {
  type RecordWindow,
  readRecordsOfCases,
  readRecordsOfTopics,
  readCasesOfKeys as readStoredCasesOfKeys,
  type StoredRecord,
} from "@/lib/store/read/search-records";
import { readHeaders } from "./case-events";
import { toDateRange } from "./time-range";

export const readCasesOfKeys = readStoredCasesOfKeys;

export type ProjectedRecord = Omit<StoredRecord, "headers" | "storedBytes"> & {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly bytes: number;
};

const PAGE = 500;
const VALUE_BYTES_MAX = 64 * 1024;
const CASES_MAX = 200;
const VALUE_BYTES_HEADER = "throughline-value-bytes";

/**
 * Stored records, the latest first, a page at a time: those of the cases whose keys are, or begin with, the text that was asked
 * for; without one, those on the topics within the window. Headers and values are for whoever takes the pages to look at.
 */
export async function* readProjectedRecords(
  sql: Sql,
  query: RecordSearchQuery,
  now: number,
): AsyncGenerator<readonly ProjectedRecord[]> {
  const range = toDateRange(query, now);
  const window = { source: query.source ?? null, topics: query.topic ?? null, ...range, bytesMax: VALUE_BYTES_MAX };
  if (query.key === undefined) yield* pagesOfTopics(sql, { ...window, limit: PAGE });
  else yield* recordsOfKey(sql, query.key, { ...window, limit: PAGE });
}

async function* recordsOfKey(sql: Sql, text: string, window: RecordWindow) {
  const colon = text.indexOf(":");
  const key = colon > 0 ? { name: text.slice(0, colon), value: text.slice(colon + 1) } : { name: null, value: text };
  const exact = await findCasesByKey(sql, key, CASES_MAX);
  const caseIds = exact.length > 0 ? exact : await findCasesByKeyPrefix(sql, key, CASES_MAX);
  if (caseIds.length > 0) yield unseen(await readRecordsOfCases(sql, caseIds, window), new Set());
}

/** Goes back in time from page to page. Many records of one millisecond may lie across two pages: what was seen is left out. */
async function* pagesOfTopics(sql: Sql, window: RecordWindow) {
  const seen = new Set<string>();
  let to = window.to;
  for (;;) {
    const rows = await readRecordsOfTopics(sql, { ...window, to });
    const fresh = unseen(rows, seen);
    if (fresh.length > 0) yield fresh;
    to = rows.at(-1)?.occurredAt ?? null;
    if (rows.length < window.limit || fresh.length === 0) return;
  }
}

function unseen(rows: readonly StoredRecord[], seen: Set<string>): readonly ProjectedRecord[] {
  return rows.flatMap((row) => {
    const place = `${row.source} ${row.stream} ${row.position}`;
    if (seen.has(place)) return [];
    seen.add(place);
    const { storedBytes, ...record } = row;
    const headers = readHeaders(row.headers);
    const bytes = Number(headers.find(({ name }) => name === VALUE_BYTES_HEADER)?.value ?? storedBytes ?? 0);
    return [{ ...record, bytes, headers: headers.filter(({ name }) => name !== VALUE_BYTES_HEADER) }];
  });
}
