-- The projection database. Every table of cases has the case (its distribution column) first in its primary key, so that a
-- distributed PostgreSQL can shard it; dictionaries and rollups are small. Written by ingest unless a comment says otherwise.

-- ── dictionaries: one row per distinct word, grow with the landscape, not with events ──

create table source (
  source_id smallint generated always as identity primary key,
  name text not null unique,
  kind text not null check (kind in ('kafka', 'camunda8', 'camunda7', 'http', 'file', 'outbox')),
  state text not null default 'starting' check (state in ('starting', 'running', 'degraded', 'paused', 'stopped')),
  detail text not null default '',
  recorded boolean not null default false,
  last_event_at timestamptz(3),
  changed_at timestamptz(3) not null default now(),
  beat_at timestamptz(3)
);
comment on table source is 'One row per configured system. State is written by the worker that reads it, which says every few seconds that it still lives (beat_at). Grows with the configuration.';

create table process (
  process_id integer generated always as identity primary key,
  name text not null unique,
  observed boolean not null default true
);
comment on table process is 'Names of the end-to-end processes that cases belong to. Grows with the landscape.';
insert into process (name, observed) values ('', false);

create table activity (
  activity_id integer generated always as identity primary key,
  kind text not null check (kind in ('event', 'element')),
  producer text not null,
  name text not null,
  channel text not null,
  digest uuid not null unique generated always as (md5(kind || chr(31) || producer || chr(31) || name || chr(31) || channel)::uuid) stored
);
comment on table activity is 'Event types of producers and BPMN elements of processes. Grows with the landscape.';

create table process_definition (
  definition_id integer generated always as identity primary key,
  version integer not null,
  deployed_at timestamptz(3),
  source text not null,
  tenant text not null,
  bpmn_process_id text not null,
  definition_key text not null default '',
  name text not null default '',
  resource_name text not null default '',
  bpmn_xml text,
  digest uuid not null unique generated always as (md5(source || chr(31) || tenant || chr(31) || bpmn_process_id || chr(31) || version::text)::uuid) stored
);
comment on table process_definition is 'Every version of every definition; a row may come before its XML does. Grows with deployments.';
create index process_definition_by_process on process_definition (bpmn_process_id, version desc);

create table variant (
  variant_id uuid primary key,
  parent_variant_id uuid not null,
  activity_id integer not null,
  depth integer not null
);
comment on table variant is 'Trie of activity sequences. Grows with distinct prefixes.';

-- ── streams: where we are ──

create table stream (
  stream_id integer generated always as identity primary key,
  source_id smallint not null,
  paused boolean not null default false,
  epoch bigint not null default 0,
  next_position bigint not null default 0,
  end_position bigint,
  records bigint not null default 0,
  last_recorded_at timestamptz(3),
  moved_at timestamptz(3),
  owner_lock integer,
  topic text not null,
  name text not null,
  owner text not null default '',
  detail text not null default '',
  unique (source_id, name)
);
comment on table stream is 'Position of each stream, moved in the transaction of its batch and fenced by next_position. Owner and its session lock say which worker reads it; detail says why it is paused. Grows with partitions.';

create table stream_gap (
  stream_id integer not null,
  from_position bigint not null,
  to_position bigint not null,
  noticed_at timestamptz(3) not null default now(),
  reason text not null,
  primary key (stream_id, from_position)
);
comment on table stream_gap is 'Positions that a source no longer had when we came: never silent. Grows with losses.';

create table quarantine (
  quarantine_id bigint generated always as identity primary key,
  stream_id integer not null,
  position bigint not null,
  recorded_at timestamptz(3),
  quarantined_at timestamptz(3) not null default now(),
  retried_at timestamptz(3),
  value_bytes integer not null,
  state text not null default 'open' check (state in ('open', 'projected', 'expired')),
  reason text not null,
  headers jsonb not null default '[]',
  record_key bytea,
  value bytea,
  unique (stream_id, position)
);
comment on table quarantine is 'Records that could not be decoded or stored, with their bytes (capped; value_bytes says how many there were). Grows with poison.';
create index quarantine_open on quarantine (quarantine_id desc) where state = 'open';

-- ── cases ──

create table event (
  case_id uuid not null,
  position bigint not null,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  projected_at timestamptz(3) not null default now(),
  order_position bigint not null,
  stream_id integer not null,
  part integer not null,
  activity_id integer,
  definition_id integer,
  kind text not null,
  event_id text not null,
  order_source text not null,
  order_stream text not null,
  process text,
  keys text not null,
  detail text not null,
  record_key bytea,
  headers text,
  value bytea,
  primary key (case_id, stream_id, position, part)
);
comment on table event is 'Append-only log of decoded events under the case they were appended to (their home). Written by COPY. Grows with every event.';
create index event_by_activity on event (activity_id, occurred_at desc) where activity_id is not null;

