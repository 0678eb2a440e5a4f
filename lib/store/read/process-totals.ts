import type { Sql } from "../database";

/** Whole hours: `from` is the start of the first, `to` the end of the last; null is unbounded. */
export type Hours = { readonly from: Date | null; readonly to: Date | null };

export type InstanceTotals = {
  readonly definitionId: number;
  readonly started: number;
  readonly completed: number;
  readonly terminated: number;
  readonly openIncidents: number;
};

type InstanceRow = {
  definition_id: number;
  started: number;
  completed: number;
  terminated: number;
  open_incidents: number;
};

/** Process instances by definition, of those that started within the hours. */
export async function readInstanceTotals(sql: Sql, { from, to }: Hours): Promise<readonly InstanceTotals[]> {
  const { rows } = await sql.query<InstanceRow>(
    `select definition_id, sum(started) as started, sum(completed) as completed, sum(terminated) as terminated,
            sum(open_incidents) as open_incidents
     from instance_rollup
     where hour >= coalesce($1::timestamptz, '-infinity') and hour < coalesce($2::timestamptz, 'infinity')
     group by definition_id`,
    [from, to],
  );
  return rows.map((row) => ({
    definitionId: row.definition_id,
    started: row.started,
    completed: row.completed,
    terminated: row.terminated,
    openIncidents: row.open_incidents,
  }));
}

export type CaseTotals = {
  readonly processId: number;
  readonly name: string;
  readonly cases: number;
  readonly ended: number;
  readonly canceled: number;
  readonly openIncidents: number;
};

type CaseRow = {
  process_id: number;
  name: string;
  cases: number;
  ended: number;
  canceled: number;
  open_incidents: number;
};

/** Observed processes with their cases, of those that began within the hours. */
export async function readCaseTotals(sql: Sql, { from, to }: Hours): Promise<readonly CaseTotals[]> {
  const { rows } = await sql.query<CaseRow>(
    `select process.process_id, process.name, coalesce(sum(cases), 0) as cases, coalesce(sum(ended), 0) as ended,
            coalesce(sum(canceled), 0) as canceled, coalesce(sum(open_incidents), 0) as open_incidents
     from process left join case_rollup
       on case_rollup.process_id = process.process_id
       and hour >= coalesce($1::timestamptz, '-infinity') and hour < coalesce($2::timestamptz, 'infinity')
     where process.name <> ''
     group by process.process_id`,
    [from, to],
  );
  return rows.map((row) => ({
    processId: row.process_id,
    name: row.name,
    cases: row.cases,
    ended: row.ended,
    canceled: row.canceled,
    openIncidents: row.open_incidents,
  }));
}
