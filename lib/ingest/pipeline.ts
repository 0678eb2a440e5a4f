import { decodeRecord } from "@/lib/decode/decode-record";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { type Pool, transaction } from "@/lib/store/database";
import { moveStream } from "@/lib/store/projection/move-stream";
import { quarantineRecords } from "@/lib/store/projection/quarantine-records";
import { projectBisecting } from "./bisect";
import { projectRecords } from "./project-records";
import type { ProjectionWords } from "./projection-words";
import { withRetries } from "./retry";
import type { DecodedRecord, PlacedRecord, Projected, StreamBatch } from "./stream-batch";

export type PipelineOptions = {
  readonly pool: Pool;
  readonly words: ProjectionWords;
  readonly onRetry?: (error: unknown) => void;
  /** Called with what was projected, once it is committed. */
  readonly onCommitted?: (batch: StreamBatch, projected: Projected) => void;
};

export type Pipeline = (batch: StreamBatch, rules: readonly DecodeRule[]) => Promise<Projected>;

/** Streams are spread over that many rows of each rollup: enough that the workers of one machine seldom wait. */
const SHARDS = 8;

/**
 * Records come in; events, cases and what is counted over them are in the database when this resolves: all of it or, when
 * it rejects, nothing. A batch that comes again after it was committed is refused with `stream-lost`.
 */
export function createPipeline({ pool, words, onRetry, onCommitted }: PipelineOptions): Pipeline {
  return async (batch, rules) => {
    const decoded = batch.records.map((placed) => decodePlaced(placed, rules));
    const commit = () => transaction(pool, (tx) => commitBatch(tx, { batch, decoded, words }));
    const projected = await withRetries(commit, (error) => onRetry?.(error));
    onCommitted?.(batch, projected);
    return projected;
  };
}

function decodePlaced(placed: PlacedRecord, rules: readonly DecodeRule[]): DecodedRecord {
  return { ...placed, decoded: decodeRecord(placed.record, rules) };
}

type Committing = {
  readonly batch: StreamBatch;
  readonly decoded: readonly DecodedRecord[];
  readonly words: ProjectionWords;
};

async function commitBatch(
  tx: Parameters<Parameters<typeof transaction>[1]>[0],
  { batch, decoded, words }: Committing,
): Promise<Projected> {
  const { streamId } = batch;
  await moveStream(tx, toMove(batch));
  const projected = await projectBisecting(tx, decoded, (part, records) =>
    projectRecords(part, records, { streamId, shard: streamId % SHARDS, words }),
  );
  await quarantineRecords(tx, streamId, projected.quarantined);
  return projected;
}

function toMove({ streamId, fromPosition, nextPosition, endPosition, records }: StreamBatch) {
  const times = records.map(({ record }) => record.recordedAt).filter((time) => time > 0 && time < 4_102_444_800_000);
  return {
    streamId,
    from: fromPosition,
    to: nextPosition,
    endPosition,
    records: records.length,
    lastRecordedAt: times.length === 0 ? null : times.reduce((latest, time) => Math.max(latest, time)),
  };
}
