-- What the watcher sees in the history of each process, and in what does not happen: cases that are stuck without an error,
-- and findings. All of it is derived: it may be emptied at any time, and is there again after a round.

create table wait_profile (
  process_id integer not null,
  activity_id integer not null,
  previous_activity_id integer not null default 0,
  learned_at timestamptz(3) not null,
  followed bigint not null,
  ended bigint not null,
  waiting bigint not null,
  median_ms bigint,
  threshold_ms bigint,
  standing text not null check (standing in ('judged', 'set', 'thin', 'unbounded', 'may-end', 'silent')),
  expected jsonb not null,
  primary key (process_id, activity_id, previous_activity_id)
) with (fillfactor = 50);
comment on table wait_profile is 'What usually comes after an activity (0 as the previous one: after any), and after how long: what a waiting case is held against. Written by the watcher. Grows with activities.';

create table process_watch (
  process_id integer primary key,
  as_of timestamptz(3),
  judged_at timestamptz(3) not null,
  detail text not null default ''
) with (fillfactor = 50);
comment on table process_watch is 'Up to which instant the cases of a process were held against its history, or why they are not. Written by the watcher. Grows with processes.';

create table stuck_case (
  case_id uuid primary key,
  since timestamptz(3) not null,
  became_at timestamptz(3) not null,
  excused_until timestamptz(3),
  threshold_ms bigint not null,
  history bigint not null,
  process_id integer not null,
  activity_id integer not null,
  previous_activity_id integer not null,
  event_count integer not null
) with (fillfactor = 75);
comment on table stuck_case is 'Open cases that wait longer than their history explains; those with a cause that is known meanwhile are excused until it is over. A row counts while the case has no newer event. Written by the watcher. As large as what is stuck.';
create index stuck_case_by_time on stuck_case (became_at desc, case_id) where excused_until is null;

create table finding (
  case_id uuid not null,
  kind text not null,
  subject text not null,
  first_seen_at timestamptz(3) not null default now(),
  process_id integer not null,
  detail text not null,
  evidence jsonb not null,
  primary key (case_id, kind, subject)
);
comment on table finding is 'What only a joint view can see, with the events that show it. Written by the watcher, and taken away when it does not hold any more. Grows with what is wrong.';
create index finding_by_kind on finding (kind, first_seen_at desc, case_id);

create table watch_progress (
  singleton boolean primary key default true check (singleton),
  projected_until timestamptz(3) not null default '-infinity',
  detail text not null default ''
);
comment on table watch_progress is 'Up to which projection time the watcher has looked for findings. One row.';

-- Events are appended in the order of their projection, so that a few bytes for every 32 pages find the ones of a minute;
-- a write costs nothing.
create index event_by_projection on event using brin (projected_at) with (pages_per_range = 32, autosummarize = on);
