import type { ProjectedCase } from "@/lib/project/batch";
import type { Sql } from "../database";
import { int4Array, textArray, timestampArray, uuidArray } from "./binary-array";
import type { Dictionaries } from "./dictionaries";

type Parts<Part> = readonly { readonly caseId: string; readonly part: Part }[];

/** Process instances that are new or changed. */
export async function replaceInstances(tx: Sql, cases: readonly ProjectedCase[], words: Dictionaries): Promise<void> {
  const rows = partsOf(cases, ({ instances }) => instances);
  if (rows.length === 0) return;
  await tx.query(
    `insert into process_instance (case_id, process_instance_key, definition_id, started_at, ended_at, status,
       parent_process_instance_key)
     select * from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[])
     on conflict (case_id, process_instance_key) do update set
       definition_id = excluded.definition_id, started_at = excluded.started_at, ended_at = excluded.ended_at,
       status = excluded.status, parent_process_instance_key = excluded.parent_process_instance_key`,
    [
      uuidArray(rows.map(({ caseId }) => caseId)),
      textArray(rows.map(({ part }) => part.processInstanceKey)),
      int4Array(rows.map(({ part }) => words.definitionId(part.definition))),
      timestampArray(rows.map(({ part }) => part.startedAt)),
      timestampArray(rows.map(({ part }) => part.endedAt)),
      textArray(rows.map(({ part }) => part.status)),
      textArray(rows.map(({ part }) => part.parentProcessInstanceKey)),
    ],
  );
}

/** Where tokens stand now: those that moved on are deleted, those that came are inserted. */
export async function replaceOpenElements(
  tx: Sql,
  cases: readonly ProjectedCase[],
  words: Dictionaries,
): Promise<void> {
  const closed = partsOf(cases, ({ closedElements }) => closedElements);
  if (closed.length > 0) {
    await tx.query(
      `delete from open_element as known using unnest($1::uuid[], $2::text[]) as given (case_id, element_instance_key)
       where known.case_id = given.case_id and known.element_instance_key = given.element_instance_key`,
      [uuidArray(closed.map(({ caseId }) => caseId)), textArray(closed.map(({ part }) => part))],
    );
  }
  const rows = partsOf(cases, ({ openElements }) => openElements);
  if (rows.length === 0) return;
  await tx.query(
    `insert into open_element (case_id, element_instance_key, definition_id, entered_at, process_instance_key, element_id,
       element_type)
     select * from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])
     on conflict (case_id, element_instance_key) do update set
       definition_id = excluded.definition_id, entered_at = excluded.entered_at,
       process_instance_key = excluded.process_instance_key, element_id = excluded.element_id,
       element_type = excluded.element_type`,
    [
      uuidArray(rows.map(({ caseId }) => caseId)),
      textArray(rows.map(({ part }) => part.elementInstanceKey)),
      int4Array(rows.map(({ part }) => words.definitionId(part.definition))),
      timestampArray(rows.map(({ part }) => part.enteredAt)),
      textArray(rows.map(({ part }) => part.processInstanceKey)),
      textArray(rows.map(({ part }) => part.elementId)),
      textArray(rows.map(({ part }) => part.elementType)),
    ],
  );
}

/** Incidents that are new or changed. */
export async function replaceIncidents(tx: Sql, cases: readonly ProjectedCase[], words: Dictionaries): Promise<void> {
  const rows = partsOf(cases, ({ incidents }) => incidents);
  if (rows.length === 0) return;
  await tx.query(
    `insert into incident (case_id, incident_key, definition_id, opened_at, resolved_at, process_instance_key,
       element_instance_key, element_id, error_type, job_key, fingerprint, message)
     select * from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::uuid[], $12::text[])
     on conflict (case_id, incident_key) do update set
       definition_id = excluded.definition_id, opened_at = excluded.opened_at, resolved_at = excluded.resolved_at,
       process_instance_key = excluded.process_instance_key, element_instance_key = excluded.element_instance_key,
       element_id = excluded.element_id, error_type = excluded.error_type, job_key = excluded.job_key,
       fingerprint = excluded.fingerprint, message = excluded.message`,
    [
      uuidArray(rows.map(({ caseId }) => caseId)),
      textArray(rows.map(({ part }) => part.incidentKey)),
      int4Array(rows.map(({ part }) => words.definitionId(part.definition))),
      timestampArray(rows.map(({ part }) => part.openedAt)),
      timestampArray(rows.map(({ part }) => part.resolvedAt)),
      textArray(rows.map(({ part }) => part.processInstanceKey)),
      textArray(rows.map(({ part }) => part.elementInstanceKey)),
      textArray(rows.map(({ part }) => part.elementId)),
      textArray(rows.map(({ part }) => part.errorType)),
      textArray(rows.map(({ part }) => part.jobKey)),
      uuidArray(rows.map(({ part }) => part.fingerprint)),
      textArray(rows.map(({ part }) => part.message)),
    ],
  );
}

function partsOf<Part>(cases: readonly ProjectedCase[], of: (theCase: ProjectedCase) => readonly Part[]): Parts<Part> {
  return cases.flatMap((theCase) => of(theCase).map((part) => ({ caseId: theCase.caseId, part })));
}
