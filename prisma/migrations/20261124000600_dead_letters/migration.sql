-- Records that a consumer could not handle, and the records that we wrote to bring them back.
create table dead_letter (
  home_case_id uuid not null,
  position bigint not null,
  recorded_at timestamptz(3) not null,
  original_at timestamptz(3),
  archived_at timestamptz(3),
  original_offset bigint,
  stream_id integer not null,
  original_partition integer,
  value_bytes integer not null,
  dialect text not null,
  place text not null,
  topic text not null,
  original_topic text,
  event_type text,
  consumer text,
  exception text,
  message text,
  stack_trace text,
  undecodable text,
  archived_by text,
  archived_because text,
  header_names text not null,
  primary key (stream_id, position)
);
comment on table dead_letter is 'Records that a consumer could not handle, with what their headers say of why; the home case is that of their event. Written with their batch; archived by people. Grows with dead letters.';
create index dead_letter_by_time on dead_letter (recorded_at desc, stream_id, position);
create index dead_letter_by_topic on dead_letter (topic, recorded_at desc);
create index dead_letter_by_case on dead_letter (home_case_id);
create index dead_letter_by_place on dead_letter (place);

create table dead_letter_replay (
  position bigint not null,
  recorded_at timestamptz(3) not null,
  stream_id integer not null,
  replay_of text not null,
  place text not null,
  operation text not null,
  primary key (stream_id, position)
);
comment on table dead_letter_replay is 'Records whose header says that they are the replay of a dead letter, as they came back from the log. Written with their batch. Grows with replays.';
create index dead_letter_replay_by_letter on dead_letter_replay (replay_of);

create table record_write (
  operation_id uuid not null,
  written_at timestamptz(3) not null default now(),
  position bigint not null,
  ordinal integer not null,
  partition integer not null,
  source text not null,
  topic text not null,
  replay_of text,
  key_changed boolean not null,
  headers_changed boolean not null,
  before_sha256 bytea,
  after_sha256 bytea,
  before_value bytea,
  after_value bytea,
  primary key (operation_id, ordinal)
);
comment on table record_write is 'Records that operations wrote to Kafka: where they lie, and of an edited one the value before and after. Written by the runner with its answer. Grows with replays and publications.';
create index record_write_by_letter on record_write (replay_of);
