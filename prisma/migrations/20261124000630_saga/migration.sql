-- How the cases stand that are sagas. Derived like findings: it may be emptied at any time, and is there again as cases move.
create table saga_case (
  case_id uuid primary key,
  changed_at timestamptz(3) not null,
  undone_ms bigint,
  process_id integer not null,
  state text not null check (state in ('running', 'done', 'compensated', 'compensation-pending', 'not-compensated')),
  steps jsonb not null
);
comment on table saga_case is 'Cases that are sagas: their state, their steps, and how long it took to take back what was done. Written by the watcher. As many as there are sagas.';
create index saga_case_by_state on saga_case (state, changed_at desc, case_id);
create index saga_case_by_process on saga_case (process_id, state, changed_at desc, case_id);

-- Few diagrams declare compensations, and each case that is looked at asks which.
create index process_definition_compensating on process_definition (definition_id) where bpmn_xml like '%compensateEventDefinition%';
