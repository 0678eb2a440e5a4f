import type { AlertPhase } from "@/lib/domain/alert-rule";
import type { Sql } from "../database";

/** Minutes since the epoch, with the last value of each. */
export type RecentValues = readonly (readonly [minute: number, value: number | null])[];

export type StoredAlertState = {
  readonly alertRuleId: string;
  readonly phase: AlertPhase;
  readonly since: Date;
  readonly firedAt: Date | null;
  readonly evaluatedAt: Date;
  readonly round: number;
  readonly value: number | null;
  readonly told: boolean;
  readonly detail: string;
  readonly recent: RecentValues;
};

export async function readAlertStates(sql: Sql): Promise<ReadonlyMap<string, StoredAlertState>> {
  const { rows } = await sql.query<StoredAlertState>(
    `select alert_rule_id as "alertRuleId", phase, since, fired_at as "firedAt", evaluated_at as "evaluatedAt", round, value,
       told, detail, recent
     from alert_state`,
  );
  return new Map(rows.map((row) => [row.alertRuleId, row]));
}

/** False: another evaluation was faster, or the rule is gone; nothing was written. `round` is that of the state it began with. */
export async function writeAlertState(tx: Sql, state: StoredAlertState): Promise<boolean> {
  const { alertRuleId, phase, since, firedAt, evaluatedAt, round, value, told, detail, recent } = state;
  const { rowCount } = await tx.query(
    `insert into alert_state as known (alert_rule_id, phase, since, fired_at, evaluated_at, round, value, told, detail, recent)
     select alert_rule_id, $2, $3, $4, $5, $6 + 1, $7, $8, $9, $10 from alert_rule where alert_rule_id = $1 for share
     on conflict (alert_rule_id) do update set phase = excluded.phase, since = excluded.since, fired_at = excluded.fired_at,
       evaluated_at = excluded.evaluated_at, round = excluded.round, value = excluded.value, told = excluded.told,
       detail = excluded.detail, recent = excluded.recent
     where known.round = $6`,
    [alertRuleId, phase, since, firedAt, evaluatedAt, round, value, told, detail, JSON.stringify(recent)],
  );
  return (rowCount ?? 0) > 0;
}

/** What it stood at means nothing for what it watches from now on. */
export async function forgetAlertState(tx: Sql, alertRuleId: string): Promise<void> {
  await tx.query("delete from alert_state where alert_rule_id = $1", [alertRuleId]);
}
