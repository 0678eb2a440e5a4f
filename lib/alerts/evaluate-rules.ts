import { alertPath } from "@/lib/domain/alert-path";
import { isSilenced } from "@/lib/domain/alert-silence";
import { valueText, watchedText } from "@/lib/domain/alert-text";
import { type AlertValue, readAlertValue } from "@/lib/query/alert-value";
import { appendAlertEvent } from "@/lib/store/alert/events";
import { readAlertRules, type StoredAlertRule } from "@/lib/store/alert/rules";
import { type RecentValues, readAlertStates, type StoredAlertState, writeAlertState } from "@/lib/store/alert/states";
import { announce } from "@/lib/store/announce";
import { type Pool, transaction } from "@/lib/store/database";
import { type AlertChange, type AlertState, calmSince, stepAlert } from "./step-alert";

const MINUTE_MS = 60_000;
const RECENT_MINUTES = 60;

/** One look at every rule that is on. Each is written in a transaction of its own, with what is to be told of it. */
export async function evaluateRules(pool: Pool, now: number): Promise<void> {
  const rules = (await readAlertRules(pool)).filter(({ rule }) => rule.enabled);
  if (rules.length === 0) return;
  const states = await readAlertStates(pool);
  const values = new Map<string, Promise<AlertValue>>();
  let hasChanged = false;
  for (const stored of rules) {
    const { metric, process, source, group, windowMinutes } = stored.rule;
    const watched = { metric, process, source, group, windowMinutes };
    const key = JSON.stringify(watched);
    const reading = values.get(key) ?? readAlertValue(pool, watched, now);
    values.set(key, reading);
    const known = states.get(stored.alertRuleId);
    const isWritten = await writeStep(pool, { stored, known, reading: await reading, now });
    hasChanged ||= isWritten;
  }
  if (hasChanged) await announce(pool, ["alerts"]);
}

type Step = {
  readonly stored: StoredAlertRule;
  readonly known: StoredAlertState | undefined;
  readonly reading: AlertValue;
  readonly now: number;
};

/** Whether something changed that a person would see: a phase, or what was told. */
async function writeStep(pool: Pool, { stored, known, reading, now }: Step): Promise<boolean> {
  const { alertRuleId, rule } = stored;
  const before = known === undefined ? calmSince(now) : toState(known);
  const silenced = isSilenced(rule.silences, now);
  const { state, changes } = stepAlert(before, { value: reading.value, at: now, isSilenced: silenced }, rule);
  const next: StoredAlertState = {
    alertRuleId,
    phase: state.phase,
    since: new Date(state.since),
    firedAt: state.firedAt === null ? null : new Date(state.firedAt),
    evaluatedAt: new Date(now),
    round: known?.round ?? 0,
    value: reading.value,
    told: state.isTold,
    detail: reading.detail,
    recent: withValue(known?.recent ?? [], Math.floor(now / MINUTE_MS), reading.value),
  };
  return transaction(pool, async (tx) => {
    if (!(await writeAlertState(tx, next))) return false;
    for (const change of changes) {
      await appendAlertEvent(tx, toEvent(stored, { change, value: reading.value, now }), rule.channels);
    }
    return known === undefined || known.phase !== state.phase || changes.length > 0;
  });
}

function toState({ phase, since, firedAt, told }: StoredAlertState): AlertState {
  return { phase, since: since.getTime(), firedAt: firedAt?.getTime() ?? null, isTold: told };
}

type Happened = { readonly change: AlertChange; readonly value: number | null; readonly now: number };

function toEvent({ alertRuleId, rule }: StoredAlertRule, { change, value, now }: Happened) {
  const limit = change.kind === "cleared" ? (rule.clearThreshold ?? rule.threshold) : rule.threshold;
  const [is, limitText] = [valueText(rule.metric, value), valueText(rule.metric, limit)];
  return {
    alertRuleId,
    at: new Date(now),
    value,
    threshold: limit,
    isSilenced: change.isSilenced,
    kind: change.kind,
    ruleName: rule.name,
    detail: `${watchedText(rule)}: ${is}, ${change.kind === "cleared" ? "not over" : "over"} ${limitText}`,
    path: alertPath(rule),
  };
}

/** The last value of each minute of the last hour. */
function withValue(recent: RecentValues, minute: number, value: number | null): RecentValues {
  return [...recent.filter(([at]) => at < minute && at > minute - RECENT_MINUTES), [minute, value]];
}
