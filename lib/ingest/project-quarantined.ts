import { decodeRecord } from "@/lib/decode/decode-record";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { Rulebook } from "@/lib/domain/saved-rule";
import type { SourceRecord } from "@/lib/domain/source-record";
import { announce } from "@/lib/store/announce";
import { createSidePool, type Pool, type Transaction, transaction } from "@/lib/store/database";
import { assertFoldVersion } from "@/lib/store/fold-version";
import {
  closeQuarantined,
  lockQuarantined,
  noteQuarantinedRetry,
  type StoredQuarantined,
} from "@/lib/store/quarantined-record";
import { readRulebook } from "@/lib/store/rulebook";
import { topicsOf } from "./announcer";
import { projectBisecting } from "./bisect";
import { SHARDS } from "./commit-batch";
import { projectRecords } from "./project-records";
import { createProjectionWords, type ProjectionWords } from "./projection-words";
import { withRetries } from "./retry";
import { type DecodedRecord, NOTHING_PROJECTED, type Projected } from "./stream-batch";

export type QuarantineRetry = {
  readonly pool: Pool;
  /** Of one stream, and no more than fit into one transaction. */
  readonly quarantineIds: readonly number[];
  /** The rules in force of a record's source: they, or the decoder, were mended since. */
  readonly rulesOf: (
    source: { readonly name: string; readonly kind: string },
    saved: Rulebook,
  ) => readonly DecodeRule[];
  /** For values that need a schema; without it they are read as they stand. */
  readonly toReadable?: (record: SourceRecord) => Promise<SourceRecord>;
};

export type RetriedRecord = {
  readonly quarantineId: number;
  readonly stream: string;
  readonly position: number;
  readonly state: "open" | "projected" | "expired";
  /** Why it is still not projected; empty when it is. */
  readonly reason: string;
};

/** Decodes quarantined records again and projects each at its own place; those that still cannot be are kept, with why. */
export async function projectQuarantined(retry: QuarantineRetry): Promise<readonly RetriedRecord[]> {
  const words = createProjectionWords(createSidePool(retry.pool));
  const attempt = () => transaction(retry.pool, (tx) => projectAgain(tx, retry, words));
  const { projected, records } = await withRetries(attempt, () => undefined);
  await announce(retry.pool, ["quarantine", ...topicsOf(projected)]);
  return records;
}

type Again = { readonly projected: Projected; readonly records: readonly RetriedRecord[] };

async function projectAgain(
  tx: Transaction,
  { quarantineIds, ...how }: QuarantineRetry,
  words: ProjectionWords,
): Promise<Again> {
  const found = await lockQuarantined(tx, quarantineIds);
  await assertFoldVersion(tx); // a rebuild by another version may have been switched in while we waited
  const due = found.filter((record) => whyNotAgain(record) === null).sort((a, b) => a.position - b.position);
  const projected = due.length === 0 ? NOTHING_PROJECTED : await project(tx, { ...how, due, words });
  const reasons = new Map(projected.quarantined.map(({ position, reason }) => [position, reason]));
  const read = due.filter(({ position }) => !reasons.has(position));
  await closeQuarantined(
    tx,
    read.map(({ quarantineId }) => quarantineId),
  );
  for (const record of due) {
    const reason = reasons.get(record.position);
    if (reason !== undefined) await noteQuarantinedRetry(tx, record, reason);
  }
  const done = new Set(read.map(({ quarantineId }) => quarantineId));
  return {
    projected,
    records: found.map((record) => toRetried(record, done.has(record.quarantineId), reasons)),
  };
}

type Due = Pick<QuarantineRetry, "rulesOf" | "toReadable"> & {
  readonly due: readonly StoredQuarantined[];
  readonly words: ProjectionWords;
};

async function project(
  tx: Transaction,
  { due, rulesOf, toReadable = async (record) => record, words }: Due,
): Promise<Projected> {
  const [first] = due;
  if (first === undefined) return NOTHING_PROJECTED;
  const { streamId } = first;
  const rules = rulesOf({ name: first.source, kind: first.kind }, await readRulebook(tx));
  const placed: DecodedRecord[] = [];
  for (const stored of due) {
    const record = await toReadable(toRecord(stored));
    placed.push({ position: stored.position, record, decoded: decodeRecord(record, rules) });
  }
  const into = { streamId, shard: streamId % SHARDS, words };
  return projectBisecting(tx, placed, (part, records) => projectRecords(part, records, into));
}

/** Why a record cannot be decoded again; null when it can. */
function whyNotAgain({ state, isWhole, valueBytes }: StoredQuarantined): string | null {
  if (state === "projected") return "";
  if (state === "expired") return "Its bytes were dropped by the quarantine's policy. Its position tells where it was.";
  if (isWhole) return null;
  return `Only a part of its ${valueBytes} bytes was kept. Its position tells where the source has it, if it still does.`;
}

function toRetried(record: StoredQuarantined, isRead: boolean, reasons: ReadonlyMap<number, string>): RetriedRecord {
  const { quarantineId, stream, position, state } = record;
  if (isRead) return { quarantineId, stream, position, state: "projected", reason: "" };
  return { quarantineId, stream, position, state, reason: whyNotAgain(record) ?? reasons.get(position) ?? "" };
}

/** Streams of an import have its id in front; its records know the stream that they were recorded from. */
const IMPORT_STREAM = /^import-[0-9a-f-]{36}\//;

function toRecord({ source, stream, topic, position, ...stored }: StoredQuarantined): SourceRecord {
  const { recordedAt, key, headers, value } = stored;
  const name = toStreamName(stream.replace(IMPORT_STREAM, ""));
  return { source: toSourceName(source), stream: name, topic, position, recordedAt, key, headers, value };
}
