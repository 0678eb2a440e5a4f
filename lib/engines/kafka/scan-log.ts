import type { SourceRecord } from "@/lib/domain/source-record";
import type { KafkaCluster } from "./kafka-cluster";
import type { ScanPlan, ScanRange } from "./scan-plan";

export type ScanStep = {
  readonly records: readonly SourceRecord[];
  /** Positions that were gone over so far, of `total`. */
  readonly scanned: number;
  readonly total: number;
};

const BYTES_AT_ONCE = 1024 * 1024;
const WAIT_MS = 50;

/** Goes through what was planned, a megabyte at a time, one partition after another in turn; whoever takes no more steps ends it. */
export async function* scanLog(
  cluster: Pick<KafkaCluster, "read">,
  { ranges, total }: ScanPlan,
  signal: AbortSignal,
): AsyncGenerator<ScanStep> {
  let scanned = 0;
  let open: readonly ScanRange[] = ranges;
  while (open.length > 0) {
    const next: ScanRange[] = [];
    for (const range of open) {
      if (signal.aborted) return;
      const { topic, partition, from, to } = range;
      const part = await cluster.read({ topic, partition, offset: from, bytesMax: BYTES_AT_ONCE, waitMs: WAIT_MS });
      // Nothing there although the log goes on: a transaction is open, and what is behind it may not be seen yet.
      const reached = part.nextOffset === from ? to : Math.min(to, part.nextOffset);
      scanned += reached - from;
      if (reached < to) next.push({ ...range, from: reached });
      yield { records: part.records.filter(({ position }) => position < to), scanned, total };
    }
    open = next;
  }
}
