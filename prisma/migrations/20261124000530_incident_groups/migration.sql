-- What people say of a group of incidents, and how to mend it.
create table incident_group (
  fingerprint uuid primary key,
  snoozed_until timestamptz(3),
  archived_at timestamptz(3),
  archived_by text,
  archived_because text,
  assignee text,
  ticket text
);
comment on table incident_group is 'Groups of incidents of which somebody said something: who sees to it, until when it is put off, that it was put away. Written by people; grows with what they do.';
create index incident_group_aside on incident_group (fingerprint) where archived_at is not null or snoozed_until is not null;

create table incident_comment (
  comment_id bigint generated always as identity primary key,
  fingerprint uuid not null,
  written_at timestamptz(3) not null,
  author text not null,
  comment text not null
);
comment on table incident_comment is 'What people wrote of a group of incidents. Written by people; grows with what they write.';
create index incident_comment_by_group on incident_comment (fingerprint, comment_id desc);

create table runbook (
  scope text primary key,
  saved_at timestamptz(3) not null,
  saved_by text not null,
  markdown text not null
);
comment on table runbook is 'How to mend what stops, as Markdown: of one group of incidents (group:fingerprint) or of an element (element:process/element). Written by people, one row each.';
