import { AlertRule } from "@/lib/domain/alert-rule";
import { Failure } from "@/lib/domain/failure";
import { type Sql, sqlState } from "../database";

export type RuleOrigin = "console" | "configuration";

export type StoredAlertRule = {
  readonly alertRuleId: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly origin: RuleOrigin;
  readonly rule: AlertRule;
};

type Row = Omit<StoredAlertRule, "rule"> & { readonly definition: unknown };

const COLUMNS = `alert_rule_id as "alertRuleId", created_at as "createdAt", changed_at as "changedAt",
  changed_by as "changedBy", origin, definition`;
/** More than this and evaluating them takes longer than a round. */
export const ALERT_RULES_MAX = 200;
const UNIQUE_VIOLATION = "23505";

export async function readAlertRules(sql: Sql): Promise<readonly StoredAlertRule[]> {
  const { rows } = await sql.query<Row>(`select ${COLUMNS} from alert_rule order by name limit ${ALERT_RULES_MAX}`);
  return rows.map(toRule);
}

export async function readAlertRule(sql: Sql, alertRuleId: string): Promise<StoredAlertRule | null> {
  const { rows } = await sql.query<Row>(`select ${COLUMNS} from alert_rule where alert_rule_id = $1 for update`, [
    alertRuleId,
  ]);
  return rows[0] === undefined ? null : toRule(rows[0]);
}

type NewRule = {
  readonly alertRuleId: string;
  readonly rule: AlertRule;
  readonly changedBy: string;
};

export async function insertAlertRule(tx: Sql, { alertRuleId, rule, changedBy }: NewRule): Promise<void> {
  await sayingTaken(rule.name, async () => {
    const { rowCount } = await tx.query(
      `insert into alert_rule (alert_rule_id, origin, name, changed_by, definition)
       select $1, 'console', $2, $3, $4 where (select count(*) from alert_rule) < $5`,
      [alertRuleId, rule.name, changedBy, JSON.stringify(rule), ALERT_RULES_MAX],
    );
    if (rowCount === 0) {
      throw new Failure("conflict", `There are ${ALERT_RULES_MAX} rules, as many as can be: delete one first.`);
    }
  });
}

export async function updateAlertRule(tx: Sql, { alertRuleId, rule, changedBy }: NewRule): Promise<void> {
  await sayingTaken(rule.name, () =>
    tx.query(
      "update alert_rule set name = $2, changed_by = $3, definition = $4, changed_at = now() where alert_rule_id = $1",
      [alertRuleId, rule.name, changedBy, JSON.stringify(rule)],
    ),
  );
}

export async function deleteAlertRule(tx: Sql, alertRuleId: string): Promise<void> {
  await tx.query("delete from alert_rule where alert_rule_id = $1", [alertRuleId]);
}

/** Rules of the configuration, as they are now: they take the place of rules of the same name, and those it no longer has go. */
export async function replaceConfiguredRules(
  tx: Sql,
  rules: readonly { readonly alertRuleId: string; readonly rule: AlertRule }[],
): Promise<boolean> {
  const names = rules.map(({ rule }) => rule.name);
  const gone = await tx.query("delete from alert_rule where origin = 'configuration' and name <> all($1::text[])", [
    names,
  ]);
  const changed = await tx.query(
    `insert into alert_rule as known (alert_rule_id, origin, name, changed_by, definition)
     select id, 'configuration', name, 'configuration', definition
     from unnest($1::uuid[], $2::text[], $3::jsonb[]) as given (id, name, definition) order by name
     on conflict (name) do update set origin = 'configuration', changed_by = 'configuration', changed_at = now(),
       definition = excluded.definition
     where known.origin <> 'configuration' or known.definition <> excluded.definition`,
    [rules.map(({ alertRuleId }) => alertRuleId), names, rules.map(({ rule }) => JSON.stringify(rule))],
  );
  return (gone.rowCount ?? 0) + (changed.rowCount ?? 0) > 0;
}

async function sayingTaken(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    const problems = [{ pointer: "/name", detail: "is taken by another rule" }];
    throw new Failure("conflict", `There is a rule named "${name}" already.`, { problems, cause: error });
  }
}

function toRule({ definition, ...row }: Row): StoredAlertRule {
  return { ...row, rule: AlertRule.parse(definition) };
}
