import { z } from "zod";
import { AlertRuleFields } from "@/lib/domain/alert-rule";
import { Count, Instant, PageQuery, pageOf } from "./values";

/** How a rule stands; `value` is null when it cannot be told, and `detail` says why. */
const AlertStanding = z.object({
  phase: z.enum(["ok", "pending", "firing", "clearing"]),
  since: Instant,
  firedAt: Instant.nullable(),
  evaluatedAt: Instant,
  value: z.number().nullable(),
  detail: z.string(),
  /** A value a minute of the last hour, the oldest first. */
  recent: z.array(z.number().nullable()),
});

/** A rule with how it stands; `standing` is null until it is evaluated, and while it is off. */
export const ShownAlertRule = z.object({
  id: z.string(),
  rule: AlertRuleFields,
  /** Rules of the configuration are changed there. */
  origin: z.enum(["console", "configuration"]),
  changedAt: Instant,
  changedBy: z.string(),
  watches: z.string(),
  /** Where in the console one sees it. */
  path: z.string(),
  isSilenced: z.boolean(),
  standing: AlertStanding.nullable(),
});
export type ShownAlertRule = z.infer<typeof ShownAlertRule>;

/** Channels by name and kind: where they lead and their secrets stand in the configuration only. */
export const AlertRuleList = pageOf(ShownAlertRule).extend({
  channels: z.array(z.object({ name: z.string(), kind: z.enum(["webhook", "slack", "email"]) })),
});
export type AlertRuleList = z.infer<typeof AlertRuleList>;

export const FiringList = pageOf(ShownAlertRule);
export const AlertRuleSaved = z.object({ id: z.string() });
export const AlertTested = z.object({ notices: Count });

export const AlertEventShown = z.object({
  id: Count,
  ruleId: z.string(),
  ruleName: z.string(),
  kind: z.enum(["fired", "still-firing", "cleared", "test"]),
  at: Instant,
  value: z.number().nullable(),
  threshold: z.number(),
  /** Nobody was told, for a silence held it. */
  isSilenced: z.boolean(),
  text: z.string(),
  path: z.string(),
  notices: z.array(
    z.object({
      channel: z.string(),
      state: z.enum(["waiting", "delivered", "failed"]),
      attempts: Count,
      detail: z.string(),
      settledAt: Instant.nullable(),
    }),
  ),
});
export type AlertEventShown = z.infer<typeof AlertEventShown>;
export const AlertHistory = pageOf(AlertEventShown);
export const AlertHistoryQuery = z.object({ rule: z.guid().optional() }).extend(PageQuery.shape);
