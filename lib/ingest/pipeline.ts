import { decodeRecord } from "@/lib/decode/decode-record";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { type Committing, commitBatch } from "./commit-batch";
import type { Projected, StreamBatch } from "./stream-batch";

export type PipelineOptions = Committing & {
  /** Called with what was projected, once it is committed. */
  readonly onCommitted?: (batch: StreamBatch, projected: Projected) => void;
};

export type Pipeline = (batch: StreamBatch, rules: readonly DecodeRule[]) => Promise<Projected>;

/**
 * Records come in, are decoded, correlated and folded; events, cases and what is counted over them are in the database
 * when this resolves: all of it or, when it rejects, nothing. A batch that comes again after it was committed is refused
 * with `stream-lost`.
 */
export function createPipeline({ onCommitted, ...committing }: PipelineOptions): Pipeline {
  return async (batch, rules) => {
    const decoded = batch.records.map((placed) => ({ ...placed, decoded: decodeRecord(placed.record, rules) }));
    const projected = await commitBatch(committing, batch, decoded);
    onCommitted?.(batch, projected);
    return projected;
  };
}
