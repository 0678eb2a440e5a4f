import type { LinkKeyRow } from "@/lib/domain/correlation";
import { type CaseId, toCaseId } from "@/lib/domain/identifiers";
import type { CaseState } from "@/lib/project/case-state";
import type { Sql } from "../database";
import { uuidArray } from "./binary-array";
import { fromStoredState } from "./stored-state";

export type LockedCases = {
  /** Each case's leading key, which names it. */
  readonly leads: readonly LinkKeyRow[];
  readonly states: ReadonlyMap<CaseId, CaseState>;
};

type CaseRow = {
  readonly case_id: string;
  readonly lead_priority: number;
  readonly lead_scope: string;
  readonly lead_name: string;
  readonly lead_value: string;
  readonly state: string;
};

/**
 * Locks cases, sorted, and reads their states. Whoever holds a case's lock, and nobody else, may give it events, add keys
 * to it, or make it part of another case. So a case that is still there leads its keys as we have read them before; one
 * that is missing became another case while we waited.
 */
export async function lockCases(tx: Sql, caseIds: readonly CaseId[]): Promise<LockedCases> {
  if (caseIds.length === 0) return { leads: [], states: new Map() };
  const { rows } = await tx.query<CaseRow>(
    `select case_id, lead_priority, lead_scope, lead_name, lead_value, state from process_case
     where case_id = any($1::uuid[]) order by case_id for no key update`,
    [uuidArray(caseIds)],
  );
  return {
    leads: rows.map(toLead),
    states: new Map(rows.map((row) => [toCaseId(row.case_id), fromStoredState(row.state)])),
  };
}

/** The id of a case is the id of its leading key. */
function toLead(row: CaseRow): LinkKeyRow {
  return {
    keyId: row.case_id,
    caseId: toCaseId(row.case_id),
    priority: row.lead_priority,
    scope: row.lead_scope,
    name: row.lead_name,
    value: row.lead_value,
  };
}
