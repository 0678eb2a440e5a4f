import type { Sql } from "../database";

export async function readProcessByName(sql: Sql, name: string): Promise<{ readonly processId: number } | null> {
  const { rows } = await sql.query<{ process_id: number }>(
    "select process_id from process where name = $1 and name <> ''",
    [name],
  );
  return rows[0] ? { processId: rows[0].process_id } : null;
}
