import { Failure } from "@/lib/domain/failure";
import type { ProjectedCase } from "@/lib/project/batch";
import type { IncidentState } from "@/lib/project/case-state";
import type { Sql, Transaction } from "../database";
import { int2Array, int4Array, textArray, timestampArray, uuidArray } from "./binary-array";
import { CopyBuffer } from "./copy-buffer";
import { copyNewRows } from "./copy-rows";
import type { Dictionaries } from "./dictionaries";
import { toStoredState } from "./stored-state";

const COLUMNS = `case_id, started_at, last_at, ended_at, process_id, event_count, open_incidents, status, variant_id,
  last_activity_id, lead_priority, lead_scope, lead_name, lead_value, state`;
const COLUMN_COUNT = 15;
const ROW_BYTES = 640;

/** Replaces the states of cases, which come sorted by id, and takes away those that are no cases any more. */
export async function replaceCases(
  tx: Transaction,
  cases: readonly ProjectedCase[],
  words: Dictionaries,
): Promise<void> {
  const absorbed = cases.flatMap((theCase) => theCase.absorbed);
  if (absorbed.length > 0) await deleteAbsorbed(tx, absorbed);
  await insertNewCases(
    tx,
    cases.filter(({ isNew }) => isNew),
    words,
  );
  await updateCases(
    tx,
    cases.filter(({ isNew }) => !isNew),
    words,
  );
}

/** Nobody else can have inserted one of them: each is named by a key that we hold, as a new one or by its case's lock. */
async function insertNewCases(tx: Transaction, cases: readonly ProjectedCase[], words: Dictionaries): Promise<void> {
  if (cases.length === 0) return;
  const rows = new CopyBuffer(cases.length * ROW_BYTES);
  for (const theCase of cases) writeRow(rows, theCase, words);
  if (await copyNewRows(tx, { table: "process_case", columns: COLUMNS }, rows)) return;
  throw new Failure(
    "conflict",
    "A case is there that no key leads to: the projection is broken. Run throughline rebuild.",
  );
}

function writeRow(to: CopyBuffer, { caseId, leadingKey, state }: ProjectedCase, words: Dictionaries): void {
  const { lastActivity } = state;
  to.row(COLUMN_COUNT);
  to.uuid(caseId);
  to.timestamp(state.firstAt);
  to.timestamp(state.lastAt);
  if (state.endedAt === null) to.null();
  else to.timestamp(state.endedAt);
  to.int4(words.processId(state.process ?? ""));
  to.int4(state.eventCount);
  to.int4(countOpen(state.incidents));
  to.text(state.status);
  if (state.variantId === "") to.null();
  else to.uuid(state.variantId);
  if (lastActivity === null) to.null();
  else to.int4(words.activityId(lastActivity.activity));
  to.int2(leadingKey.priority);
  to.text(leadingKey.scope);
  to.text(leadingKey.name);
  to.text(leadingKey.value);
  to.text(toStoredState(state));
}

/** They are there, and locked; on conflict finds each by its id, whatever the planner thinks of their number. */
async function updateCases(tx: Transaction, cases: readonly ProjectedCase[], words: Dictionaries): Promise<void> {
  if (cases.length === 0) return;
  await tx.query(
    `insert into process_case (${COLUMNS})
     select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::int[], $6::int[], $7::int[],
       $8::text[], $9::uuid[], $10::int[], $11::smallint[], $12::text[], $13::text[], $14::text[], $15::text[])
     on conflict (case_id) do update set
       started_at = excluded.started_at, last_at = excluded.last_at, ended_at = excluded.ended_at,
       process_id = excluded.process_id, event_count = excluded.event_count, open_incidents = excluded.open_incidents,
       status = excluded.status, variant_id = excluded.variant_id, last_activity_id = excluded.last_activity_id,
       lead_priority = excluded.lead_priority, lead_scope = excluded.lead_scope, lead_name = excluded.lead_name,
       lead_value = excluded.lead_value, state = excluded.state`,
    [
      uuidArray(cases.map(({ caseId }) => caseId)),
      timestampArray(cases.map(({ state }) => state.firstAt)),
      timestampArray(cases.map(({ state }) => state.lastAt)),
      timestampArray(cases.map(({ state }) => state.endedAt)),
      int4Array(cases.map(({ state }) => words.processId(state.process ?? ""))),
      int4Array(cases.map(({ state }) => state.eventCount)),
      int4Array(cases.map(({ state }) => countOpen(state.incidents))),
      textArray(cases.map(({ state }) => state.status)),
      uuidArray(cases.map(({ state }) => (state.variantId === "" ? null : state.variantId))),
      int4Array(cases.map(({ state: { lastActivity } }) => lastActivity && words.activityId(lastActivity.activity))),
      int2Array(cases.map(({ leadingKey }) => leadingKey.priority)),
      textArray(cases.map(({ leadingKey }) => leadingKey.scope)),
      textArray(cases.map(({ leadingKey }) => leadingKey.name)),
      textArray(cases.map(({ leadingKey }) => leadingKey.value)),
      textArray(cases.map(({ state }) => toStoredState(state))),
    ],
  );
}

/** What such a case had is among the rows of the case that it has become. */
async function deleteAbsorbed(tx: Sql, absorbed: readonly string[]): Promise<void> {
  for (const table of ["process_case", "process_instance", "open_element", "incident"]) {
    await tx.query(`delete from ${table} where case_id = any($1::uuid[])`, [uuidArray(absorbed)]);
  }
}

function countOpen(incidents: readonly IncidentState[]): number {
  let open = 0;
  for (const { resolvedAt } of incidents) if (resolvedAt === null) open += 1;
  return open;
}
