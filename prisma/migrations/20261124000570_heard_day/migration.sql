-- An open case that lasts longer than a day is found by the day on which it was last heard of. The day changes with few
-- events and is null of most cases, so that those stay updates in place.
alter table process_case add column heard_day integer generated always as (
  case when last_at - started_at >= interval '24 hours'
    then floor(extract(epoch from last_at - timestamptz '1970-01-01 00:00:00+00') / 86400)::integer end) stored;
comment on column process_case.heard_day is 'Days from 1970 to the last event of a case that has lasted longer than one; null of others.';
create index process_case_heard on process_case (heard_day) where status = 'active' and heard_day is not null;
