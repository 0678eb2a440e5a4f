import { z } from "zod";
import { changeRule, createRule, removeRule, testRule } from "@/lib/alerts/save-rule";
import type { AlertRule, AlertRuleChanges } from "@/lib/domain/alert-rule";
import { Failure } from "@/lib/domain/failure";
import type { Context } from "./route";

const savingOf = ({ caller, configuration }: Context) => ({
  actor: caller.name,
  channels: configuration.alerts.channels,
});

export async function createAlertRule(rule: AlertRule, context: Context): Promise<{ id: string }> {
  return { id: await createRule(context.db, rule, savingOf(context)) };
}

export async function changeAlertRule(
  ruleId: string,
  changes: AlertRuleChanges,
  context: Context,
): Promise<{ id: string }> {
  const alertRuleId = getRuleId(ruleId);
  await changeRule(context.db, { alertRuleId, changes }, savingOf(context));
  return { id: alertRuleId };
}

export async function deleteAlertRule(ruleId: string, { db, caller }: Context): Promise<{ id: string }> {
  const alertRuleId = getRuleId(ruleId);
  await removeRule(db, alertRuleId, caller.name);
  return { id: alertRuleId };
}

export async function testAlertRule(ruleId: string, { db, caller, now }: Context): Promise<{ notices: number }> {
  return { notices: await testRule(db, { alertRuleId: getRuleId(ruleId), actor: caller.name, now }) };
}

function getRuleId(text: string): string {
  const id = z.guid().safeParse(text);
  if (!id.success) throw new Failure("not-found", "There is no such alert rule.");
  return id.data;
}
