import type { Readable } from "node:stream";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { parseRecordedLine } from "@/lib/decode/recorded-line";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { Failure } from "@/lib/domain/failure";
import { toSourceName } from "@/lib/domain/identifiers";
import { savedRulesOf, underDecisions } from "@/lib/domain/saved-rule";
import { type FileLine, readLines } from "@/lib/sources/file/read-lines";
import { announce } from "@/lib/store/announce";
import type { Pool } from "@/lib/store/database";
import {
  beatImport,
  beginImport,
  endImport,
  ensureFileSource,
  failSilentImports,
  writeImportProgress,
} from "@/lib/store/import-run";
import { createImportBook, type ImportBook } from "./import-book";
import { createImportStreams, type ImportStreams } from "./import-streams";
import { type CurrentRules, createCurrentRules, underCurrentRules } from "./rules/current-rules";
import { pipelineOf } from "./shared-pipeline";
import type { PlacedRecord } from "./stream-batch";

export type ImportRequest = {
  readonly pool: Pool;
  /** The process that the cases belong to. */
  readonly process: string;
  readonly format: string;
  /** The log: plain, gzip or zip. */
  readonly input: Readable;
  readonly importId: string;
  /** The rules of the configuration: a recorded topic is read as the live one is. */
  readonly rules?: readonly DecodeRule[];
  readonly now?: number;
};

export type ImportResult = {
  readonly state: "done" | "failed";
  readonly records: number;
  readonly events: number;
  readonly cases: number;
  readonly rejected: number;
  readonly error: string | null;
};

export const IMPORT_FORMATS = ["jsonl"] as const;

/**
 * Takes a log in through the same decoders and the same pipeline as live records, in batches, with bounded memory. What
 * comes twice (the same file again) makes the same cases. Resolves when it has ended, also when it has failed: then with
 * the reason, and what came before the failure stays.
 */
export async function importRecords(request: ImportRequest): Promise<ImportResult> {
  const { pool, process, format, importId } = request;
  if (!(IMPORT_FORMATS as readonly string[]).includes(format)) {
    throw new Failure(
      "unsupported",
      `The format "${format}" cannot be imported yet; these can: ${IMPORT_FORMATS.join(", ")}.`,
    );
  }
  await failSilentImports(pool);
  await beginImport(pool, { importId, process, format });
  const book = createImportBook();
  const beating = setInterval(() => void beatImport(pool, importId).catch(() => undefined), BEAT_EVERY_MS);
  const error = await takeIn(request, book)
    .then(() => null, explain)
    .finally(() => clearInterval(beating));
  await writeImportProgress(pool, importId, book.read());
  const cases = await endImport(pool, importId, error);
  await announce(pool, ["imports", "cases", "processes", "incidents", "definitions", "quarantine"]);
  const { records, events, rejected } = book.read();
  return { state: error === null ? "done" : "failed", records, events, cases, rejected, error };
}

/** Whoever has said nothing for a minute is taken for dead. */
const BEAT_EVERY_MS = 5_000;

async function takeIn(request: ImportRequest, book: ImportBook): Promise<void> {
  const { pool, process, importId, rules = [], now = Date.now() } = request;
  const { sourceId, name } = await ensureFileSource(pool, process);
  const streams = createImportStreams({ pool, sourceId, importId });
  const current = await createCurrentRules(pool, (saved) =>
    underDecisions(importRules(process, [...savedRulesOf(saved, name), ...rules]), saved),
  );
  const place = { source: toSourceName(name), importedAt: now };
  const taking = { streams, rules: current, book, pool, importId };
  let group: PlacedRecord[] = [];
  let bytes = 0;
  for await (const line of readLines(request.input)) {
    const record = readLine(line, place, book);
    if (record === null) continue;
    group.push(record);
    bytes += line.text?.length ?? 0;
    if (group.length < BATCH_RECORDS && bytes < BATCH_BYTES) continue;
    await commitGroup(group, taking);
    group = [];
    bytes = 0;
  }
  await commitGroup(group, taking);
}

/** Larger batches spare little more, and hold up the live ones that wait for the same cases. */
const BATCH_RECORDS = 5_000;
const BATCH_BYTES = 16 * 1024 * 1024;

/** What a log of a process is read with: all that is configured, so that a recorded topic is read as the live one is. */
export function importRules(process: string, rules: readonly DecodeRule[]): readonly DecodeRule[] {
  return rulesInForce(rules, { process, scope: scopeOf(process, rules) });
}

/**
 * An imported log is a world of its own, so that two logs of the same orders do not become one, unless the process is one
 * that a live source declares: then the file completes it.
 */
function scopeOf(process: string, rules: readonly DecodeRule[]): string {
  return rules.some((rule) => rule.process === process) ? "" : `import:${process}`;
}

function readLine(
  { number, text }: FileLine,
  place: Omit<Parameters<typeof parseRecordedLine>[1], "lineNumber">,
  book: ImportBook,
): PlacedRecord | null {
  if (text === null) {
    book.reject(number, `Line ${number}: it is longer than any record may be.`);
    return null;
  }
  const parsed = parseRecordedLine(text, { ...place, lineNumber: number });
  if (parsed.outcome === "rejected") book.reject(number, parsed.why);
  return parsed.outcome === "record" ? { position: number, record: parsed.record } : null;
}

type Taking = {
  readonly streams: ImportStreams;
  readonly rules: CurrentRules;
  readonly book: ImportBook;
  readonly pool: Pool;
  readonly importId: string;
};

async function commitGroup(group: readonly PlacedRecord[], { streams, rules, book, pool, importId }: Taking) {
  const pipeline = pipelineOf(pool);
  for (const batch of await streams.toBatches(group)) {
    const { events, quarantined } = await underCurrentRules(rules, (inForce) => pipeline(batch, inForce));
    book.add(batch.records.length, events);
    for (const { position, reason } of quarantined) book.reject(position, `Line ${position}: ${reason}`);
  }
  await writeImportProgress(pool, importId, book.read());
  await announce(pool, ["imports", "cases", "processes"]);
}

function explain(error: unknown): string {
  if (error instanceof Failure) return error.message;
  return `The import failed: ${error instanceof Error ? error.message : String(error)}`;
}
