-- Quarantine in groups, with a cap that a flood cannot break; imports that say they live; what ingest measures of itself,
-- for the console; streams that were replaced by ones that begin anew.

create table quarantine_group (
  group_id uuid primary key,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  window_at timestamptz(3) not null,
  records bigint not null default 0,
  projected bigint not null default 0,
  expired bigint not null default 0,
  kept_bytes bigint not null default 0,
  window_bytes bigint not null default 0,
  window_records integer not null default 0,
  source text not null,
  topic text not null,
  reason text not null
) with (fillfactor = 50);
comment on table quarantine_group is 'Quarantined records of one topic with one reason (ids and numbers left out), counted in the transactions that change them. The window says how much was kept whole in its hour. Grows with kinds of poison.';

-- The reason as ingest writes it from now on may be normalised further; older groups stay apart then.
insert into quarantine_group (group_id, first_at, last_at, window_at, records, projected, expired, kept_bytes, source, topic, reason)
select md5(name || chr(31) || topic || chr(31) || shape)::uuid, min(quarantined_at), max(quarantined_at), 'epoch', count(*),
       count(*) filter (where state = 'projected'), count(*) filter (where state = 'expired'),
       sum(coalesce(octet_length(value), 0) + coalesce(octet_length(record_key), 0)), name, topic, shape
from (
  select quarantine.*, source.name, stream.topic, left(regexp_replace(reason, '\w*[0-9]\w*', '#', 'g'), 300) as shape
  from quarantine join stream using (stream_id) join source using (source_id)) as known
group by name, topic, shape;

alter table quarantine add column group_id uuid;
alter table quarantine add column whole boolean not null default true;
update quarantine set whole = coalesce(octet_length(value), 0) >= value_bytes,
  group_id = md5(source.name || chr(31) || stream.topic || chr(31)
    || left(regexp_replace(reason, '\w*[0-9]\w*', '#', 'g'), 300))::uuid
from stream join source using (source_id) where stream.stream_id = quarantine.stream_id;
alter table quarantine alter column group_id set not null;
create index quarantine_by_group on quarantine (group_id, quarantine_id);
create index quarantine_with_bytes on quarantine (quarantine_id) where value is not null;
comment on table quarantine is 'Records that could not be decoded or stored, with their bytes (capped; value_bytes says how many there were). Beyond the cap of a group only the position and the first bytes: whole is false. Expired ones have no bytes. Grows with poison.';

alter table stream add column retired_at timestamptz(3);
comment on column stream.retired_at is 'Replaced by a stream that begins anew where its topic begins; it keeps its events and is read no more.';

alter table import_run add column beat_at timestamptz(3) not null default now();
comment on column import_run.beat_at is 'Whoever takes the file in says every few seconds that it lives; one that is silent has died.';

create table ingest_pace (
  source_id smallint not null,
  beat_at timestamptz(3) not null,
  records_per_second double precision not null,
  events_per_second double precision not null,
  quarantined_per_second double precision not null,
  batches_per_second double precision not null,
  records_per_batch double precision not null,
  commit_ms_p50 double precision not null,
  commit_ms_p95 double precision not null,
  worker text not null,
  primary key (source_id, worker)
) with (fillfactor = 50);
comment on table ingest_pace is 'What each worker measured of each source in its last seconds. Written by the worker; rows of workers that fell silent are deleted. As large as workers times sources.';
