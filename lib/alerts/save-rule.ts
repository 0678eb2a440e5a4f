import { randomUUID } from "node:crypto";
import { alertPath } from "@/lib/domain/alert-path";
import { AlertRule, type AlertRuleChanges, METRIC_KINDS } from "@/lib/domain/alert-rule";
import { watchedText } from "@/lib/domain/alert-text";
import { Failure } from "@/lib/domain/failure";
import type { AlertSettings } from "@/lib/platform/alert-configuration";
import { appendAlertEvent } from "@/lib/store/alert/events";
import {
  deleteAlertRule,
  insertAlertRule,
  readAlertRule,
  type StoredAlertRule,
  updateAlertRule,
} from "@/lib/store/alert/rules";
import { forgetAlertState } from "@/lib/store/alert/states";
import { announce } from "@/lib/store/announce";
import { type Pool, type Transaction, transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";

type Saving = {
  readonly actor: string;
  /** The channels that there are. */
  readonly channels: AlertSettings["channels"];
};

/** Makes a rule, with its audit entry. It is evaluated with the next round. */
export function createRule(pool: Pool, rule: AlertRule, { actor, channels }: Saving): Promise<string> {
  assertChannels(rule, channels);
  const alertRuleId = randomUUID();
  return saving(pool, { actor, action: "create-alert-rule", alertRuleId }, async (tx) => {
    await insertAlertRule(tx, { alertRuleId, rule, changedBy: actor });
    return rule;
  }).then(() => alertRuleId);
}

/** Changes what is given of a rule. When it means something else from then on, what it stood at is forgotten. */
export async function changeRule(
  pool: Pool,
  { alertRuleId, changes }: { readonly alertRuleId: string; readonly changes: AlertRuleChanges },
  { actor, channels }: Saving,
): Promise<void> {
  await saving(pool, { actor, action: "change-alert-rule", alertRuleId }, async (tx) => {
    const { rule: before } = await getOurs(tx, alertRuleId);
    const rule = toRule({ ...before, ...withoutUndefined(changes) });
    assertChannels(rule, channels);
    await updateAlertRule(tx, { alertRuleId, rule, changedBy: actor });
    if (meaningOf(before) !== meaningOf(rule)) await forgetAlertState(tx, alertRuleId);
    return rule;
  });
}

/** Its history stays. */
export async function removeRule(pool: Pool, alertRuleId: string, actor: string): Promise<void> {
  await saving(pool, { actor, action: "delete-alert-rule", alertRuleId }, async (tx) => {
    const { rule } = await getOurs(tx, alertRuleId);
    await deleteAlertRule(tx, alertRuleId);
    return rule;
  });
}

type Testing = { readonly alertRuleId: string; readonly actor: string; readonly now: number };

/** Puts a notice on every channel of a rule, as if it fired; says how many. Silences do not hold it. */
export async function testRule(pool: Pool, { alertRuleId, actor, now }: Testing): Promise<number> {
  let told = 0;
  await saving(pool, { actor, action: "test-alert-rule", alertRuleId }, async (tx) => {
    const { rule } = await getRule(tx, alertRuleId);
    if (rule.channels.length === 0) {
      throw new Failure("conflict", `"${rule.name}" has no channel that could be tried: add one first.`);
    }
    told = rule.channels.length;
    const detail = `A test by ${actor}: this rule watches ${watchedText(rule)}`;
    const event = { alertRuleId, at: new Date(now), value: null, threshold: rule.threshold, isSilenced: false };
    await appendAlertEvent(
      tx,
      { ...event, kind: "test", ruleName: rule.name, detail, path: alertPath(rule) },
      rule.channels,
    );
    return rule;
  });
  return told;
}

type Act = { readonly actor: string; readonly action: string; readonly alertRuleId: string };

async function saving(pool: Pool, act: Act, write: (tx: Transaction) => Promise<AlertRule>): Promise<void> {
  const { actor, action, alertRuleId } = act;
  await transaction(pool, async (tx) => {
    const { silences, ...rule } = await write(tx);
    await announce(tx, ["alerts"]);
    const detail = { ...rule, silences: silences.length };
    const subject = `alert-rule:${alertRuleId}`;
    await appendAuditEntry(tx, { actor, action, subject, reason: "", outcome: "done", detail });
  });
}

async function getRule(tx: Transaction, alertRuleId: string): Promise<StoredAlertRule> {
  const stored = await readAlertRule(tx, alertRuleId);
  if (stored === null) throw new Failure("not-found", "There is no such alert rule. Was it deleted?");
  return stored;
}

async function getOurs(tx: Transaction, alertRuleId: string): Promise<StoredAlertRule> {
  const stored = await getRule(tx, alertRuleId);
  if (stored.origin === "console") return stored;
  throw new Failure("conflict", `"${stored.rule.name}" stands in the configuration: change it there.`);
}

function toRule(given: unknown): AlertRule {
  const checked = AlertRule.safeParse(given);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map(({ path, message }) => ({
    pointer: `/${path.join("/")}`,
    detail: message,
  }));
  throw new Failure("bad-request", "The rule would not make sense with this change.", { problems });
}

function assertChannels({ channels: named }: AlertRule, channels: AlertSettings["channels"]): void {
  const missing = named.filter((name) => !channels.some((channel) => channel.name === name));
  if (missing.length === 0) return;
  const problems = missing.map((name) => ({ pointer: "/channels", detail: `there is no channel "${name}"` }));
  throw new Failure("bad-request", "A rule tells over channels that alerts.channels of the configuration has.", {
    problems,
  });
}

/** What a state is a state of; a limit may move while the state stays. */
function meaningOf({ metric, process, source, group, windowMinutes, enabled }: AlertRule): string {
  return JSON.stringify([metric, process, source, group, windowMinutes ?? METRIC_KINDS[metric].windowMinutes, enabled]);
}

function withoutUndefined(changes: AlertRuleChanges): object {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
