import type { Sql } from "../database";
import { STUCK_CASE_IDS } from "./stuck";

type Counts = ReadonlyMap<number, number>;

/** Stuck cases by observed process. */
export async function countStuckByProcess(sql: Sql): Promise<Counts> {
  const { rows } = await sql.query<{ id: number; count: number }>(
    `select process_id as id, count(*) as count from process_case where case_id = any(array(${STUCK_CASE_IDS})) group by process_id`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Stuck cases with an active instance of a definition, by definition. */
export async function countStuckByDefinition(sql: Sql): Promise<Counts> {
  const { rows } = await sql.query<{ id: number; count: number }>(
    `select definition_id as id, count(distinct case_id) as count from process_instance
     where case_id = any(array(${STUCK_CASE_IDS})) and status = 'active' group by definition_id`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
