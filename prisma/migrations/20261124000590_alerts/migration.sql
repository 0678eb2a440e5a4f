-- Rules that tell people when a figure is over a limit: what they say, how they stand, what happened, and who was told.
create table alert_rule (
  alert_rule_id uuid primary key,
  created_at timestamptz(3) not null default now(),
  changed_at timestamptz(3) not null default now(),
  origin text not null check (origin in ('console', 'configuration')),
  name text not null unique,
  changed_by text not null,
  definition jsonb not null
);
comment on table alert_rule is 'Rules that tell people when a figure is over a limit; those of the configuration are copied here and overrule a rule of the same name. Written by people and by the alerts loop. Grows with what people decide.';

create table alert_state (
  alert_rule_id uuid primary key references alert_rule on delete cascade,
  since timestamptz(3) not null,
  fired_at timestamptz(3),
  evaluated_at timestamptz(3) not null,
  round bigint not null default 0,
  value double precision,
  told boolean not null,
  phase text not null check (phase in ('ok', 'pending', 'firing', 'clearing')),
  detail text not null default '',
  recent jsonb not null default '[]'
) with (fillfactor = 50);
comment on table alert_state is 'How each rule stands; round fences an evaluation that was overtaken, recent holds a value a minute of the last hour. Written by the alerts loop. One row a rule.';

create table alert_event (
  alert_event_id bigint generated always as identity primary key,
  alert_rule_id uuid not null,
  at timestamptz(3) not null,
  value double precision,
  threshold double precision not null,
  silenced boolean not null,
  kind text not null check (kind in ('fired', 'still-firing', 'cleared', 'test')),
  rule_name text not null,
  detail text not null,
  path text not null
);
comment on table alert_event is 'What happened to rules. Written with the state, kept 90 days. Grows with alerts.';
create index alert_event_by_time on alert_event (at desc, alert_event_id desc);
create index alert_event_by_rule on alert_event (alert_rule_id, alert_event_id desc);

create table alert_notice (
  alert_notice_id uuid primary key,
  alert_event_id bigint not null references alert_event on delete cascade,
  next_at timestamptz(3) not null,
  settled_at timestamptz(3),
  attempts integer not null default 0,
  channel text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  detail text not null default ''
);
comment on table alert_notice is 'What is to be told over which channel: an outbox, written with its event and claimed by whoever delivers. Goes with its event.';
create index alert_notice_due on alert_notice (next_at) where state = 'waiting';
create index alert_notice_by_event on alert_notice (alert_event_id);
