import type { Consumer, Kafka } from "kafkajs";
import type { SourceName } from "@/lib/domain/identifiers";
import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { SourceDesk } from "../source";
import { withOffsetCourtesy } from "./offset-courtesy";
import { PartitionReader } from "./partition-reader";
import type { TopicWatch } from "./topic-watch";

export type KafkaSession = {
  readonly kafka: Kafka;
  readonly watch: TopicWatch;
  readonly name: SourceName;
  readonly desk: SourceDesk;
  readonly groupId: string;
  readonly batchRecords: number;
  readonly log: Log;
  readonly commitOffsets: boolean;
  /** Told at once: to leave a broker that does not answer takes some seconds more. */
  readonly onFailure: (error: unknown) => void;
};

/** How often the desk is asked which streams are ours, and told how far they reach. */
const KEEP_EVERY_MS = 2_000;
/** A fetch that finds nothing waits so long at the broker, and a partition that is resumed waits for that fetch to end. */
const FETCH_WAIT_MS = 250;
const FETCH_BYTES_PER_PARTITION = 2 * 1024 * 1024;
const FETCH_BYTES = 16 * 1024 * 1024;
const DISCONNECT_WITHIN_MS = 10_000;
const COURTESY_WITHIN_MS = 2_000;

/** Reads the topics that there are now, until the signal, until these or their partitions change, or until it fails and throws. */
export async function runKafkaSession(session: KafkaSession, signal: AbortSignal): Promise<void> {
  const { watch, desk, groupId, kafka } = session;
  const { found, missing, layout } = await watch.readTopics();
  if (found.length === 0) {
    desk.report({ state: "degraded", detail: sayMissing(missing) || "No topic fits the configured patterns yet." });
    return pause(KEEP_EVERY_MS, signal);
  }
  const consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    maxBytesPerPartition: FETCH_BYTES_PER_PARTITION,
    maxBytes: FETCH_BYTES,
  });
  try {
    await readUntilChange({ ...session, consumer, topics: found, layout }, signal);
  } catch (error) {
    session.onFailure(error);
    throw error;
  } finally {
    await Promise.race([consumer.disconnect().catch(() => undefined), pause(DISCONNECT_WITHIN_MS)]);
    // A group that nobody is in would be shown to lag for a week.
    if (session.commitOffsets) await watch.forgetGroup(groupId);
  }
}

type Reading = KafkaSession & {
  readonly consumer: Consumer;
  readonly topics: readonly string[];
  readonly layout: string;
};

async function readUntilChange(reading: Reading, signal: AbortSignal): Promise<void> {
  const { consumer, watch, desk, topics, layout, log } = reading;
  const ended = new AbortController();
  const stop = () => ended.abort();
  signal.addEventListener("abort", stop, { once: true });
  let crash: Error | null = null;
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    crash = payload.error;
    stop();
  });
  const courtesy = reading.commitOffsets ? withOffsetCourtesy(desk, consumer, log) : null;
  const reader = new PartitionReader({
    ...reading,
    desk: courtesy?.desk ?? desk,
    readExtents: () => watch.readExtents(topics),
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await reader.start();
    while (!ended.signal.aborted) {
      await reader.keep();
      const { missing, layout: layoutNow } = await watch.readTopics();
      if (layoutNow !== layout) return;
      if (!reader.isTroubled) {
        desk.report(
          missing.length === 0 ? { state: "running", detail: "" } : { state: "degraded", detail: sayMissing(missing) },
        );
      }
      await pause(KEEP_EVERY_MS, ended.signal);
    }
    if (crash !== null) throw crash;
  } finally {
    stop();
    await Promise.race([courtesy?.flush(), pause(COURTESY_WITHIN_MS)]);
    signal.removeEventListener("abort", stop);
  }
}

function sayMissing(missing: readonly string[]): string {
  if (missing.length === 0) return "";
  const names = missing.map((topic) => `"${topic}"`).join(", ");
  return `There is no topic ${names} yet: it is read as soon as it exists. Is its name right?`;
}
