import { layoutProcess } from "bpmn-auto-layout";
import { discoverTree } from "@/lib/analytics/discovery/discover-tree";
import { treeToGraph } from "@/lib/analytics/discovery/tree-to-graph";
import type { Conformance } from "@/lib/api/contract/conformance";
import type { Filter } from "@/lib/api/contract/filter";
import { type Activity, activityKey } from "@/lib/domain/activity";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { conformanceModelOf } from "../conformance/conformance-model";
import { conformanceOf } from "../conformance/get-conformance";
import { readVariantTraces, type VariantTraces } from "../conformance/variant-traces";
import { toElementName } from "../element-names";
import { readToldBindings } from "../model/told-bindings";
import { writeBpmn } from "./write-bpmn";

type Asked = {
  readonly processId: string;
  readonly query: Filter;
  readonly noise: number;
  readonly now: number;
};
/** BPMN XML with a layout, and how well the cases fit it that it was found in. */
export type DiscoveredModel = { readonly xml: string; readonly told: Conformance };

/** More activities than this make a diagram that nobody reads, and a layout that nobody waits for. */
const ACTIVITIES_MAX = 150;

export async function discoverModel(sql: Sql, { processId, query, noise, now }: Asked): Promise<DiscoveredModel> {
  const { version: _, ...filter } = query;
  const traces = await readVariantTraces(sql, { filter: { ...filter, process: processId }, now });
  const activities = activitiesOf(traces, processId);
  const nameOf = await toElementName(sql, activities.values());
  const log = traces.traces.map((trace) => ({
    steps: trace.activities.map(activityKey),
    // A case under way would teach that cases may end where it stands. Where none is over, there is nothing else to learn from.
    cases: isAnyDone(traces) ? trace.done : trace.running,
  }));
  const tree = discoverTree(
    log.filter(({ cases }) => cases > 0),
    noise,
  );
  const xml = await layoutProcess(
    writeBpmn(treeToGraph(tree), {
      processName: processId,
      documentation: `Discovered from ${traces.cases} cases of "${processId}" by the inductive miner, noise threshold ${noise}.`,
      activityOf: (label) => activities.get(label),
      nameOf: (label) => {
        const activity = activities.get(label);
        return activity === undefined ? label : nameOf(activity);
      },
    }),
  );
  const model = await conformanceModelOf({ xml, version: 1, bindings: await readToldBindings(xml) });
  return { xml, told: await conformanceOf(model, traces, nameOf) };
}

const isAnyDone = ({ traces }: VariantTraces) => traces.some(({ done }) => done > 0);

function activitiesOf({ traces }: VariantTraces, processId: string): ReadonlyMap<string, Activity> {
  const activities = new Map(
    traces.flatMap((trace) => trace.activities.map((one) => [activityKey(one), one] as const)),
  );
  if (activities.size === 0) {
    throw new Failure("not-found", `No case of "${processId}" is left to discover a model from: widen the filters.`);
  }
  if (activities.size > ACTIVITIES_MAX) {
    throw new Failure(
      "too-large",
      `The cases have ${activities.size} activities; a diagram is discovered of at most ${ACTIVITIES_MAX}. Narrow the filters.`,
    );
  }
  return activities;
}
