import type { TopicDetail } from "@/lib/api/contract/topics";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readTopicActivities, readTopicParts, readTopicProcesses, readTopics } from "@/lib/store/read/topics";
import { readGroupSummaries } from "./topic-groups";
import { readTopicSummaries } from "./topic-list";

const PARTS_MAX = 1_000;
const ACTIVITIES_MAX = 200;
const PROCESSES_MAX = 50;

type Asked = {
  readonly source: string;
  readonly topic: string;
  readonly now: number;
  readonly live: ReadonlySet<string>;
};

/** One topic: its partitions, what happens on it and in which processes, and who consumes it. */
export async function getTopicDetail(sql: Sql, { source, topic, now, live }: Asked): Promise<TopicDetail> {
  const [stored] = await readTopics(sql, { source, topic, limit: 1 });
  const [summary] = await readTopicSummaries(sql, { now, live, source, topic });
  if (stored === undefined || summary === undefined) {
    throw new Failure("not-found", `No topic "${topic}" of ${source} is read here, and none was seen on its cluster.`);
  }
  const [parts, activities, processes, consumers] = await Promise.all([
    readTopicParts(sql, { sourceId: stored.sourceId, topic, limit: PARTS_MAX }),
    readTopicActivities(sql, topic, ACTIVITIES_MAX),
    readTopicProcesses(sql, topic, PROCESSES_MAX),
    readGroupSummaries(sql, { now, source, topic }),
  ]);
  return {
    ...summary,
    parts: parts.map(({ partition, low, high, recordsPerSecond, nextPosition }) => ({
      partition,
      low,
      high,
      recordsPerSecond,
      nextPosition,
      lagRecords: high === null || nextPosition === null ? null : Math.max(0, high - nextPosition),
    })),
    activities: [...activities],
    processes: processes.map(({ process, occurrences }) => ({ process, occurrences })),
    consumers,
  };
}
