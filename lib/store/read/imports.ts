import type { Sql } from "../database";

export type StoredImport = {
  readonly importId: string;
  readonly process: string;
  readonly format: string;
  readonly state: "running" | "done" | "failed";
  readonly events: number;
  readonly cases: number;
  readonly rejected: number;
  readonly error: string | null;
  readonly rejections: readonly { readonly line: number; readonly reason: string }[];
  readonly startedAt: Date;
  readonly endedAt: Date | null;
};

type Row = {
  import_id: string;
  process: string;
  format: string;
  state: StoredImport["state"];
  events: number;
  cases: number;
  rejected: number;
  error: string | null;
  rejections: StoredImport["rejections"];
  started_at: Date;
  ended_at: Date | null;
};

export async function readImport(sql: Sql, importId: string): Promise<StoredImport | null> {
  const { rows } = await sql.query<Row>(
    `select import_id, process, format, state, events, cases, rejected, error, rejections, started_at, ended_at
     from import_run where import_id = $1`,
    [importId],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    importId: row.import_id,
    process: row.process,
    format: row.format,
    state: row.state,
    events: row.events,
    cases: row.cases,
    rejected: row.rejected,
    error: row.error,
    rejections: row.rejections,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}
