import { layoutProcess } from "bpmn-auto-layout";
import type { Activity } from "@/lib/domain/activity";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readActivityCounts } from "@/lib/store/read/event-map";
import { readProcessByName } from "@/lib/store/read/process-by-name";
import { hasLayout } from "../diagram/checked-bpmn";
import { getProcessBpmn } from "../process-bpmn";
import { getProcessScope } from "../process-scope";
import { suggestFor } from "./model-details";
import { readBindingsOf } from "./model-scope";
import { readObservedActivities } from "./observed-activities";
import { type ModelDiagram, readModelDiagram } from "./read-model-diagram";
import { readToldBindings } from "./told-bindings";

export type PreparedModel = {
  readonly xml: string;
  readonly diagram: ModelDiagram;
  readonly laidOut: boolean;
  readonly origin: string;
  readonly bindings: readonly { readonly elementId: string; readonly activity: Activity }[];
};

/** Laying out more than this takes longer than a person waits. */
const LAID_OUT_MAX = 3_000;

/** An uploaded diagram: checked, laid out when it has no layout, and bound where it says itself what it stands for, or where a process of its name leaves no doubt. */
export async function prepareUpload(sql: Sql, name: string, sent: string): Promise<PreparedModel> {
  const diagram = await readModelDiagram(sent);
  const laidOut = !hasLayout(sent);
  const xml = laidOut ? await layOut(sent, diagram) : sent;
  const told = await readToldBindings(sent);
  const bindings = told.length > 0 ? told : await readSureBindings(sql, name, diagram);
  return { xml, diagram, laidOut, origin: "", bindings };
}

/** The diagram of a process as the base of a model; its elements stand for what they stood for there. */
export async function prepareCopy(sql: Sql, processId: string, version?: number): Promise<PreparedModel> {
  const scope = await getProcessScope(sql, processId, version);
  const xml = await getProcessBpmn(sql, processId, version);
  const diagram = await readModelDiagram(xml);
  if (scope.kind === "bound") {
    const bindings = await readBindingsOf(sql, scope.model, scope.version);
    return { xml, diagram, laidOut: false, origin: `${processId}, version ${scope.version.version}`, bindings };
  }
  const definition = scope.definitions.find(({ hasXml }) => hasXml);
  if (definition === undefined) throw new Failure("not-found", `"${processId}" has no diagram to take.`);
  const { source: channel, bpmnProcessId: producer } = definition;
  const bindings = diagram.elements
    .filter(({ bpmnProcessId }) => bpmnProcessId === producer)
    .map(({ elementId }) => ({
      elementId,
      activity: { kind: "element" as const, producer, name: elementId, channel },
    }));
  return { xml, diagram, laidOut: false, origin: `${channel}:${producer}, version ${definition.version}`, bindings };
}

async function layOut(xml: string, { elements }: ModelDiagram): Promise<string> {
  if (elements.length > LAID_OUT_MAX) {
    throw new Failure(
      "too-large",
      `The diagram has no layout, and more than ${LAID_OUT_MAX} elements are not laid out here. Save it from a modeler first.`,
    );
  }
  // The layouter draws the first process alone and leaves the others out without a word.
  if (new Set(elements.map(({ bpmnProcessId }) => bpmnProcessId)).size > 1) {
    throw new Failure(
      "unsupported",
      "The diagram has several pools and no layout, and only one process is laid out here. Save it from a modeler first.",
    );
  }
  try {
    return await layoutProcess(xml);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(
      "bad-request",
      `The diagram has no layout and none could be made: ${why}. Save it from a modeler.`,
      {
        cause,
      },
    );
  }
}

/**
 * A model that is called like an observed process draws that process: elements whose name is an activity's name there are
 * bound to it. Of anything less certain a person decides.
 */
async function readSureBindings(sql: Sql, name: string, diagram: ModelDiagram) {
  const process = await readProcessByName(sql, name);
  if (process === null) return [];
  const counts = await readActivityCounts(sql, { processId: process.processId, from: null, to: null });
  const occurring = new Set(counts.map(({ activityId }) => activityId));
  const { activities } = await readObservedActivities(sql);
  const ours = activities.filter(({ activityId }) => occurring.has(activityId));
  const known = new Map(ours.map((activity) => [activity.id, activity]));
  const suggestions = suggestFor(diagram, ours);
  return [...suggestions].flatMap(([elementId, ranked]) =>
    ranked
      .filter(({ nameScore }) => nameScore === 1)
      .flatMap(({ activityId }) => {
        const activity = known.get(activityId);
        if (activity === undefined) return [];
        const { kind, producer, name: activityName, channel } = activity;
        return [{ elementId, activity: { kind, producer, name: activityName, channel } }];
      }),
  );
}
