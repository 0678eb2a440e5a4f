import { stableId } from "@/lib/domain/stable-id";
import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { holdAlerts, releaseAlerts } from "@/lib/store/alert/alert-lock";
import { deleteAlertEventsBefore } from "@/lib/store/alert/events";
import { replaceConfiguredRules } from "@/lib/store/alert/rules";
import { announce } from "@/lib/store/announce";
import { type Pool, transaction } from "@/lib/store/database";
import { type Delivery, deliverNotices } from "./deliver-notices";
import { evaluateRules } from "./evaluate-rules";

export type AlertsOptions = {
  /** One connection of its own: the lock that makes it the only evaluator is the connection's. */
  readonly pool: Pool;
  readonly delivery: Delivery;
  readonly log: Log;
  readonly clock?: () => number;
  readonly everyMs?: number;
  readonly deliverEveryMs?: number;
};

const EVERY_MS = 15_000;
const DELIVER_EVERY_MS = 1_000;
/** Evaluating takes a tenth of one connection's time at most: what is live goes first. */
const ROUND_SHARE = 10;
const KEEP_MS = 90 * 86_400_000;
const CLEAN_EVERY_MS = 3_600_000;

/** Evaluates the rules and tells what they say, until the signal. Of all processes one does at a time, the others wait. */
export async function keepAlerts(options: AlertsOptions, signal: AbortSignal): Promise<void> {
  const { pool, log, deliverEveryMs = DELIVER_EVERY_MS } = options;
  let due: Due = { configure: true, evaluateAt: 0, cleanAt: 0 };
  while (!signal.aborted) {
    try {
      if (await holdAlerts(pool)) {
        try {
          due = await lookOnce(options, due, signal);
        } finally {
          await releaseAlerts(pool);
        }
      }
    } catch (error) {
      log.warn({ error: String(error) }, "alerts could not be evaluated or told; it is tried again");
    }
    await pause(deliverEveryMs, signal);
  }
}

type Due = { readonly configure: boolean; readonly evaluateAt: number; readonly cleanAt: number };

/** What is due now; says when it is due again. */
async function lookOnce(options: AlertsOptions, due: Due, signal: AbortSignal): Promise<Due> {
  const { pool, delivery, clock = Date.now, everyMs = EVERY_MS } = options;
  let { evaluateAt, cleanAt } = due;
  if (due.configure) await takeConfiguredRules(pool, delivery);
  const startedAt = performance.now();
  if (startedAt >= evaluateAt) {
    await evaluateRules(pool, clock());
    const endedAt = performance.now();
    evaluateAt = endedAt + Math.max(everyMs, ROUND_SHARE * (endedAt - startedAt));
  }
  while (!signal.aborted && (await deliverNotices(pool, delivery, clock)) > 0);
  if (startedAt >= cleanAt) {
    await deleteAlertEventsBefore(pool, new Date(clock() - KEEP_MS));
    cleanAt = startedAt + CLEAN_EVERY_MS;
  }
  return { configure: false, evaluateAt, cleanAt };
}

/** The id follows from the name, so that a rule of the configuration is the same one after every start. */
async function takeConfiguredRules(pool: Pool, { settings }: Delivery): Promise<void> {
  const rules = settings.rules.map((rule) => ({ alertRuleId: stableId(`alert-rule:${rule.name}`), rule }));
  if (await transaction(pool, (tx) => replaceConfiguredRules(tx, rules))) await announce(pool, ["alerts"]);
}
