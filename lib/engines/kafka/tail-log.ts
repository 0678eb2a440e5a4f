import type { SourceRecord } from "@/lib/domain/source-record";
import { pause } from "@/lib/platform/clock";
import type { KafkaCluster, PartitionExtent } from "./kafka-cluster";

export type TailStep = {
  readonly records: readonly SourceRecord[];
  /** Records that came faster than they can be shown and were gone over. */
  readonly skipped: number;
};

/** What came last before one began to look. */
const BACKLOG = 20;
const LOOK_EVERY_MS = 500;
const BYTES_AT_ONCE = 512 * 1024;
/** Nobody reads faster than this: of a flood the newest are shown. */
const BEHIND_MAX = 400;

/** The newest records of a topic and then what comes, until the signal. A step without records is a sign of life. */
export async function* tailLog(
  cluster: Pick<KafkaCluster, "read" | "extents">,
  topic: string,
  signal: AbortSignal,
): AsyncGenerator<TailStep> {
  const next = new Map<number, number>();
  while (!signal.aborted) {
    const extents = await cluster.extents(topic);
    const backlog = Math.max(1, Math.floor(BACKLOG / Math.max(1, extents.length)));
    let skipped = 0;
    const records: SourceRecord[] = [];
    for (const extent of extents) {
      if (signal.aborted) return;
      const from = next.get(extent.partition) ?? Math.max(extent.low, extent.high - backlog);
      const begin = whereToBegin(from, extent);
      skipped += Math.max(0, begin - from);
      const asked = { topic, partition: extent.partition, offset: begin, bytesMax: BYTES_AT_ONCE, waitMs: 0 };
      // Where a transaction is open nothing comes yet: the place is kept until it ends.
      const part = begin < extent.high ? await cluster.read(asked) : null;
      records.push(...(part?.records ?? []));
      next.set(extent.partition, part?.nextOffset ?? begin);
    }
    records.sort((a, b) => a.recordedAt - b.recordedAt || a.position - b.position);
    yield { records, skipped };
    await pause(LOOK_EVERY_MS, signal);
  }
}

/** A topic that was made again begins anew. */
function whereToBegin(from: number, { low, high }: PartitionExtent): number {
  if (from > high) return low;
  return Math.max(from, low, high - BEHIND_MAX);
}
