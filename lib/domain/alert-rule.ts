import { z } from "zod";

/** What a rule can watch. Counts are numbers, times are milliseconds. */
export const ALERT_METRICS = [
  "open-incidents",
  "incident-rate",
  "new-incident-group",
  "stuck-cases",
  "source-lag",
  "group-lag",
  "throughput-p90",
  "source-silent",
] as const;
export const AlertMetric = z.enum(ALERT_METRICS);
export type AlertMetric = z.infer<typeof AlertMetric>;

type MetricKind = {
  readonly unit: "count" | "ms";
  /** What it may be narrowed to. */
  readonly scopes: readonly ("process" | "source" | "group")[];
  /** Over how many minutes it looks back, unless the rule says otherwise; null: it is what is now. */
  readonly windowMinutes: number | null;
};

export const METRIC_KINDS: Readonly<Record<AlertMetric, MetricKind>> = {
  "open-incidents": { unit: "count", scopes: ["process", "source"], windowMinutes: null },
  "incident-rate": { unit: "count", scopes: ["process", "source"], windowMinutes: 60 },
  "new-incident-group": { unit: "count", scopes: ["process", "source"], windowMinutes: 60 },
  "stuck-cases": { unit: "count", scopes: ["process"], windowMinutes: null },
  "source-lag": { unit: "ms", scopes: ["source"], windowMinutes: null },
  "group-lag": { unit: "ms", scopes: ["source", "group"], windowMinutes: null },
  "throughput-p90": { unit: "ms", scopes: ["process"], windowMinutes: 1_440 },
  "source-silent": { unit: "ms", scopes: ["source"], windowMinutes: null },
};

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "use HH:MM");

/** When nobody is told: between two instants, or on weekdays between two times of day there. */
export const Silence = z
  .strictObject({
    from: z.iso.datetime({ offset: true }).nullable().default(null),
    to: z.iso.datetime({ offset: true }).nullable().default(null),
    /** 1 is Monday, 7 is Sunday; none means every day. */
    weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
    /** Both or neither; `dayTo` before `dayFrom` goes over midnight. */
    dayFrom: TimeOfDay.nullable().default(null),
    dayTo: TimeOfDay.nullable().default(null),
    timeZone: z.string().max(64).refine(isTimeZone, "must be a time zone such as Europe/Berlin").default("UTC"),
  })
  .superRefine(({ from, to, weekdays, dayFrom, dayTo }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (from !== null && to !== null && Date.parse(from) >= Date.parse(to)) refuse("to", "must be after from");
    if ((dayFrom === null) !== (dayTo === null)) refuse("dayTo", "needs dayFrom and dayTo together");
    if (from === null && to === null && dayFrom === null && weekdays.length === 0) {
      refuse(
        "from",
        "say when: from and to, weekdays, or dayFrom and dayTo; switch the rule off to hear nothing of it",
      );
    }
  });
export type Silence = z.infer<typeof Silence>;

const Minutes = z.int().min(0).max(10_080);
const ScopeName = z.string().trim().min(1).max(256).nullable();

/** Without defaults: what a change does not name stays as it is. */
const Fields = {
  name: z.string().trim().min(1, "give it a name").max(120),
  metric: AlertMetric,
  process: ScopeName,
  source: ScopeName,
  group: ScopeName,
  /** It is over when the value is greater. */
  threshold: z.number().min(0).max(1e13),
  /** It is under when the value is not greater than this; null: the threshold. */
  clearThreshold: z.number().min(0).max(1e13).nullable(),
  /** It fires when it was over for so long. */
  afterMinutes: Minutes,
  /** It clears when it was under for so long. */
  clearAfterMinutes: Minutes,
  windowMinutes: z.int().min(1).max(43_200).nullable(),
  silences: z.array(Silence).max(20),
  channels: z.array(z.string().min(1).max(64)).max(10),
  enabled: z.boolean(),
};

export const AlertRuleFields = z.strictObject({
  ...Fields,
  process: Fields.process.default(null),
  source: Fields.source.default(null),
  group: Fields.group.default(null),
  clearThreshold: Fields.clearThreshold.default(null),
  afterMinutes: Fields.afterMinutes.default(0),
  clearAfterMinutes: Fields.clearAfterMinutes.default(5),
  windowMinutes: Fields.windowMinutes.default(null),
  silences: Fields.silences.default([]),
  channels: Fields.channels.default([]),
  enabled: Fields.enabled.default(true),
});
export const AlertRuleChanges = z.strictObject(Fields).partial();
export type AlertRuleChanges = z.infer<typeof AlertRuleChanges>;

/** A rule as people write it, in the browser or in the configuration. */
export const AlertRule = AlertRuleFields.superRefine((rule, context) => {
  const { metric, threshold, clearThreshold } = rule;
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  for (const scope of ["process", "source", "group"] as const) {
    if (rule[scope] !== null && !METRIC_KINDS[metric].scopes.includes(scope)) {
      refuse(scope, `${metric} cannot be narrowed to one ${scope}`);
    }
  }
  if (metric === "throughput-p90" && rule.process === null) refuse("process", "throughput-p90 needs a process");
  if (clearThreshold !== null && clearThreshold > threshold) refuse("clearThreshold", "must not be above threshold");
});
export type AlertRule = z.infer<typeof AlertRule>;

export type AlertPhase = "ok" | "pending" | "firing" | "clearing";

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
