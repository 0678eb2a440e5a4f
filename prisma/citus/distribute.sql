-- Turns a migrated database into a distributed one. Once, on the coordinator, after `throughline migrate` and before the first
-- worker starts (a filled database works too, and takes as long as its rows must be copied):
--
--   create extension citus;
--   select citus_set_coordinator_host('coordinator.example', 5432);
--   select citus_add_node('worker-1.example', 5432); …
--   \i prisma/citus/distribute.sql
--
-- docs/scaling.md says why each table is what it is here, which statements must change before ingestion runs on it, and what was
-- executed, simulated or only reasoned. A test executes this file on a migrated database and holds it against the schema.

begin;

-- ── dictionaries: small, written seldom, joined with everything: each node has a whole copy ──
-- Citus takes identity columns of bigint only. Ours are smaller, because billions of rows repeat them; a sequence of the
-- coordinator's numbers them instead.
alter table source alter column source_id drop identity;
create sequence source_source_id_seq as smallint owned by source.source_id;
select setval('source_source_id_seq', coalesce(max(source_id), 0) + 1, false) from source;
alter table source alter column source_id set default nextval('source_source_id_seq');

alter table process alter column process_id drop identity;
create sequence process_process_id_seq as integer owned by process.process_id;
select setval('process_process_id_seq', coalesce(max(process_id), 0) + 1, false) from process;
alter table process alter column process_id set default nextval('process_process_id_seq');

alter table activity alter column activity_id drop identity;
create sequence activity_activity_id_seq as integer owned by activity.activity_id;
select setval('activity_activity_id_seq', coalesce(max(activity_id), 0) + 1, false) from activity;
alter table activity alter column activity_id set default nextval('activity_activity_id_seq');

alter table process_definition alter column definition_id drop identity;
create sequence process_definition_definition_id_seq as integer owned by process_definition.definition_id;
select setval('process_definition_definition_id_seq', coalesce(max(definition_id), 0) + 1, false) from process_definition;
alter table process_definition alter column definition_id set default nextval('process_definition_definition_id_seq');

select create_reference_table('source');
select create_reference_table('process');
select create_reference_table('activity');
select create_reference_table('process_definition');
select create_reference_table('variant');

-- ── cases: the hash of a case's id says where all its rows are ──
-- `event` comes first: the others are placed beside it, so that what belongs together is on one node.
select create_distributed_table('event', 'case_id', shard_count => 64);
select create_distributed_table('process_case', 'case_id', colocate_with => 'event');
select create_distributed_table('process_instance', 'case_id', colocate_with => 'event');
select create_distributed_table('open_element', 'case_id', colocate_with => 'event');
select create_distributed_table('incident', 'case_id', colocate_with => 'event');
select create_distributed_table('case_shared_key', 'case_id', colocate_with => 'event');
select create_distributed_table('stuck_case', 'case_id', colocate_with => 'event');
select create_distributed_table('finding', 'case_id', colocate_with => 'event');
select create_distributed_table('saga_case', 'case_id', colocate_with => 'event');

-- A key lies by its own id, not by the case it leads to: it is asked for by id, its id is what must be unique, and it changes
-- its case while its row stays. An event's case_id is always the id of a key, so `event.case_id = correlation_key.key_id`
-- joins rows of one shard.
select create_distributed_table('correlation_key', 'key_id', colocate_with => 'event');

commit;

-- ── what stays an ordinary table of the coordinator, and why (docs/scaling.md, "What stays on the coordinator") ──
-- local: stream, stream_gap, quarantine, quarantine_group, import_run, ingest_pace, projection, rule_version
-- local: topic_partition, topic_trend, consumer_group, consumer_group_lag, consumer_group_trend
-- local: wait_profile, process_watch, watch_progress, payload_field
-- local: activity_rollup, edge_rollup, edge_duration_rollup, element_rollup, element_duration_rollup
-- local: flow_rollup, instance_rollup, case_rollup, case_duration_rollup, variant_rollup
-- local: process_model, process_model_version, model_binding_version, model_binding
-- local: dead_letter, dead_letter_replay, record_write
-- local: incident_group, incident_comment, runbook
-- local: alert_rule, alert_state, alert_event, alert_notice
-- local: operation, operation_item, engine_rest, audit_entry, person, sign_in_link, session, api_token