create table correlation_key (
  key_id uuid primary key,
  case_id uuid not null,
  priority smallint not null,
  scope text not null,
  name text not null,
  value text not null
) with (fillfactor = 90);
comment on table correlation_key is 'Every LINK key ever seen and the case it leads to now; also the alias table, for each id that a case ever had is the id of one of its keys. Grows with keys.';
create index correlation_key_by_case on correlation_key (case_id);
create index correlation_key_by_value on correlation_key (value text_pattern_ops);

create table case_shared_key (
  case_id uuid not null,
  key_id uuid not null,
  scope text not null,
  name text not null,
  value text not null,
  primary key (case_id, key_id)
);
comment on table case_shared_key is 'SHARED keys of cases: found by, never joined by. Grows with keys.';
create index case_shared_key_by_value on case_shared_key (value text_pattern_ops);

create table process_case (
  case_id uuid primary key,
  started_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  ended_at timestamptz(3),
  process_id integer not null,
  event_count integer not null,
  open_incidents integer not null,
  status text not null check (status in ('active', 'ended', 'canceled')),
  variant_id uuid,
  last_activity_id integer,
  lead_priority smallint not null,
  lead_scope text not null,
  lead_name text not null,
  lead_value text not null,
  state text not null
) with (fillfactor = 75);
comment on table process_case is 'State of each case: a function of its trace. Replaced when its events come; no index on a column that every event changes. Grows with cases.';
create index process_case_by_start on process_case (started_at desc, case_id);
create index process_case_by_process on process_case (process_id, started_at desc, case_id);
create index process_case_active on process_case (process_id, started_at desc, case_id) where status = 'active';
create index process_case_with_incident on process_case (started_at desc, case_id) where open_incidents > 0;

create table process_instance (
  case_id uuid not null,
  process_instance_key text not null,
  definition_id integer not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  status text not null check (status in ('active', 'completed', 'terminated')),
  parent_process_instance_key text,
  primary key (case_id, process_instance_key)
) with (fillfactor = 85);
comment on table process_instance is 'Process instances of cases. Grows with instances.';
create index process_instance_by_definition on process_instance (definition_id, started_at desc, case_id);

create table open_element (
  case_id uuid not null,
  element_instance_key text not null,
  definition_id integer not null,
  entered_at timestamptz(3) not null,
  process_instance_key text not null,
  element_id text not null,
  element_type text not null,
  primary key (case_id, element_instance_key)
);
comment on table open_element is 'Where tokens stand now. As large as what is open.';
create index open_element_by_element on open_element (definition_id, element_id, entered_at desc);

create table incident (
  case_id uuid not null,
  incident_key text not null,
  definition_id integer not null,
  opened_at timestamptz(3) not null,
  resolved_at timestamptz(3),
  process_instance_key text not null,
  element_instance_key text not null,
  element_id text not null,
  error_type text not null,
  job_key text,
  fingerprint uuid not null,
  message text not null,
  primary key (case_id, incident_key)
) with (fillfactor = 85);
comment on table incident is 'Engine incidents of cases, open and resolved. Grows with incidents.';
create index incident_open on incident (opened_at desc, incident_key) where resolved_at is null;
create index incident_by_time on incident (opened_at desc, incident_key);
create index incident_by_key on incident (incident_key);
create index incident_by_fingerprint on incident (fingerprint, opened_at desc);

-- ── rollups: sums of contributions of all cases. `shard` keeps concurrent workers off each other's rows; readers sum over it ──

