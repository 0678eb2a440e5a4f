import type { Sql } from "./database";

const RECORDS_AT_ONCE = 1_000;

/**
 * Drops the bytes of the oldest records of the quarantine: of those from before `before`, and of more as long as all
 * together have more than `bytesMax`. Open ones are expired from then on; the counts of their groups stay. A bounded number
 * at once: returns how many, and the caller calls again until there is nothing to do.
 */
export async function expireQuarantine(
  sql: Sql,
  { before, bytesMax }: { readonly before: Date; readonly bytesMax: number },
): Promise<number> {
  const { rows } = await sql.query<{ expired: number }>(
    `with total as (select coalesce(sum(kept_bytes), 0) as bytes from quarantine_group),
     oldest as (
       select quarantine_id, group_id, state, quarantined_at,
         coalesce(octet_length(value), 0) + coalesce(octet_length(record_key), 0) as bytes
       from quarantine where value is not null order by quarantine_id limit ${RECORDS_AT_ONCE}),
     summed as (select oldest.*, sum(bytes) over (order by quarantine_id) - bytes as bytes_before from oldest),
     due as (
       select quarantine.quarantine_id, quarantine.group_id, quarantine.state, summed.bytes
       from summed cross join total join quarantine using (quarantine_id)
       where summed.quarantined_at < $1 or total.bytes - summed.bytes_before > $2
       order by quarantine.quarantine_id for update of quarantine skip locked),
     dropped as (
       update quarantine set value = null, record_key = null, headers = '[]', whole = false,
         state = case quarantine.state when 'open' then 'expired' else quarantine.state end
       from due where quarantine.quarantine_id = due.quarantine_id returning due.group_id, due.state, due.bytes),
     counted as (
       select group_id, count(*) filter (where state = 'open') as expired, sum(bytes) as bytes from dropped group by group_id),
     locked as (
       select group_id, counted.expired, counted.bytes from quarantine_group join counted using (group_id)
       order by group_id for no key update of quarantine_group),
     noted as (
       update quarantine_group set expired = quarantine_group.expired + locked.expired,
         kept_bytes = greatest(0, kept_bytes - locked.bytes)
       from locked where quarantine_group.group_id = locked.group_id returning 1)
     select count(*) as expired from dropped`,
    [before, bytesMax],
  );
  return rows[0]?.expired ?? 0;
}
