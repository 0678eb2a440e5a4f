import { type AlertMetric, type AlertRule, METRIC_KINDS } from "./alert-rule";

/** What a metric is called, as the rest of a sentence. */
export const METRIC_NAMES: Readonly<Record<AlertMetric, string>> = {
  "open-incidents": "open incidents",
  "incident-rate": "new incidents",
  "new-incident-group": "new groups of incidents",
  "stuck-cases": "stuck cases",
  "source-lag": "lag of our reading",
  "group-lag": "lag of consumer groups",
  "throughput-p90": "throughput time (p90)",
  "source-silent": "silence of a source",
};

type Watched = Pick<AlertRule, "metric" | "process" | "source" | "group" | "windowMinutes">;

/** `new incidents in 60 min of shop`: what a rule watches, in words. */
export function watchedText({ metric, windowMinutes, process, source, group }: Watched): string {
  const minutes = windowMinutes ?? METRIC_KINDS[metric].windowMinutes;
  const window = minutes === null ? "" : ` in ${spanText(minutes * 60_000)}`;
  const scopes = [process, group, source].filter((name) => name !== null);
  return `${METRIC_NAMES[metric]}${window}${scopes.length === 0 ? "" : ` of ${scopes.join(", ")}`}`;
}

export function valueText(metric: AlertMetric, value: number | null): string {
  if (value === null) return "unknown";
  return METRIC_KINDS[metric].unit === "ms"
    ? spanText(value)
    : value.toLocaleString("en", { maximumFractionDigits: 2 });
}

const SPANS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

/** Two units at most: `2 h 5 min`. */
function spanText(ms: number): string {
  const first = SPANS.findIndex(([, size]) => ms >= size);
  if (first === -1) return `${Math.round(ms)} ms`;
  const [unit, size] = SPANS[first] ?? SPANS[3];
  const next = SPANS[first + 1];
  const whole = `${Math.floor(ms / size)} ${unit}`;
  const rest = next === undefined ? 0 : Math.floor((ms % size) / next[1]);
  return next === undefined || rest === 0 ? whole : `${whole} ${rest} ${next[0]}`;
}
