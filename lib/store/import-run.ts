import { Failure } from "@/lib/domain/failure";
import type { Sql } from "./database";

export type Rejection = { readonly line: number; readonly reason: string };
export type ImportCounts = { readonly records: number; readonly events: number; readonly rejected: number };

export async function beginImport(
  sql: Sql,
  { importId, process, format }: { readonly importId: string; readonly process: string; readonly format: string },
): Promise<void> {
  const { rowCount } = await sql.query(
    `insert into import_run (import_id, process, format) values ($1, $2, $3)
     on conflict (import_id) do update set process = excluded.process
     where import_run.state = 'running' and import_run.records = 0`,
    [importId, process, format],
  );
  if (rowCount === 0) throw new Failure("conflict", `Import ${importId} has run already.`);
}

/** How far an import is, for those who watch it. */
export async function writeImportProgress(
  sql: Sql,
  importId: string,
  { records, events, rejected, rejections }: ImportCounts & { readonly rejections: readonly Rejection[] },
): Promise<void> {
  await sql.query(
    "update import_run set records = $2, events = $3, rejected = $4, rejections = $5::jsonb where import_id = $1",
    [importId, records, events, rejected, JSON.stringify(rejections)],
  );
}

/** Ends an import and counts its cases, over the keys: cases of the beginning may have become others at the end. */
export async function endImport(sql: Sql, importId: string, error: string | null): Promise<number> {
  const { rows } = await sql.query<{ cases: number }>(
    `with mine as (
       select count(distinct known.case_id) as cases from event join correlation_key as known on known.key_id = event.case_id
       where event.stream_id in (select stream_id from stream where stream.name like $2 || '%'))
     update import_run set ended_at = now(), state = case when $3::text is null then 'done' else 'failed' end, error = $3,
       cases = mine.cases from mine where import_id = $1 returning import_run.cases`,
    [importId, streamPrefix(importId), error],
  );
  return rows[0]?.cases ?? 0;
}

/** Streams of an import are its own: another import of the same file has other positions. */
export function streamPrefix(importId: string): string {
  return `import-${importId}/`;
}

/** The file source of a process. A live source of that name keeps it: its file is then `import:NAME`. */
export async function ensureFileSource(sql: Sql, process: string): Promise<{ sourceId: number; name: string }> {
  for (const name of [process, `import:${process}`]) {
    await sql.query("insert into source (name, kind, state) values ($1, 'file', 'stopped') on conflict do nothing", [
      name,
    ]);
    const { rows } = await sql.query<{ source_id: number }>(
      "select source_id from source where name = $1 and kind = 'file'",
      [name],
    );
    const row = rows[0];
    if (row !== undefined) return { sourceId: row.source_id, name };
  }
  throw new Failure(
    "conflict",
    `Both "${process}" and "import:${process}" are names of live sources; choose another name.`,
  );
}

export async function beatImport(sql: Sql, importId: string): Promise<void> {
  await sql.query("update import_run set beat_at = now() where import_id = $1 and state = 'running'", [importId]);
}

/** Imports whose process has said nothing for a minute have died with it: they do not go on by themselves. Returns how many. */
export async function failSilentImports(sql: Sql): Promise<number> {
  const { rowCount } = await sql.query(
    `update import_run set state = 'failed', ended_at = now(),
       error = 'The process that took it in has ended. What came before is kept; import the file again, and it completes it.'
     where state = 'running' and beat_at < now() - interval '1 minute'`,
  );
  return rowCount ?? 0;
}
