import { quantile } from "@/lib/analytics/duration-histogram";
import type { ElementFigures } from "@/lib/api/contract/processes";
import type { BucketCount, ElementSums } from "@/lib/store/read/element-figures";
import type { DiagramElement } from "./diagram/diagram-elements";
import { groupBy } from "./group-by";

export type ElementParts = {
  readonly sums: readonly ElementSums[];
  readonly durations: readonly BucketCount[];
  readonly diagram: readonly Omit<DiagramElement, "jobType">[];
};

/** Figures of every element of the diagram, and of those that only older versions have. */
export function toElementFigures({ sums, durations, diagram }: ElementParts): ElementFigures[] {
  const byElement = new Map(sums.map((sum) => [sum.elementId, sum]));
  const histograms = groupBy(durations, ({ id }) => id);
  const known = new Map(diagram.map((element) => [element.elementId, element]));
  const ids = new Set([...known.keys(), ...[...byElement.keys()].sort()]);
  return [...ids].map((elementId) => {
    const histogram = new Map((histograms.get(elementId) ?? []).map(({ bucket, count }) => [bucket, count]));
    const sum = byElement.get(elementId) ?? NOTHING;
    const timed = [...histogram].reduce((total, [bucket, count]) => (bucket < 0 ? total : total + count), 0);
    return {
      elementId,
      name: known.get(elementId)?.name ?? "",
      type: known.get(elementId)?.type ?? "",
      active: Math.max(0, sum.entered - sum.completed - sum.terminated),
      completed: Math.max(0, sum.completed),
      terminated: Math.max(0, sum.terminated),
      incidents: Math.max(0, sum.incidentsOpened - sum.incidentsResolved),
      p50: quantile(histogram, 0.5),
      p90: quantile(histogram, 0.9),
      p99: quantile(histogram, 0.99),
      mean: timed === 0 ? null : sum.totalMs / timed,
    };
  });
}

const NOTHING = { entered: 0, completed: 0, terminated: 0, incidentsOpened: 0, incidentsResolved: 0, totalMs: 0 };
