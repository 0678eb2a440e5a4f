import { stableId } from "@/lib/domain/stable-id";
import type { Sql } from "../database";
import { toStorableText } from "../storable-text";

const REASON_LENGTH_MAX = 300;
/** What a reason quotes of the record itself. */
const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`/g;
/** Numbers and all words that hold a digit: positions, ids, times. */
const NUMBERED = /\b\w*\d\w*/g;

export type QuarantineGroup = {
  readonly groupId: string;
  readonly source: string;
  readonly topic: string;
  /** Without what is different in each record. */
  readonly reason: string;
};

/** Records of one topic that failed for the same reason are one group: one mended rule mends them all. */
export function quarantineGroupOf(of: { source: string; topic: string; reason: string }): QuarantineGroup {
  const reason = of.reason.replace(QUOTED, "“…”").replace(NUMBERED, "#").replace(/\s+/g, " ").trim();
  const source = toStorableText(of.source, REASON_LENGTH_MAX);
  const topic = toStorableText(of.topic, REASON_LENGTH_MAX);
  const storable = toStorableText(reason, REASON_LENGTH_MAX);
  return { groupId: stableId([source, topic, storable].join("\u001f")), source, topic, reason: storable };
}

/** How much of a group was kept whole in its present hour. */
export type GroupWindow = { records: number; bytes: number };

/** Makes or finds groups and locks them until the end of the transaction, sorted, so that no two can deadlock. */
export async function lockGroups(
  tx: Sql,
  groups: readonly QuarantineGroup[],
): Promise<ReadonlyMap<string, GroupWindow>> {
  const { rows } = await tx.query<{ group_id: string; window_records: number; window_bytes: number }>(
    `insert into quarantine_group as known (group_id, source, topic, reason, first_at, last_at, window_at)
     select given.*, now(), now(), date_trunc('hour', now())
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as given (group_id, source, topic, reason) order by group_id
     on conflict (group_id) do update set last_at = excluded.last_at, window_at = excluded.window_at,
       window_records = case when known.window_at = excluded.window_at then known.window_records else 0 end,
       window_bytes = case when known.window_at = excluded.window_at then known.window_bytes else 0 end
     returning group_id, window_records, window_bytes`,
    [
      groups.map(({ groupId }) => groupId),
      groups.map(({ source }) => source),
      groups.map(({ topic }) => topic),
      groups.map(({ reason }) => reason),
    ],
  );
  return new Map(rows.map((row) => [row.group_id, { records: row.window_records, bytes: row.window_bytes }]));
}

/** How much of each group is kept whole in this hour now. */
export async function writeWindows(tx: Sql, windows: ReadonlyMap<string, GroupWindow>): Promise<void> {
  await tx.query(
    `update quarantine_group set window_records = given.records, window_bytes = given.bytes
     from unnest($1::uuid[], $2::int[], $3::bigint[]) as given (group_id, records, bytes)
     where quarantine_group.group_id = given.group_id`,
    [
      [...windows.keys()],
      [...windows.values()].map(({ records }) => records),
      [...windows.values()].map(({ bytes }) => bytes),
    ],
  );
}
