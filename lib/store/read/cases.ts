import type { Sql } from "../database";
import { type CaseFilter, caseConditions } from "./case-filter";
import { STUCK_CASE_IDS } from "./stuck";

export type StoredCase = {
  readonly caseId: string;
  readonly label: string;
  readonly process: string | null;
  readonly status: "active" | "ended" | "canceled";
  readonly startedAt: Date;
  readonly lastAt: Date;
  readonly endedAt: Date | null;
  readonly eventCount: number;
  readonly openIncidents: number;
  readonly lastActivity: string | null;
  readonly isRecorded: boolean;
  readonly isStuck: boolean;
};

type CaseRow = {
  case_id: string;
  lead_name: string;
  lead_value: string;
  process: string;
  status: StoredCase["status"];
  started_at: Date;
  last_at: Date;
  ended_at: Date | null;
  event_count: number;
  open_incidents: number;
  last_activity: string | null;
  recorded: boolean | null;
  stuck: boolean;
};

const CASE_COLUMNS = `page.case_id, lead_name, lead_value, process.name as process, status, started_at, last_at, ended_at,
  event_count, open_incidents, activity.name as last_activity,
  (select source.recorded from correlation_key as known join event on event.case_id = known.key_id
   join stream using (stream_id) join source using (source_id) where known.case_id = page.case_id limit 1) as recorded,
  page.case_id = any(array(${STUCK_CASE_IDS} and stuck.case_id = page.case_id)) as stuck`;
const CASE_WORDS = `join process using (process_id) left join activity on activity.activity_id = page.last_activity_id`;

/** Where a page of the list begins: after this case. */
export type CasePlace = { readonly startedAt: Date; readonly caseId: string };

/** Cases, the latest start first. */
export async function readCases(
  sql: Sql,
  filter: CaseFilter,
  { after, limit }: { readonly after: CasePlace | null; readonly limit: number },
): Promise<readonly StoredCase[]> {
  const conditions = caseConditions(filter);
  if (after !== null) {
    const [startedAt, caseId] = [conditions.parameter(after.startedAt), conditions.parameter(after.caseId)];
    conditions.always(`started_at <= ${startedAt} and (started_at < ${startedAt} or case_id > ${caseId}::uuid)`);
  }
  const { rows } = await sql.query<CaseRow>(
    `select ${CASE_COLUMNS}
     from (select * from process_case where ${conditions.where}
           order by started_at desc, case_id limit ${conditions.parameter(limit)}) as page ${CASE_WORDS}
     order by started_at desc, page.case_id`,
    conditions.values,
  );
  return rows.map(toStoredCase);
}

/** How many there are, counted no further than the bound. */
export async function countCases(sql: Sql, filter: CaseFilter, bound: number): Promise<number> {
  const conditions = caseConditions(filter);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*) as count from (select from process_case where ${conditions.where} limit ${conditions.parameter(bound)}) as counted`,
    conditions.values,
  );
  return rows[0]?.count ?? 0;
}

export async function readCaseIds(sql: Sql, filter: CaseFilter, limit: number): Promise<readonly string[]> {
  const conditions = caseConditions(filter);
  const { rows } = await sql.query<{ case_id: string }>(
    `select case_id from process_case where ${conditions.where} order by started_at desc, case_id limit ${conditions.parameter(limit)}`,
    conditions.values,
  );
  return rows.map((row) => row.case_id);
}

export async function readCase(sql: Sql, caseId: string): Promise<StoredCase | null> {
  const { rows } = await sql.query<CaseRow>(
    `select ${CASE_COLUMNS} from process_case as page ${CASE_WORDS} where page.case_id = $1`,
    [caseId],
  );
  return rows[0] ? toStoredCase(rows[0]) : null;
}

function toStoredCase(row: CaseRow): StoredCase {
  return {
    caseId: row.case_id,
    label: `${row.lead_name}:${row.lead_value}`,
    process: row.process === "" ? null : row.process,
    status: row.status,
    startedAt: row.started_at,
    lastAt: row.last_at,
    endedAt: row.ended_at,
    eventCount: row.event_count,
    openIncidents: row.open_incidents,
    lastActivity: row.last_activity,
    isRecorded: row.recorded ?? false,
    isStuck: row.stuck,
  };
}
