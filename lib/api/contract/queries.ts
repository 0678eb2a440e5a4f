import { z } from "zod";
import { OperationState } from "../../domain/operation-state";
import { Filter, InstantFilter } from "./filter";
import { HeatmapMetric } from "./processes";
import { PageQuery } from "./values";

/** Query parameters of calls that have more than the common filters. */
export const HeatmapQuery = InstantFilter.extend({ metric: HeatmapMetric.default("frequency") });
export const VariantQuery = Filter.extend(PageQuery.shape);
/** Later than the case's last event is the case as it is. */
export const CaseAtQuery = z.object({ at: z.iso.datetime({ offset: true }) });
export const CaseEventQuery = PageQuery.extend({
  /** Only the event with this id, for whoever looks at one. */
  event: z.string().min(1).max(600).optional(),
});
export const BpmnQuery = z.object({ version: z.coerce.number().int().min(1).optional() });
export const QuarantineQuery = z.object({
  ...PageQuery.shape,
  state: z.enum(["open", "projected", "expired", "all"]).default("open"),
  group: z.guid().optional(),
});
export const QuarantineGroupQuery = z.object({
  ...PageQuery.shape,
  /** `open`: only groups that have records which wait to be mended. */
  state: z.enum(["open", "all"]).default("open"),
  source: z.string().max(128).optional(),
});
export const QuarantineExportQuery = QuarantineQuery.pick({ state: true, group: true });
export const StreamQuery = z.object({ ...PageQuery.shape, source: z.string().max(128).optional() });
export const OperationListQuery = z.object({
  ...PageQuery.shape,
  state: OperationState.optional(),
  actor: z.string().max(256).optional(),
});
export const OperationItemQuery = z.object({
  ...PageQuery.shape,
  state: z.enum(["pending", "running", "succeeded", "failed", "skipped", "unknown"]).optional(),
});
export const ImportFormat = z.enum(["xes", "ocel", "csv", "jsonl", "bpmn"]);
export const ImportQuery = z.object({
  process: z.string().trim().min(1).max(128),
  format: ImportFormat,
});
export const ExportQuery = Filter.extend({ format: z.enum(["xes", "ocel", "csv", "jsonl"]) });
