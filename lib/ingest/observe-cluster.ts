import { Failure } from "@/lib/domain/failure";
import type { ObservedGroup } from "@/lib/engines/kafka/consumer-groups";
import { type KafkaCluster, openKafkaCluster, type PartitionExtent } from "@/lib/engines/kafka/kafka-cluster";
import { UnreadTimes } from "@/lib/engines/kafka/unread-times";
import { pause } from "@/lib/platform/clock";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Log } from "@/lib/platform/log";
import { announce } from "@/lib/store/announce";
import { deleteOldExtents, type Observation, writeExtents, writeTopicTrend } from "@/lib/store/cluster/write-extents";
import {
  deleteOldGroupLags,
  deleteOldGroups,
  deleteOldTrends,
  type GroupLagRow,
  writeGroupLags,
  writeGroups,
  writeGroupTrend,
} from "@/lib/store/cluster/write-groups";
import { type Pool, transaction } from "@/lib/store/database";
import { createObserverLock } from "@/lib/store/observer-lock";
import { readSourceTopics } from "@/lib/store/read/source-topics";

const EVERY_MS = 10_000;
const TOPICS_MAX = 500;
const ASKED_AT_ONCE = 8;

type Observer = { readonly pool: Pool; readonly configuration: KafkaSourceConfiguration; readonly log: Log };

/**
 * Looks at a cluster every ten seconds, until the signal: how far its topics reach, and how far each consumer group is. One
 * worker does it for all. It joins no group and commits nothing; when it fails, what is shown grows old and says so.
 */
export async function observeCluster({ pool, configuration, log }: Observer, signal: AbortSignal): Promise<void> {
  const cluster = openKafkaCluster(configuration, "observer");
  const times = new UnreadTimes(cluster);
  let lock: ReturnType<typeof createObserverLock> | null = null;
  // A broker that does not answer must not hold up a worker that is to stop.
  const stopped = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  try {
    while (!signal.aborted) {
      try {
        const { sourceId, topics } = await readSourceTopics(pool, configuration.id, TOPICS_MAX);
        if (sourceId !== null) {
          lock ??= createObserverLock(pool, sourceId);
          const look = async () => observe({ pool, sourceId, cluster, times }, topics);
          if (await lock.hold()) await Promise.race([look(), stopped]);
        }
      } catch (error) {
        log.debug(
          { error: String(error), source: configuration.id },
          "the cluster was not observed; it is tried again",
        );
      }
      await pause(EVERY_MS, signal);
    }
  } finally {
    await lock?.release();
    await cluster.close();
  }
}

type Observing = {
  readonly pool: Pool;
  readonly sourceId: number;
  readonly cluster: KafkaCluster;
  readonly times: UnreadTimes;
};

/** One look, written in one transaction. */
export async function observe({ pool, sourceId, cluster, times }: Observing, ours: readonly string[]): Promise<void> {
  const groups = await readGroups(cluster);
  const topics = new Set([...ours, ...(groups ?? []).flatMap(({ committed }) => committed.map(({ topic }) => topic))]);
  const extents = await readExtents(cluster, [...topics].slice(0, TOPICS_MAX));
  const lags = groups === null ? [] : await times.complete(toLags(groups, extents));
  const of: Observation = { sourceId, at: new Date() };
  await transaction(pool, async (tx) => {
    await writeExtents(tx, of, extents);
    await deleteOldExtents(tx, of);
    await writeTopicTrend(tx, of);
    if (groups !== null) {
      await writeGroups(tx, of, groups);
      await writeGroupLags(tx, of, lags);
      await deleteOldGroups(tx, of);
      await deleteOldGroupLags(tx, of);
      await writeGroupTrend(tx, of);
    }
    await deleteOldTrends(tx);
    await announce(tx, ["streams"]);
  });
}

/** An account may be allowed to read topics and not to describe groups: these are left as they were last seen. */
async function readGroups(cluster: KafkaCluster): Promise<readonly ObservedGroup[] | null> {
  try {
    return await cluster.groups();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

async function readExtents(cluster: KafkaCluster, topics: readonly string[]): Promise<readonly PartitionExtent[]> {
  const extents: PartitionExtent[] = [];
  for (let at = 0; at < topics.length; at += ASKED_AT_ONCE) {
    const part = topics.slice(at, at + ASKED_AT_ONCE);
    const answers = await Promise.all(part.map((topic) => cluster.extents(topic).catch(unlessGone)));
    extents.push(...answers.flat());
  }
  return extents;
}

function unlessGone(error: unknown): readonly PartitionExtent[] {
  if (error instanceof Failure && error.code === "not-found") return [];
  throw error;
}

/** A group's offsets of partitions that are gone say nothing. Behind the log's beginning it has lost records: it goes on there. */
function toLags(groups: readonly ObservedGroup[], extents: readonly PartitionExtent[]): readonly GroupLagRow[] {
  const known = new Map(extents.map((extent) => [`${extent.topic}/${extent.partition}`, extent]));
  return groups.flatMap(({ name, committed }) =>
    committed.flatMap(({ topic, partition, offset }) => {
      const extent = known.get(`${topic}/${partition}`);
      if (extent === undefined) return [];
      const from = Math.max(offset, extent.low);
      return [{ group: name, topic, partition, committed: from, high: extent.high, oldestUnreadAt: null }];
    }),
  );
}
