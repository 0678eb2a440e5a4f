import type { DecodeRule } from "@/lib/domain/decode-rules";
import { Failure } from "@/lib/domain/failure";
import { type Pool, transaction } from "@/lib/store/database";
import { moveProgress, readProgress, type StreamProgress } from "@/lib/store/rebuild/progress";
import { readLog, readPageEnd } from "@/lib/store/rebuild/read-log";
import { projectBisecting } from "../bisect";
import { SHARDS } from "../commit-batch";
import { projectRecords } from "../project-records";
import type { ProjectionWords } from "../projection-words";
import { withRetries } from "../retry";
import { type DecodedRecord, NOTHING_PROJECTED, type Projected } from "../stream-batch";
import { type DecodedAgain, decodeAgain, type LogStream } from "./decode-again";

export type Rebuilding = {
  /** Its search path has the schema `rebuild` first: what projects live batches projects into the fresh tables. */
  readonly pool: Pool;
  readonly words: ProjectionWords;
  readonly batchRecords: number;
  readonly rulesOf: (source: { readonly name: string; readonly kind: string }) => readonly DecodeRule[] | null;
  readonly onBatch: () => void;
};

/**
 * Projects all streams up to where this pass reads. Of the streams it takes the one that is behind in time: cases whose
 * events lie in several streams then grow as they once did, and are seldom folded anew.
 */
export async function projectLog(rebuilding: Rebuilding, signal: AbortSignal): Promise<void> {
  const streams = (await readProgress(rebuilding.pool)).map((stream) => ({ ...stream }));
  for (;;) {
    const behind = streams.filter(({ nextPosition, untilPosition }) => nextPosition < untilPosition);
    const next = behind.sort((a, b) => a.recordedAt - b.recordedAt)[0];
    if (next === undefined) return;
    signal.throwIfAborted();
    Object.assign(next, await projectPage(rebuilding, next));
    rebuilding.onBatch();
  }
}

/**
 * The rules of a live stream are those of its source. An import's log and a retired stream keep their events, for their
 * positions are not the records' own; so does a source that is not configured any more.
 */
export function toLogStream(
  { source, kind, stream, topic, isRetired }: Omit<StreamProgress, "nextPosition" | "untilPosition" | "recordedAt">,
  rulesOf: Rebuilding["rulesOf"],
): LogStream {
  const isOwn = (kind === "kafka" || kind === "http") && !isRetired;
  return { source, stream, topic, rules: isOwn ? rulesOf({ name: source, kind }) : null };
}

type Standing = Pick<StreamProgress, "nextPosition" | "recordedAt">;

async function projectPage(rebuilding: Rebuilding, stream: StreamProgress): Promise<Standing> {
  const { pool, words, batchRecords, rulesOf } = rebuilding;
  const { streamId, nextPosition: from, untilPosition } = stream;
  const end = await readPageEnd(pool, { streamId, from, until: untilPosition }, batchRecords);
  const to = end === null ? untilPosition : end + 1;
  const records = end === null ? [] : await readLog(pool, { streamId, from, until: to });
  const again = await decodeAgain({ sql: pool, words }, records, toLogStream(stream, rulesOf));
  const recordedAt = Math.max(stream.recordedAt, ...records.map((record) => record.recordedAt));
  const commit = () =>
    transaction(pool, async (tx) => {
      const events = again.decoded.reduce((sum, { decoded }) => sum + eventsIn(decoded), 0);
      const { ignored, kept } = again;
      await moveProgress(tx, { streamId, from, to, recordedAt, records: records.length, events, ignored, kept });
      await projectAgain(tx, again, { streamId, words });
    });
  await withRetries(commit, () => undefined);
  return { nextPosition: to, recordedAt };
}

function eventsIn(decoded: DecodedRecord["decoded"]): number {
  return decoded.outcome === "events" ? decoded.events.length : 0;
}

/** Projects records decoded again; one that cannot be projected so, with the events that it had. */
export async function projectAgain(
  tx: Parameters<typeof projectBisecting>[0],
  { decoded, stored }: Pick<DecodedAgain, "decoded" | "stored">,
  { streamId, words }: { readonly streamId: number; readonly words: ProjectionWords },
): Promise<Projected> {
  if (decoded.length === 0) return NOTHING_PROJECTED;
  const into = { streamId, shard: streamId % SHARDS, words };
  const project = (records: readonly DecodedRecord[]) =>
    projectBisecting(tx, records, (part, some) => projectRecords(part, some, into));
  const projected = await project(decoded);
  const before = projected.quarantined.flatMap(({ position }) => stored.get(position) ?? []);
  const [refused] = (await project(before)).quarantined;
  if (refused === undefined) return projected;
  throw new Failure(
    "conflict",
    `The record at ${refused.position} of ${refused.record.topic} cannot be projected again: ${refused.reason} The live tables are as they were.`,
  );
}
