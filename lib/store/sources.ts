import type { Sql } from "./database";
import { toStorableText } from "./storable-text";

export type SourceKind = "kafka" | "camunda8" | "camunda7" | "http" | "file" | "outbox";
export type SourceState = "starting" | "running" | "degraded" | "paused" | "stopped";

const DETAIL_LENGTH_MAX = 2_000;

/** The number of a source, which gets one when it is first heard of. */
export async function ensureSource(
  sql: Sql,
  source: { readonly name: string; readonly kind: SourceKind; readonly isRecorded?: boolean },
): Promise<number> {
  const { rows } = await sql.query<{ source_id: number }>(
    `insert into source as known (name, kind, recorded, state) values ($1, $2, $3, case $2 when 'file' then 'stopped' else 'starting' end)
     on conflict (name) do update set recorded = excluded.recorded, kind = excluded.kind
     returning source_id`,
    [source.name, source.kind, source.isRecorded ?? false],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`source ${source.name} was neither inserted nor found`);
  return row.source_id;
}

/** How a source is, in words for people. `changed_at` moves only when the state does. */
export async function writeSourceState(
  sql: Sql,
  sourceId: number,
  { state, detail }: { readonly state: SourceState; readonly detail: string },
): Promise<void> {
  await sql.query(
    `update source set state = $2, detail = $3, beat_at = now(),
       changed_at = case when state = $2 and detail = $3 then changed_at else now() end,
       last_event_at = greatest(last_event_at,
         (select max(last_recorded_at) from stream where stream.source_id = source.source_id))
     where source_id = $1`,
    [sourceId, state, toStorableText(detail, DETAIL_LENGTH_MAX)],
  );
}

/** Sources that are no longer configured: they stay known, with their events, and are shown as stopped. */
export async function stopOtherSources(sql: Sql, names: readonly string[]): Promise<void> {
  await sql.query(
    `update source set state = 'stopped', detail = 'no longer configured', changed_at = now()
     where name <> all($1::text[]) and kind in ('kafka', 'camunda8', 'camunda7', 'outbox') and detail <> 'no longer configured'`,
    [names],
  );
}
