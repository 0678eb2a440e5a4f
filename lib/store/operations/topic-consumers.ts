import type { Sql } from "../database";

export type SourceTopic = { readonly source: string; readonly topic: string };
export type TopicConsumer = { readonly topic: string; readonly group: string; readonly members: number | null };

/** Consumer groups that were seen to read the topics, and how many members each has; null: nobody is told. */
export async function readTopicConsumers(sql: Sql, topics: readonly SourceTopic[]): Promise<readonly TopicConsumer[]> {
  const { rows } = await sql.query<TopicConsumer>(
    `select distinct lag.topic, lag.group_name as "group", known.member_count as members
     from unnest($1::text[], $2::text[]) as wanted (source, topic)
     join source on source.name = wanted.source
     join consumer_group_lag as lag on lag.source_id = source.source_id and lag.topic = wanted.topic
     join consumer_group as known on known.source_id = lag.source_id and known.group_name = lag.group_name
     order by lag.topic, lag.group_name limit 200`,
    [topics.map(({ source }) => source), topics.map(({ topic }) => topic)],
  );
  return rows;
}
