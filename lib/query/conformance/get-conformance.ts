import type { Alignment } from "@/lib/analytics/conformance/align";
import { type Deviation, toDeviations } from "@/lib/analytics/conformance/deviations";
import { logFitness, traceFitness } from "@/lib/analytics/conformance/fitness";
import { precisionOf } from "@/lib/analytics/conformance/precision";
import type { Conformance, JudgedVariant } from "@/lib/api/contract/conformance";
import type { Filter } from "@/lib/api/contract/filter";
import { type Activity, activityKey } from "@/lib/domain/activity";
import type { Sql } from "@/lib/store/database";
import { toElementName } from "../element-names";
import { groupBy } from "../group-by";
import { type ConformanceModel, getConformanceModel } from "./conformance-model";
import { type JudgedTrace, judgeVariants } from "./judge-variants";
import { readVariantTraces, type VariantTraces } from "./variant-traces";

type Asked = { readonly processId: string; readonly query: Filter; readonly now: number };
type Aligned = JudgedTrace & { readonly found: Alignment; readonly emptyCost: number };

const VARIANTS_SHOWN = 100;
const MOVES_SHOWN = 200;

/** How the cases that the filters leave fit the model of their process. */
export async function getConformance(sql: Sql, { processId, query, now }: Asked): Promise<Conformance> {
  const model = await getConformanceModel(sql, processId, query.version);
  const traces = await readVariantTraces(sql, { filter: { ...query, process: processId }, now });
  const nameOf = await toElementName(sql, new Set(traces.traces.flatMap(({ activities }) => activities)));
  return conformanceOf(model, traces, nameOf);
}

/** The same of traces that are at hand: a model that was only just discovered is judged as one that was saved. */
export async function conformanceOf(
  model: ConformanceModel,
  traces: VariantTraces,
  nameOf: (activity: Activity) => string,
): Promise<Conformance> {
  const words = new Map(
    traces.traces.flatMap(({ activities }) => activities.map((one) => [activityKey(one), nameOf(one)] as const)),
  );
  const { judged, empty } = await judgeVariants(model, traces.traces);
  const emptyCost = "undecided" in empty ? null : empty.cost;
  const aligned = judged.flatMap((one): Aligned[] => {
    const { found, isRunning } = one;
    if ("undecided" in found || (emptyCost === null && !isRunning)) return [];
    return [{ ...one, found, emptyCost: isRunning ? 0 : (emptyCost ?? 0) }];
  });
  const priced = aligned.map(({ cases, length, emptyCost: most, found }) => {
    return { cases, length, emptyCost: most, cost: found.cost };
  });
  return {
    version: model.version,
    fitness: logFitness(priced),
    precision: precisionOf(
      model.game,
      aligned.map(({ cases, found }) => ({ cases, moves: found.moves })),
    ),
    cases: sum(aligned),
    conforming: sum(aligned.filter(({ found }) => found.cost === 0)),
    running: sum(aligned.filter(({ isRunning }) => isRunning)),
    undecided: undecidedOf(judged),
    cut: {
      cases: Math.max(0, traces.cases - sum(judged)),
      variants: Math.max(0, traces.variants - traces.traces.length),
    },
    ...deviationsOf(model, aligned, (label) => words.get(label) ?? label),
  };
}

const sum = (counted: readonly { readonly cases: number }[]) => counted.reduce((all, { cases }) => all + cases, 0);

function undecidedOf(judged: readonly JudgedTrace[]): Conformance["undecided"] {
  const reasons = judged.flatMap(({ found }) => ("undecided" in found ? [found.undecided] : []));
  const left = judged.filter(({ found }) => "undecided" in found);
  return {
    cases: sum(left),
    variants: new Set(left.map(({ variantId }) => variantId)).size,
    reasons: [...new Set(reasons)],
  };
}

const idOf = ({ kind, elementId, label }: Deviation) => `${kind} ${elementId ?? ""} ${label}`;

function deviationsOf(
  model: ConformanceModel,
  aligned: readonly Aligned[],
  nameOf: (label: string) => string,
): Pick<Conformance, "deviations" | "variants" | "deviatingVariants"> {
  const elementOf = new Map([...model.elementsOf].map(([key, [first = ""]]) => [key, first]));
  const wordOf = (label: string) => model.names.get(elementOf.get(label) ?? "") ?? nameOf(label);
  const found = new Map<string, Conformance["deviations"][number]>();
  const deviating = aligned.filter(({ found: { cost } }) => cost > 0);
  const idsOf = new Map<Aligned, readonly string[]>();
  for (const one of deviating) {
    const own = new Map(toDeviations(one.found.moves, elementOf).map((deviation) => [idOf(deviation), deviation]));
    idsOf.set(one, [...own.keys()]);
    for (const [id, { kind, elementId, label }] of own) {
      const cases = (found.get(id)?.cases ?? 0) + one.cases;
      const elementName = elementId === null ? null : (model.names.get(elementId) ?? elementId);
      found.set(id, { id, kind, elementId, elementName, activity: wordOf(label), cases });
    }
  }
  const variants = [...groupBy(deviating, ({ variantId }) => variantId).values()].map((parts) =>
    toJudged(parts, { idsOf, wordOf }),
  );
  variants.sort((one, other) => other.cost * other.cases - one.cost * one.cases);
  return {
    deviations: [...found.values()].sort((one, other) => other.cases - one.cases),
    variants: variants.slice(0, VARIANTS_SHOWN),
    deviatingVariants: variants.length,
  };
}

type Words = {
  readonly idsOf: ReadonlyMap<Aligned, readonly string[]>;
  readonly wordOf: (label: string) => string;
};

/** A variant may be of cases that are over and of others that are under way: shown is the worse of the two. */
function toJudged(parts: readonly Aligned[], { idsOf, wordOf }: Words): JudgedVariant {
  const worst = parts.reduce((one, other) => (other.found.cost > one.found.cost ? other : one));
  const { variantId, found, length, emptyCost } = worst;
  return {
    variantId,
    cases: sum(parts),
    running: sum(parts.filter(({ isRunning }) => isRunning)),
    cost: found.cost,
    fitness: traceFitness({ cost: found.cost, length, emptyCost }),
    deviationIds: [...new Set(parts.flatMap((part) => idsOf.get(part) ?? []))],
    moves: found.moves.slice(0, MOVES_SHOWN).map(({ kind, label }) => ({ kind, activity: wordOf(label) })),
  };
}
