import { z } from "zod";
import type {
  AlertHistory,
  AlertHistoryQuery,
  AlertRuleList,
  FiringList,
  ShownAlertRule,
} from "@/lib/api/contract/alerts";
import { alertPath } from "@/lib/domain/alert-path";
import { isSilenced } from "@/lib/domain/alert-silence";
import { watchedText } from "@/lib/domain/alert-text";
import { readAlertEvents, type StoredAlertEvent } from "@/lib/store/alert/events";
import { readAlertRules, type StoredAlertRule } from "@/lib/store/alert/rules";
import { readAlertStates, type StoredAlertState } from "@/lib/store/alert/states";
import type { Sql } from "@/lib/store/database";
import { readCursor, toPage } from "./cursor";

type Channels = AlertRuleList["channels"];

/** All rules: they are few. Those that fire come first. */
export async function readAlertRuleList(sql: Sql, channels: Channels, now: number): Promise<AlertRuleList> {
  const rank = ({ standing }: ShownAlertRule) => Number(isFiring(standing));
  const items = [...(await readShownRules(sql, now))].sort((a, b) => rank(b) - rank(a));
  return { items, nextCursor: null, channels: channels.map(({ name, kind }) => ({ name, kind })) };
}

export async function readFiringAlerts(sql: Sql, now: number): Promise<z.infer<typeof FiringList>> {
  const items = (await readShownRules(sql, now)).filter(({ standing }) => isFiring(standing));
  return { items, nextCursor: null };
}

const isFiring = (standing: ShownAlertRule["standing"]) =>
  standing?.phase === "firing" || standing?.phase === "clearing";

async function readShownRules(sql: Sql, now: number): Promise<ShownAlertRule[]> {
  const [rules, states] = await Promise.all([readAlertRules(sql), readAlertStates(sql)]);
  return rules.map((stored) => toShown(stored, states.get(stored.alertRuleId), now));
}

function toShown(
  { alertRuleId: id, rule, origin, changedAt, changedBy }: StoredAlertRule,
  state: StoredAlertState | undefined,
  now: number,
): ShownAlertRule {
  const [watches, path] = [watchedText(rule), alertPath(rule)];
  const standing = state === undefined || !rule.enabled ? null : toStanding(state);
  const silenced = isSilenced(rule.silences, now);
  return {
    id,
    rule,
    origin,
    changedAt: changedAt.toISOString(),
    changedBy,
    watches,
    path,
    isSilenced: silenced,
    standing,
  };
}

function toStanding({ phase, since, firedAt, evaluatedAt, value, detail, recent }: StoredAlertState) {
  return {
    phase,
    since: since.toISOString(),
    firedAt: firedAt?.toISOString() ?? null,
    evaluatedAt: evaluatedAt.toISOString(),
    value,
    detail,
    recent: recent.map(([, one]) => one),
  };
}

export async function readAlertHistory(
  sql: Sql,
  { rule, cursor, limit }: z.infer<typeof AlertHistoryQuery>,
): Promise<z.infer<typeof AlertHistory>> {
  const before = readCursor(z.tuple([z.int()]), cursor)?.[0] ?? null;
  const rows = await readAlertEvents(sql, { alertRuleId: rule ?? null, before, limit: limit + 1 });
  return toPage(rows, limit, { placeOf: ({ alertEventId }) => [alertEventId], show: toEvent });
}

function toEvent({ alertEventId: id, alertRuleId: ruleId, at, silenced, detail, notices, ...event }: StoredAlertEvent) {
  return {
    ...event,
    id,
    ruleId,
    at: at.toISOString(),
    isSilenced: silenced,
    text: detail,
    notices: notices.map(({ settledAt, ...notice }) => ({
      ...notice,
      settledAt: settledAt === null ? null : new Date(`${settledAt}Z`).toISOString(),
    })),
  };
}
