import { type Pool, type Transaction, transaction } from "@/lib/store/database";
import { moveStream } from "@/lib/store/projection/move-stream";
import { quarantineRecords } from "@/lib/store/projection/quarantine-records";
import { projectBisecting } from "./bisect";
import { projectRecords } from "./project-records";
import type { ProjectionWords } from "./projection-words";
import { withRetries } from "./retry";
import type { DecodedRecord, Projected, StreamBatch } from "./stream-batch";

export type Committing = {
  readonly pool: Pool;
  readonly words: ProjectionWords;
  readonly onRetry?: (error: unknown) => void;
};

/** What was made of a batch's records, and the version of the saved rules that it was made under. */
export type DecodedBatch = { readonly decoded: readonly DecodedRecord[]; readonly ruleVersion: number };

/** Streams are spread over that many rows of each rollup: enough that the workers of one machine seldom wait. */
export const SHARDS = 8;
/** What a log's clock may say and a person believe: the rest does not move the stream's clock. */
const SANE_UNTIL_MS = 4_102_444_800_000; // the year 2100

/**
 * The transaction of a batch: move the stream (which fences and locks it), project what was decoded, quarantine the rest.
 * All of it is there afterwards, or nothing.
 */
export function commitBatch(
  { pool, words, onRetry }: Committing,
  batch: StreamBatch,
  { decoded, ruleVersion }: DecodedBatch,
): Promise<Projected> {
  const commit = () => transaction(pool, (tx) => commitIn(tx, { batch, decoded, ruleVersion, words }));
  return withRetries(commit, (error) => onRetry?.(error));
}

type Work = DecodedBatch & {
  readonly batch: StreamBatch;
  readonly words: ProjectionWords;
};

async function commitIn(tx: Transaction, { batch, decoded, ruleVersion, words }: Work): Promise<Projected> {
  const { streamId } = batch;
  await moveStream(tx, { ...toMove(batch), ruleVersion });
  const into = { streamId, shard: streamId % SHARDS, words };
  const projected = await projectBisecting(tx, decoded, (part, records) => projectRecords(part, records, into));
  await quarantineRecords(tx, streamId, projected.quarantined);
  return projected;
}

function toMove({ streamId, fromPosition, nextPosition, endPosition, records }: StreamBatch) {
  let last: number | null = null;
  for (const { record } of records) {
    const time = record.recordedAt;
    if (time > 0 && time < SANE_UNTIL_MS && (last === null || time > last)) last = time;
  }
  return {
    streamId,
    from: fromPosition,
    to: nextPosition,
    endPosition,
    records: records.length,
    lastRecordedAt: last,
  };
}
