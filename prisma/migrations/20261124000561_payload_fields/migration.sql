-- Fields that payloads of each event type were seen to have, by samples: what tells that a payload changed its shape.
create table payload_field (
  topic text not null,
  type text not null,
  producer text not null,
  path text not null,
  json_type text not null,
  first_seen_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  seen bigint not null,
  of_samples bigint not null,
  primary key (topic, type, producer, path, json_type)
);
create index payload_field_by_first_seen on payload_field (first_seen_at);
comment on table payload_field is 'Fields of payloads by samples; the path $ counts the samples themselves. Written by the watcher; as large as event types times their fields, at most 200 of each.';
