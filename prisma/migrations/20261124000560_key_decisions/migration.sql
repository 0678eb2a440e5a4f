-- What was decided about key names over all rules of a version: by a person, or because a name tied too much.
alter table rule_version add column decisions jsonb not null default '[]';
