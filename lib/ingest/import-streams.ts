import type { Pool } from "@/lib/store/database";
import { streamPrefix } from "@/lib/store/import-run";
import { ensureStream } from "@/lib/store/streams";
import type { PlacedRecord, StreamBatch } from "./stream-batch";

export type ImportStreams = {
  /** The records as batches of the streams that they were recorded from, each at the position of its line. */
  toBatches(records: readonly PlacedRecord[]): Promise<readonly StreamBatch[]>;
};

type KnownStream = { readonly streamId: number; nextPosition: number };

/** Streams of one import, `import-<id>/<topic>/<partition>`: made when their first record comes. */
export function createImportStreams(of: {
  readonly pool: Pool;
  readonly sourceId: number;
  readonly importId: string;
}): ImportStreams {
  const known = new Map<string, KnownStream>();
  const find = async (name: string, topic: string): Promise<KnownStream> => {
    const found = known.get(name) ?? {
      ...(await ensureStream(of.pool, of.sourceId, { name, topic, firstPosition: 0 })),
    };
    known.set(name, found);
    return found;
  };
  return {
    toBatches: async (records) => {
      const batches: StreamBatch[] = [];
      for (const [name, group] of groupByStream(records, streamPrefix(of.importId))) {
        const first = group[0];
        const last = group.at(-1);
        if (first === undefined || last === undefined) continue;
        const stream = await find(name, first.record.topic);
        const nextPosition = last.position + 1;
        batches.push({
          streamId: stream.streamId,
          source: first.record.source,
          fromPosition: stream.nextPosition,
          nextPosition,
          endPosition: nextPosition,
          records: group,
        });
        stream.nextPosition = nextPosition;
      }
      return batches;
    },
  };
}

function groupByStream(records: readonly PlacedRecord[], prefix: string): ReadonlyMap<string, readonly PlacedRecord[]> {
  const groups = new Map<string, PlacedRecord[]>();
  for (const placed of records) {
    const name = `${prefix}${placed.record.stream}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [placed]);
    else group.push(placed);
  }
  return groups;
}