create table activity_rollup (
  hour timestamptz(3) not null, process_id integer not null, activity_id integer not null, shard smallint not null,
  occurrences bigint not null,
  primary key (process_id, activity_id, hour, shard)
) with (fillfactor = 75);
create table edge_rollup (
  hour timestamptz(3) not null, process_id integer not null, from_activity_id integer not null, to_activity_id integer not null,
  shard smallint not null, kind text not null,
  occurrences bigint not null, total_ms bigint not null, negative bigint not null,
  primary key (process_id, from_activity_id, to_activity_id, kind, hour, shard)
) with (fillfactor = 75);
create table edge_duration_rollup (
  hour timestamptz(3) not null, process_id integer not null, from_activity_id integer not null, to_activity_id integer not null,
  bucket integer not null, shard smallint not null, kind text not null,
  occurrences bigint not null,
  primary key (process_id, from_activity_id, to_activity_id, kind, hour, bucket, shard)
) with (fillfactor = 75);
create table element_rollup (
  hour timestamptz(3) not null, definition_id integer not null, shard smallint not null, element_id text not null,
  entered bigint not null, completed bigint not null, terminated bigint not null,
  incidents_opened bigint not null, incidents_resolved bigint not null, total_ms bigint not null,
  primary key (definition_id, element_id, hour, shard)
) with (fillfactor = 75);
create table element_duration_rollup (
  hour timestamptz(3) not null, definition_id integer not null, bucket integer not null, shard smallint not null, element_id text not null,
  occurrences bigint not null,
  primary key (definition_id, element_id, hour, bucket, shard)
) with (fillfactor = 75);
create table flow_rollup (
  hour timestamptz(3) not null, definition_id integer not null, shard smallint not null, flow_id text not null,
  taken bigint not null,
  primary key (definition_id, flow_id, hour, shard)
) with (fillfactor = 75);
create table instance_rollup (
  hour timestamptz(3) not null, definition_id integer not null, shard smallint not null,
  started bigint not null, completed bigint not null, terminated bigint not null, open_incidents bigint not null,
  primary key (definition_id, hour, shard)
) with (fillfactor = 75);
create table case_rollup (
  hour timestamptz(3) not null, process_id integer not null, shard smallint not null,
  cases bigint not null, ended bigint not null, canceled bigint not null, open_incidents bigint not null, events bigint not null, total_ms bigint not null,
  primary key (process_id, hour, shard)
) with (fillfactor = 75);
create table case_duration_rollup (
  hour timestamptz(3) not null, process_id integer not null, bucket integer not null, shard smallint not null,
  occurrences bigint not null,
  primary key (process_id, hour, bucket, shard)
) with (fillfactor = 75);
create table variant_rollup (
  hour timestamptz(3) not null, process_id integer not null, shard smallint not null, variant_id uuid not null,
  cases bigint not null, total_ms bigint not null,
  primary key (process_id, variant_id, hour, shard)
) with (fillfactor = 75);
comment on table activity_rollup is 'Occurrences by hour of the event. Grows with activities × hours; zero rows are deleted.';
comment on table edge_rollup is 'Directly-follows pairs by hour of the later event.';
comment on table edge_duration_rollup is 'Histogram of the time between the two (ANALYTICS.md buckets).';
comment on table element_rollup is 'Element instances by the hour in which they were entered: active = entered − completed − terminated.';
comment on table element_duration_rollup is 'Histogram of the time inside an element.';
comment on table flow_rollup is 'Sequence flows taken.';
comment on table instance_rollup is 'Process instances by the hour of their start.';
comment on table case_rollup is 'Cases by the hour of their first event.';
comment on table case_duration_rollup is 'Histogram of throughput times of ended cases.';
comment on table variant_rollup is 'Cases by variant.';

-- ── imports: written by the web and the command line ──

create table import_run (
  import_id uuid primary key,
  started_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  events bigint not null default 0,
  records bigint not null default 0,
  rejected bigint not null default 0,
  cases bigint not null default 0,
  process text not null,
  format text not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  error text,
  rejections jsonb not null default '[]'
);
comment on table import_run is 'Files taken in, with their first rejections. Grows with imports.';

-- ── operations and audit: written by operations, never by ingest ──

create table operation (
  operation_id uuid primary key,
  requested_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  ended_at timestamptz(3),
  total integer not null default 0,
  action text not null,
  state text not null check (state in ('requested', 'running', 'done', 'failed', 'canceled')),
  actor text not null,
  reason text not null,
  idempotency_key text,
  target jsonb not null,
  parameters jsonb not null,
  unique (actor, idempotency_key)
);
comment on table operation is 'What operators asked of the outside world. Grows with operations.';
create index operation_by_time on operation (requested_at desc, operation_id);

create table operation_item (
  operation_id uuid not null,
  ordinal integer not null,
  attempts integer not null default 0,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  state text not null default 'pending' check (state in ('pending', 'running', 'succeeded', 'failed', 'skipped', 'unknown')),
  target_id text not null,
  case_id uuid,
  detail jsonb not null default '{}',
  result text not null default '',
  primary key (operation_id, ordinal)
);
comment on table operation_item is 'One target of an operation, frozen when it was asked for, and its result. Grows with operations.';
create index operation_item_by_target on operation_item (target_id, operation_id);

create table audit_entry (
  audit_id bigint generated always as identity primary key,
  at timestamptz(3) not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  reason text not null default '',
  outcome text not null default '',
  detail jsonb not null default '{}'
);
comment on table audit_entry is 'Who did what, when and why; written before the act and after it. Append-only.';
create index audit_entry_by_time on audit_entry (at desc, audit_id desc);

-- ── where each projection stands ──

create table projection (
  singleton boolean primary key default true check (singleton),
  fold_version integer not null,
  changed_at timestamptz(3) not null default now()
);
comment on table projection is 'The fold version that the stored states and rollups were made with.';
