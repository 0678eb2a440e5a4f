import type { Sql } from "../database";

export type WaitingActivity = {
  readonly activityId: number;
  readonly topic: string;
  readonly cases: number;
  readonly oldestAt: Date;
  readonly samples: readonly { readonly id: string; readonly label: string }[];
  /** More events of it lie behind the group than were looked at. */
  readonly isCut: boolean;
};

type Asked = { readonly sourceId: number; readonly group: string; readonly eventsMax: number };

/** Clocks of producers and of brokers differ: events that happened so long before the oldest unread record are looked at, too. */
const SLACK = "10 minutes";

/**
 * Open cases whose last activity lies, unread, behind what a group has committed; of each activity at most so many events are
 * looked at, the oldest first, by the index over activity and time.
 */
export async function readWaitingCases(
  sql: Sql,
  { sourceId, group, eventsMax }: Asked,
): Promise<readonly WaitingActivity[]> {
  const { rows } = await sql.query<WaitingActivity>(
    `with behind as (
       select stream_id, lag.topic, committed_position, oldest_unread_at
       from consumer_group_lag as lag join stream
         on stream.source_id = lag.source_id and stream.name = lag.topic || '/' || lag.partition and stream.retired_at is null
       where lag.source_id = $1 and lag.group_name = $2 and lag.lag_records > 0 and oldest_unread_at is not null),
     topics as (select topic, min(oldest_unread_at) - interval '${SLACK}' as since from behind group by topic),
     looked_at as (
       select activity.activity_id, topics.topic, unread.*, count(*) over (partition by activity.activity_id) as looked_at
       from topics join activity on activity.kind = 'event' and activity.channel = topics.topic
       cross join lateral (
         select case_id as home_id, stream_id, position, occurred_at from event
         where event.activity_id = activity.activity_id and event.occurred_at >= topics.since
         order by occurred_at limit $3) as unread),
     waiting as (
       select distinct on (process_case.case_id) looked_at.activity_id, looked_at.topic, looked_at, process_case.case_id, last_at,
         lead_name || ':' || lead_value as label
       from looked_at join behind using (stream_id)
       join correlation_key on key_id = home_id join process_case on process_case.case_id = correlation_key.case_id
       where position >= committed_position and status = 'active' and last_activity_id = looked_at.activity_id
       order by process_case.case_id, occurred_at desc)
     select activity_id as "activityId", topic, count(*) as cases, min(last_at) as "oldestAt", max(looked_at) >= $3 as "isCut",
       to_json((array_agg(json_build_object('id', case_id, 'label', label) order by last_at, case_id))[1:5]) as samples
     from waiting group by activity_id, topic order by min(last_at), activity_id`,
    [sourceId, group, eventsMax],
  );
  return rows;
}
