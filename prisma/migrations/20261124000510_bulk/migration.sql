-- Bulk: how an operation goes on, and what waits for an engine that cannot keep up.
alter table operation drop constraint operation_state_check;
alter table operation add constraint operation_state_check
  check (state in ('requested', 'scheduled', 'running', 'canary', 'paused', 'done', 'failed', 'canceled'));
alter table operation
  add column start_at timestamptz(3),
  add column next_item_at timestamptz(6) not null default now(),
  add column judged_from timestamptz(3) not null default now(),
  add column items_per_second double precision not null default 50 check (items_per_second > 0),
  add column stop_at_failure_share double precision,
  add column canary integer,
  add column ordinal_max integer,
  add column state_reason text not null default '';
create index operation_open on operation (next_item_at) where ended_at is null;

alter table operation_item
  add column maybe_done boolean not null default false,
  add column source text not null default '';
update operation_item set source = substring(target_id from '^[^:/]+') where state in ('pending', 'running');
create index operation_item_open on operation_item (operation_id, ordinal) where state in ('pending', 'running');
create index operation_item_by_end on operation_item (operation_id, ended_at) where ended_at is not null;

create table engine_rest (
  source text primary key,
  until timestamptz(3) not null,
  strikes integer not null,
  why text not null
);
comment on table engine_rest is 'Engines that are left alone for a while, because they could not be reached or said that it is too much. Written by runners; a row an engine at most.';
