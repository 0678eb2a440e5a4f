import { z } from "zod";
import { Count, Instant, NullableDurationMs, pageOf } from "./values";

/**
 * A process model of an engine (`id` = `<engine>:<bpmnProcessId>`) or an end-to-end process that was only observed
 * (`id` = its name). `active` counts running process instances of a model, open cases of an observed process.
 */
export const ProcessSummary = z.object({
  id: z.string(),
  name: z.string(),
  version: Count.nullable(),
  versions: z.array(Count),
  origin: z.enum(["engine", "observed", "uploaded"]),
  source: z.string(),
  active: Count,
  ended: Count,
  canceled: Count,
  incidents: Count,
  stuck: Count,
  recorded: z.boolean(),
  hasDiagram: z.boolean(),
  /** Started per hour, oldest first, last 24 hours. */
  trend: z.array(z.object({ hour: Instant, started: Count, ended: Count })),
  lastStartedAt: Instant.nullable(),
});
export type ProcessSummary = z.infer<typeof ProcessSummary>;
/** `medianMs`: how long half of the cases that ended took at most, of those that began in the last 30 days; null for a model, and while none has ended. */
export const ProcessListItem = ProcessSummary.extend({ medianMs: NullableDurationMs });
export type ProcessListItem = z.infer<typeof ProcessListItem>;
export const ProcessList = pageOf(ProcessListItem);

/** Versions as their engine has deployed them, the newest first. `definitionKey` is what `migrate-instance` names its target by. */
export const ProcessDefinitions = z.object({
  items: z.array(
    z.object({
      processId: z.string(),
      source: z.string(),
      tenant: z.string(),
      version: Count,
      definitionKey: z.string(),
      deployedAt: Instant.nullable(),
      hasDiagram: z.boolean(),
    }),
  ),
});
export type ProcessDefinitions = z.infer<typeof ProcessDefinitions>;

export const ElementFigures = z.object({
  elementId: z.string(),
  name: z.string(),
  type: z.string(),
  active: Count,
  completed: Count,
  terminated: Count,
  incidents: Count,
  p50: NullableDurationMs,
  p90: NullableDurationMs,
  p99: NullableDurationMs,
  mean: NullableDurationMs,
});
export type ElementFigures = z.infer<typeof ElementFigures>;

export const ProcessElements = z.object({
  elements: z.array(ElementFigures),
  flows: z.array(z.object({ flowId: z.string(), count: Count })),
  asOf: Instant,
  /** What is not known of a bound model, in words. */
  notes: z.array(z.string()).optional(),
});
export type ProcessElements = z.infer<typeof ProcessElements>;

export const HeatmapMetric = z.enum(["frequency", "duration", "waiting", "target", "incidents"]);
export const Heatmap = z.object({
  metric: HeatmapMetric,
  unit: z.string(),
  elements: z.array(z.object({ elementId: z.string(), value: z.number(), weight: z.number().min(0).max(1) })),
});
export type Heatmap = z.infer<typeof Heatmap>;

export const VariantList = z.object({
  cases: Count,
  total: Count,
  variants: z.array(
    z.object({
      id: z.string(),
      activities: z.array(z.string()),
      cases: Count,
      share: z.number(),
      p50: NullableDurationMs,
      mean: NullableDurationMs,
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type VariantList = z.infer<typeof VariantList>;
