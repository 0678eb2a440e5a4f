import { decodeRecord } from "@/lib/decode/decode-record";
import { type Committing, commitBatch } from "./commit-batch";
import type { RulesInForce } from "./rules/current-rules";
import type { Projected, StreamBatch } from "./stream-batch";

export type PipelineOptions = Committing & {
  /** Called with what was projected, once it is committed. */
  readonly onCommitted?: (batch: StreamBatch, projected: Projected) => void;
};

export type Pipeline = (batch: StreamBatch, rules: RulesInForce) => Promise<Projected>;

/**
 * Records come in, are decoded, correlated and folded; events, cases and what is counted over them are in the database
 * when this resolves: all of it or, when it rejects, nothing. A batch that comes again after it was committed is refused
 * with `stream-lost`, one that comes under rules that are not in force any more with `rules-changed`.
 */
export function createPipeline({ onCommitted, ...committing }: PipelineOptions): Pipeline {
  return async (batch, { rules, version }) => {
    const decoded = batch.records.map(({ position, record }) => ({
      position,
      record,
      decoded: decodeRecord(record, rules),
    }));
    const projected = await commitBatch(committing, batch, { decoded, ruleVersion: version });
    onCommitted?.(batch, projected);
    return projected;
  };
}
