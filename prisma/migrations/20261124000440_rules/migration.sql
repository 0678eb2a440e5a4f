-- Rules that are saved in the console: each save is a version, projected beside the live tables and then switched to.
create table rule_version (
  version integer primary key check (version > 0),
  saved_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  records bigint not null default 0,
  behind bigint,
  state text not null default 'waiting' check (state in ('waiting', 'projecting', 'in-force', 'replaced', 'failed')),
  saved_by text not null,
  reason text not null,
  detail text not null default '',
  rules jsonb not null
);
comment on table rule_version is 'Rules saved in the console, a row for each save, never changed but in its state. Grows with what people decide.';

alter table projection add column rule_version integer not null default 0;
comment on table projection is 'The fold version and the rules (0: none saved) that the stored states and rollups were made with.';
