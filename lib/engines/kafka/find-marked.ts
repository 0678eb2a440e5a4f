import { type LogPlace, OPERATION_HEADER } from "@/lib/domain/dead-letter";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { KafkaCluster } from "./kafka-cluster";
import { scanLog } from "./scan-log";

/** `unsure`: there was more to look through than time for it. */
export type Found = { readonly outcome: "found"; readonly place: LogPlace } | { readonly outcome: "absent" | "unsure" };

type Wanted = { readonly topic: string; readonly mark: string; readonly sinceMs: number; readonly withinMs: number };

/** Looks through what was written to a topic since then for the record that was written for an item of an operation. */
export async function findMarked(cluster: KafkaCluster, { topic, mark, sinceMs, withinMs }: Wanted): Promise<Found> {
  const [extents, since] = await Promise.all([cluster.extents(topic), cluster.offsetsAt(topic, sinceMs)]);
  const ranges = extents
    .map(({ partition, low, high }) => ({
      topic,
      partition,
      from: Math.max(low, since.get(partition) ?? low),
      to: high,
    }))
    .filter(({ from, to }) => from < to);
  const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  const late = AbortSignal.timeout(withinMs);
  let scanned = 0;
  for await (const step of scanLog(cluster, { ranges, total, leftOut: 0 }, late)) {
    scanned = step.scanned;
    const record = step.records.find((one) => isMarked(one, mark));
    if (record !== undefined) return { outcome: "found", place: placeOf(record) };
  }
  return { outcome: scanned >= total ? "absent" : "unsure" };
}

export function isMarked({ headers }: SourceRecord, mark: string): boolean {
  return headers.some(({ name, value }) => name === OPERATION_HEADER && Buffer.from(value).toString() === mark);
}

function placeOf({ topic, stream, position }: SourceRecord): LogPlace {
  return { topic, partition: Number(stream.slice(stream.lastIndexOf("/") + 1)), offset: position };
}
