import { randomUUID } from "node:crypto";
import type { Sql } from "../database";

export type AlertEventKind = "fired" | "still-firing" | "cleared" | "test";

export type AlertEvent = {
  readonly alertRuleId: string;
  readonly at: Date;
  readonly value: number | null;
  readonly threshold: number;
  readonly isSilenced: boolean;
  readonly kind: AlertEventKind;
  readonly ruleName: string;
  readonly detail: string;
  /** Where in the console it is looked at. */
  readonly path: string;
};

/** Writes what happened, and what is to be told of it over each channel: nothing when it is silenced. */
export async function appendAlertEvent(tx: Sql, event: AlertEvent, channels: readonly string[]): Promise<number> {
  const { alertRuleId, at, value, threshold, isSilenced, kind, ruleName, detail, path } = event;
  const { rows } = await tx.query<{ id: number }>(
    `insert into alert_event (alert_rule_id, at, value, threshold, silenced, kind, rule_name, detail, path)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning alert_event_id as id`,
    [alertRuleId, at, value, threshold, isSilenced, kind, ruleName, detail, path],
  );
  const id = rows[0]?.id ?? 0;
  const told = isSilenced ? [] : [...new Set(channels)];
  await tx.query(
    `insert into alert_notice (alert_notice_id, alert_event_id, channel, next_at)
     select notice, $2, channel, $4 from unnest($1::uuid[], $3::text[]) as told (notice, channel)`,
    [told.map(() => randomUUID()), id, told, at],
  );
  return id;
}

export type StoredAlertEvent = Omit<AlertEvent, "isSilenced"> & {
  readonly alertEventId: number;
  readonly silenced: boolean;
  readonly notices: readonly {
    readonly channel: string;
    readonly state: "waiting" | "delivered" | "failed";
    readonly attempts: number;
    readonly detail: string;
    readonly settledAt: string | null;
  }[];
};

/** What happened, the latest first, each with who was told. */
export async function readAlertEvents(
  sql: Sql,
  page: { readonly alertRuleId: string | null; readonly before: number | null; readonly limit: number },
): Promise<readonly StoredAlertEvent[]> {
  const { rows } = await sql.query<StoredAlertEvent>(
    `select alert_event_id as "alertEventId", alert_rule_id as "alertRuleId", at, value, threshold, silenced, kind,
       rule_name as "ruleName", detail, path,
       coalesce((select json_agg(json_build_object('channel', channel, 'state', state, 'attempts', attempts, 'detail', notice.detail,
           'settledAt', settled_at at time zone 'UTC') order by channel)
         from alert_notice as notice where notice.alert_event_id = event.alert_event_id), '[]'::json) as notices
     from alert_event as event
     where ($1::uuid is null or alert_rule_id = $1) and ($2::bigint is null or alert_event_id < $2)
     order by alert_event_id desc limit $3`,
    [page.alertRuleId, page.before, page.limit],
  );
  return rows;
}

export async function deleteAlertEventsBefore(sql: Sql, at: Date): Promise<void> {
  await sql.query("delete from alert_event where at < $1", [at]);
}
