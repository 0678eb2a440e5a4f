import type { Event } from "@/lib/domain/event";
import { type CaseId, toCaseId } from "@/lib/domain/identifiers";
import type { Sql } from "../database";
import type { Dictionaries } from "./dictionaries";
import { TRACE_COLUMNS, type TraceRow, toEvent } from "./event-row";

/**
 * All stored events of cases, in no order. Events stay under the case that they were appended to, which is the id of one
 * of the case's keys; hence the way over the keys.
 */
export async function readTraces(
  tx: Sql,
  caseIds: readonly CaseId[],
  words: Dictionaries,
): Promise<ReadonlyMap<CaseId, readonly Event[]>> {
  const traces = new Map<CaseId, Event[]>(caseIds.map((caseId) => [caseId, []]));
  if (caseIds.length === 0) return traces;
  const { rows } = await tx.query<TraceRow>(
    `select known.case_id, ${TRACE_COLUMNS}
     from correlation_key as known join event on event.case_id = known.key_id where known.case_id = any($1::uuid[])`,
    [caseIds],
  );
  await words.recall({
    activityIds: rows.flatMap(({ activity_id }) => (activity_id === null ? [] : [activity_id])),
    definitionIds: rows.flatMap(({ definition_id }) => (definition_id === null ? [] : [definition_id])),
  });
  for (const row of rows) traces.get(toCaseId(row.case_id))?.push(toEvent(row, words));
  return traces;
}
