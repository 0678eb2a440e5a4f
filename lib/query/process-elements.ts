import type { InstantFilter } from "@/lib/api/contract/filter";
import type { ElementFigures, Heatmap, ProcessElements } from "@/lib/api/contract/processes";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readDiagramElements } from "./diagram/diagram-elements";
import { toElementFigures } from "./element-figures";
import { toInstantAsked } from "./instant";
import { readBoundElements } from "./model/bound-elements";
import { readProcessFigures } from "./process-figures";
import { getProcessScope } from "./process-scope";

/** Figures of each element and sequence flow, over the process instances that the filter leaves. */
export async function getProcessElements(
  sql: Sql,
  asked: { readonly processId: string; readonly filter: InstantFilter; readonly now: number },
): Promise<ProcessElements> {
  const scope = await getProcessScope(sql, asked.processId, asked.filter.version);
  if (scope.kind === "bound") return readBoundElements(sql, { scope, filter: asked.filter, now: asked.now });
  const definition = scope.definitions.find(({ hasXml }) => hasXml);
  const [figures, diagram] = await Promise.all([
    readProcessFigures(sql, { scope, filter: asked.filter, now: asked.now }),
    definition === undefined ? [] : readDiagramElements(sql, definition.definitionId),
  ]);
  const { flows, ...parts } = figures;
  return {
    elements: toElementFigures({ ...parts, diagram }),
    flows: [...flows],
    asOf: new Date(toInstantAsked(asked.filter, asked.now) ?? asked.now).toISOString(),
  };
}

type Metric = Heatmap["metric"];
const METRICS: Partial<
  Record<Metric, { readonly unit: string; readonly of: (element: ElementFigures) => number | null }>
> = {
  frequency: { unit: "executions", of: ({ active, completed, terminated }) => active + completed + terminated },
  duration: { unit: "ms", of: ({ p50 }) => p50 },
  incidents: { unit: "open incidents", of: ({ incidents }) => incidents },
};

/** One figure of each element. The weight grows with its logarithm: on a linear scale nothing shows but the top. */
export async function getHeatmap(
  sql: Sql,
  asked: { readonly processId: string; readonly metric: Metric; readonly filter: InstantFilter; readonly now: number },
): Promise<Heatmap> {
  const metric = METRICS[asked.metric];
  if (metric === undefined) {
    throw new Failure(
      "unsupported",
      `There is no heatmap of ${asked.metric} yet. There are: ${Object.keys(METRICS).join(", ")}.`,
    );
  }
  const { elements } = await getProcessElements(sql, asked);
  const values = elements.flatMap((element) => {
    const value = metric.of(element);
    return value === null || value <= 0 ? [] : [{ elementId: element.elementId, value }];
  });
  const most = Math.max(0, ...values.map(({ value }) => value));
  return {
    metric: asked.metric,
    unit: metric.unit,
    elements: values.map((element) => ({
      ...element,
      weight: Math.min(1, Math.log1p(element.value) / Math.log1p(most)),
    })),
  };
}
