import type { Sql } from "../database";
import type { AlertEvent } from "./events";

export type ClaimedNotice = Pick<
  AlertEvent,
  "alertRuleId" | "at" | "value" | "threshold" | "kind" | "ruleName" | "detail" | "path"
> & {
  readonly alertNoticeId: string;
  readonly channel: string;
  /** This one included; it tells a claim from an older one. */
  readonly attempts: number;
};

type Claim = { readonly at: Date; readonly leaseMs: number; readonly limit: number };

/** Claims what is due. Who claims and dies leaves it due again when his lease is over. */
export async function claimNotices(sql: Sql, { at, leaseMs, limit }: Claim): Promise<readonly ClaimedNotice[]> {
  const { rows } = await sql.query<ClaimedNotice>(
    `update alert_notice as notice
     set attempts = attempts + 1, next_at = $1::timestamptz + make_interval(secs => $2::float8 / 1000)
     from alert_event as event
     where event.alert_event_id = notice.alert_event_id and alert_notice_id in (
       select alert_notice_id from alert_notice where state = 'waiting' and next_at <= $1
       order by next_at limit $3 for update skip locked)
     returning alert_notice_id as "alertNoticeId", channel, attempts, alert_rule_id as "alertRuleId", at, value, threshold, kind,
       rule_name as "ruleName", event.detail, path`,
    [at, leaseMs, limit],
  );
  return rows;
}

export type NoticeOutcome = {
  readonly alertNoticeId: string;
  readonly attempts: number;
  readonly state: "waiting" | "delivered" | "failed";
  readonly at: Date;
  /** When it is tried again, for one that waits. */
  readonly nextAt: Date;
  readonly detail: string;
};

/** What came of a claim, unless it was claimed anew meanwhile. */
export async function settleNotice(sql: Sql, outcome: NoticeOutcome): Promise<void> {
  const { alertNoticeId, attempts, state, at, nextAt, detail } = outcome;
  await sql.query(
    `update alert_notice set state = $3, detail = $4, next_at = $5, settled_at = case when $3 = 'waiting' then null else $6::timestamptz end
     where alert_notice_id = $1 and attempts = $2 and state = 'waiting'`,
    [alertNoticeId, attempts, state, detail, nextAt, at],
  );
}
