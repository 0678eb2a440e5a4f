import type { Consumer } from "kafkajs";
import type { StreamName } from "@/lib/domain/identifiers";
import type { Log } from "@/lib/platform/log";
import type { SourceDesk } from "../source";

const COMMIT_EVERY_MS = 1_000;

export type OffsetCourtesy = { readonly desk: SourceDesk; flush(): Promise<void> };

/**
 * Tells Kafka, some time after a batch is committed with us, how far its partition is read: for the tools that show a group's lag.
 * Nothing depends on it, so a commit that fails is forgotten, and nothing ever reads it back.
 */
export function withOffsetCourtesy(desk: SourceDesk, consumer: Consumer, log: Log): OffsetCourtesy {
  const waiting = new Map<StreamName, number>();
  let timer: NodeJS.Timeout | null = null;
  const flush = async () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const offsets = [...waiting].map(([stream, next]) => ({ ...toPartition(stream), offset: String(next) }));
    waiting.clear();
    if (offsets.length === 0) return;
    const onError = (error: unknown) => log.debug({ error: String(error) }, "offsets were not committed to Kafka");
    await consumer.commitOffsets(offsets).catch(onError);
  };
  return {
    desk: {
      ...desk,
      handle: async (batch) => {
        await desk.handle(batch);
        waiting.set(batch.stream, batch.nextPosition);
        timer ??= setTimeout(() => void flush(), COMMIT_EVERY_MS);
      },
    },
    flush,
  };
}

function toPartition(stream: StreamName): { readonly topic: string; readonly partition: number } {
  const slash = stream.lastIndexOf("/");
  return { topic: stream.slice(0, slash), partition: Number(stream.slice(slash + 1)) };
}
