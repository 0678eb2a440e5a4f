import { balanceFlows } from "@/lib/analytics/flow-balance";
import type { InstantFilter } from "@/lib/api/contract/filter";
import type { ProcessElements } from "@/lib/api/contract/processes";
import { activityKey } from "@/lib/domain/activity";
import type { Sql } from "@/lib/store/database";
import type { StoredBinding } from "@/lib/store/model/bindings";
import { readDefinitions } from "@/lib/store/read/definitions";
import type { BucketCount, ElementSums } from "@/lib/store/read/element-figures";
import { readCaseFilter } from "../case-filter";
import { toElementFigures } from "../element-figures";
import { choosesCases, foldCases } from "../folded-cases";
import { toFoldedFigures } from "../folded-figures";
import { groupBy } from "../group-by";
import { toInstantAsked, upTo } from "../instant";
import { type ProcessFigures, readProcessFigures } from "../process-figures";
import { isWithinHours, toHours, toTimeRange } from "../time-range";
import { boundNotes } from "./bound-notes";
import { foldObservations, type Observations, readObservations } from "./bound-observations";
import { readObservationsAt } from "./bound-observations-at";
import { type BoundScope, readBindingsOf } from "./model-scope";
import type { ModelDiagram } from "./read-model-diagram";
import { getStoredDiagram } from "./stored-diagram";
import { engineOf, toldFlows } from "./told-flows";

type Asked = { readonly scope: BoundScope; readonly filter: InstantFilter; readonly now: number };
/** Figures of an engine's process, by `engineOf` its elements. */
type Engines = ReadonlyMap<string, ProcessFigures>;

/** Figures of a bound model's elements: what the activities did that each stands for. */
export async function readBoundElements(sql: Sql, { scope, filter, now }: Asked): Promise<ProcessElements> {
  const { modelId } = scope.model;
  const [bindings, diagram] = await Promise.all([
    readBindingsOf(sql, scope.model, scope.version),
    getStoredDiagram(sql, { modelId, version: scope.version.version }),
  ]);
  const { observations, engines } = await observe(sql, { scope, filter, now, bindings });
  const ofElement = groupBy(bindings, ({ elementId }) => elementId);
  const parts = [...ofElement].map(([elementId, bound]) => toParts(elementId, bound, { observations, engines }));
  const sums = parts.map(({ sum }) => sum);
  const durations = parts.flatMap((part) => part.durations);
  const flows = countFlows(diagram, { sums, bindings, engines });
  return {
    elements: toElementFigures({ sums, durations, diagram: diagram.elements }),
    flows: [...flows].map(([flowId, count]) => ({ flowId, count })).filter(({ count }) => count > 0),
    asOf: new Date(toInstantAsked(filter, now) ?? now).toISOString(),
    notes: [...boundNotes(diagram, { bindings, flowsKnown: flows.size, observations })],
  };
}

type Observing = Asked & { readonly bindings: readonly StoredBinding[] };

async function observe(sql: Sql, { scope, filter, now, bindings }: Observing) {
  const definitions = await readDefinitions(sql);
  const groups = new Map(
    bindings
      .filter(({ activity }) => activity.kind === "element")
      .map(({ activity }) => [
        engineOf(activity),
        definitions.filter((one) => one.source === activity.channel && one.bpmnProcessId === activity.producer),
      ]),
  );
  const at = toInstantAsked(filter, now);
  const range = upTo(toTimeRange(filter, now), at);
  if (choosesCases(filter)) {
    const isWithin = isWithinHours(range);
    const contributions = await foldCases(sql, await readCaseFilter(sql, { ...filter, process: scope.id }, now), at);
    const engines: Engines = new Map(
      [...groups].map(([engine, ofGroup]) => [
        engine,
        toFoldedFigures(contributions, { definitions: ofGroup, isWithin }),
      ]),
    );
    return { engines, observations: foldObservations(contributions, { isCounted: isWithin, isFollowed: () => true }) };
  }
  const digests = [...new Set(bindings.map(({ activityDigest }) => activityDigest))];
  const engines: Engines = new Map(
    await Promise.all(
      [...groups].map(async ([engine, ofGroup]) => {
        const group = { kind: "model" as const, id: engine, definitions: ofGroup };
        return [engine, await readProcessFigures(sql, { scope: group, filter, now })] as const;
      }),
    ),
  );
  const { processIds } = scope;
  const observations =
    at === null
      ? await readObservations(sql, { digests, processIds, hours: toHours(range) })
      : await readObservationsAt(sql, { digests, processIds, range, at });
  return { engines, observations };
}

