-- What the observer of the ingest worker sees of a Kafka cluster: how far its topics reach and how far its consumer groups are.

create table topic_partition (
  observed_at timestamptz(3) not null,
  low_position bigint not null,
  high_position bigint not null,
  records_per_second double precision not null default 0,
  partition integer not null,
  source_id smallint not null,
  topic text not null,
  primary key (source_id, topic, partition)
);
comment on table topic_partition is 'From where to where each partition of a topic reached when the cluster was observed last. Written by the observer; as large as the partitions of topics that we or a group read.';

create table topic_trend (
  minute timestamptz(3) not null,
  high_position bigint not null,
  source_id smallint not null,
  topic text not null,
  primary key (source_id, topic, minute)
);
comment on table topic_trend is 'Ends of all partitions of a topic together, a row a minute. Written by the observer; rows of 24 hours are kept.';
create index topic_trend_by_minute on topic_trend (minute);

create table consumer_group (
  observed_at timestamptz(3) not null,
  source_id smallint not null,
  member_count integer,
  state text not null check (state in ('stable', 'rebalancing', 'empty', 'untold')),
  group_name text not null,
  members jsonb not null default '[]',
  primary key (source_id, group_name)
);
comment on table consumer_group is 'Consumer groups of a cluster as observed last; untold are those of the protocol of KIP-848, whose members are null, for this way of asking is told nothing of them. Written by the observer; groups that are gone are deleted. As large as the cluster has groups, 500 of a source at most.';

create table consumer_group_lag (
  observed_at timestamptz(3) not null,
  committed_position bigint not null,
  high_position bigint not null,
  lag_records bigint not null,
  oldest_unread_at timestamptz(3),
  partition integer not null,
  source_id smallint not null,
  group_name text not null,
  topic text not null,
  primary key (source_id, group_name, topic, partition)
);
comment on table consumer_group_lag is 'How far a group has committed each partition, how far that reached, and the timestamp of the first record it has not committed. Written by the observer; as large as groups times their partitions.';
create index consumer_group_lag_by_topic on consumer_group_lag (source_id, topic);

create table consumer_group_trend (
  minute timestamptz(3) not null,
  lag_records bigint not null,
  lag_ms bigint,
  source_id smallint not null,
  group_name text not null,
  topic text not null,
  primary key (source_id, group_name, topic, minute)
);
comment on table consumer_group_trend is 'Lag of a group on a topic, a row a minute. Written by the observer; rows of 24 hours are kept.';
create index consumer_group_trend_by_minute on consumer_group_trend (minute);