type Known = { readonly observations: Observations; readonly engines: Engines };

/**
 * An engine knows the executions of its elements; where it does not run, an event that occurred is one. Events of processes
 * in which the element's engine runs tell the same executions again and are not added.
 */
function toParts(elementId: string, bound: readonly StoredBinding[], { observations, engines }: Known) {
  const sum = { ...NOTHING, elementId };
  const durations: BucketCount[] = [];
  const seen = ({ activity }: StoredBinding) => observations.byActivity.get(activityKey(activity)) ?? [];
  const ofEngines = bound.filter(({ activity }) => activity.kind === "element");
  for (const { activity } of ofEngines) {
    const figures = engines.get(engineOf(activity));
    addSums(
      sum,
      figures?.sums.find((one) => one.elementId === activity.name),
    );
    durations.push(...(figures?.durations ?? []).filter(({ id }) => id === activity.name));
  }
  const covered = new Set(ofEngines.flatMap(seen).map(({ process }) => process));
  const occurred = bound.filter(({ activity }) => activity.kind === "event").flatMap(seen);
  for (const { count, standing } of occurred.filter(({ process }) => !covered.has(process))) {
    sum.entered += count;
    sum.completed += count - standing;
  }
  return { sum: sum satisfies ElementSums, durations: merged(elementId, durations) };
}

const NOTHING = {
  entered: 0,
  completed: 0,
  terminated: 0,
  incidentsOpened: 0,
  incidentsResolved: 0,
  totalMs: 0,
};

type Sums = { -readonly [Name in keyof ElementSums]: ElementSums[Name] };

function addSums(sum: Sums, added: ElementSums | undefined): void {
  if (added === undefined) return;
  sum.entered += added.entered;
  sum.completed += added.completed;
  sum.terminated += added.terminated;
  sum.incidentsOpened += added.incidentsOpened;
  sum.incidentsResolved += added.incidentsResolved;
  sum.totalMs += added.totalMs;
}

/** One row of each bucket. */
function merged(id: string, rows: readonly BucketCount[]): readonly BucketCount[] {
  const buckets = new Map<number, BucketCount>();
  for (const row of rows) {
    buckets.set(row.bucket, { ...row, id, count: row.count + (buckets.get(row.bucket)?.count ?? 0) });
  }
  return [...buckets.values()];
}

type Counted = {
  readonly sums: readonly ElementSums[];
  readonly bindings: readonly StoredBinding[];
  readonly engines: Engines;
};

/** Taken flows that an engine told, and those that follow from the counts at their ends. */
function countFlows(diagram: ModelDiagram, { sums, bindings, engines }: Counted): ReadonlyMap<string, number> {
  const counted = new Map(sums.map((sum) => [sum.elementId, sum]));
  const interruptible = new Set(diagram.elements.map(({ attachedTo }) => attachedTo));
  const nodes = diagram.elements.map(({ elementId, type }) => ({
    id: elementId,
    type,
    entered: counted.get(elementId)?.entered ?? null,
    left: counted.get(elementId)?.completed ?? null,
    isInterruptible: interruptible.has(elementId),
  }));
  const flowsOf = (kind: "sequence" | "message") =>
    diagram.flows.filter((flow) => flow.kind === kind).map(({ flowId, ...flow }) => ({ ...flow, id: flowId }));
  // A message was sent when its sender began; it may not have been received.
  const senders = nodes.map((node) => ({ ...node, type: "TASK", left: node.entered, isInterruptible: false }));
  const told = toldFlows(diagram, bindings, (engine) => engines.get(engine)?.flows ?? []);
  return new Map([...balanceFlows(nodes, flowsOf("sequence")), ...balanceFlows(senders, flowsOf("message")), ...told]);
}
