import { compileNet } from "@/lib/analytics/conformance/compile-net";
import { TokenGame } from "@/lib/analytics/conformance/token-game";
import { type Activity, activityKey } from "@/lib/domain/activity";
import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readBpmnXml } from "@/lib/store/read/definitions";
import { groupBy } from "../group-by";
import { readBindingsOf } from "../model/model-scope";
import { getModelXml } from "../model/stored-diagram";
import { getProcessScope, type ProcessScope } from "../process-scope";
import { type DrawnProcess, readProcessGraph } from "./read-process-graph";

type Binding = { readonly elementId: string; readonly activity: Activity };

/** A process model as a token game, and which activities it tells of. */
export type ConformanceModel = {
  readonly game: TokenGame;
  readonly names: ReadonlyMap<string, string>;
  readonly version: number;
  /** By activity, the elements that stand for it. */
  readonly elementsOf: ReadonlyMap<string, readonly string[]>;
  /** Who takes part in it: whatever else these do is unknown to the model, what others do is outside of it. */
  readonly participants: ReadonlySet<string>;
  /** Elements of the diagram whose activities the token game leaves out. */
  readonly untold: ReadonlySet<string>;
};

const remembered = new Map<string, ConformanceModel>();
const REMEMBERED_MAX = 8;

/** The model that a process is drawn by, in a version or the newest one. Throws a Failure when it draws nothing. */
export async function getConformanceModel(sql: Sql, processId: string, version?: number): Promise<ConformanceModel> {
  const scope = await getProcessScope(sql, processId, version);
  const source = scope.kind === "bound" ? await readBound(sql, scope) : await readDeployed(sql, scope);
  return conformanceModelOf(source);
}

/** The same of a diagram that is at hand, with its bindings. */
export async function conformanceModelOf(source: Source): Promise<ConformanceModel> {
  const { xml, bindings } = source;
  const key = JSON.stringify([xml, bindings.map(({ elementId, activity }) => [elementId, activityKey(activity)])]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const drawn = await readProcessGraph(xml, source.bpmnProcessId);
  const model = toModel(drawn, source.version, bindings);
  const oldest = remembered.keys().next();
  if (remembered.size >= REMEMBERED_MAX && !oldest.done) remembered.delete(oldest.value);
  remembered.set(key, model);
  return model;
}

type Source = {
  readonly xml: string;
  readonly version: number;
  readonly bpmnProcessId?: string;
  readonly bindings: readonly Binding[];
};

async function readBound(sql: Sql, { id, model, version }: Extract<ProcessScope, { kind: "bound" }>): Promise<Source> {
  const bindings = await readBindingsOf(sql, model, version);
  if (bindings.length === 0) {
    throw new Failure("unsupported", `Nothing is bound to an element of "${id}": bind activities first.`);
  }
  const xml = await getModelXml(sql, { modelId: model.modelId, version: version.version });
  return { xml, bindings, version: version.version };
}

/** Of an engine's diagram each element stands for itself. */
async function readDeployed(sql: Sql, { id, definitions }: ProcessScope): Promise<Source> {
  const definition = definitions.find(({ hasXml }) => hasXml);
  const xml = definition === undefined ? null : await readBpmnXml(sql, definition.definitionId);
  if (definition === undefined || xml === null) {
    throw new Failure("not-found", `"${id}" has no diagram to compare with: discover one, or upload it.`);
  }
  const { source: channel, bpmnProcessId: producer, version } = definition;
  const { graph } = await readProcessGraph(xml, producer);
  const bindings = graph.nodes
    .filter(({ kind }) => !UNTOLD_BY_ENGINES.has(kind))
    .map(({ id: name }) => ({
      elementId: name,
      activity: { kind: "element" as const, producer, name, channel },
    }));
  return { xml, bindings, version, bpmnProcessId: producer };
}

/** Engines tell of gateways too, but a case's activities leave them out. */
const UNTOLD_BY_ENGINES: ReadonlySet<string> = new Set(["exclusive", "parallel", "inclusive"]);

function toModel({ graph, names }: DrawnProcess, version: number, bindings: readonly Binding[]): ConformanceModel {
  const labels = new Map(
    [...groupBy(bindings, ({ elementId }) => elementId)].map(([elementId, bound]) => [elementId, toLabels(bound)]),
  );
  const game = new TokenGame(compileNet(graph, labels));
  const told = new Set(game.net.transitions.map(({ elementId }) => elementId));
  return {
    game,
    names,
    version,
    elementsOf: new Map(
      [...groupBy(bindings, ({ activity }) => activityKey(activity))].map(([key, bound]) => [
        key,
        bound.map(({ elementId }) => elementId),
      ]),
    ),
    participants: new Set(bindings.map(({ activity }) => participantOf(activity))),
    untold: new Set(
      graph.nodes.filter(({ id, isEventSubprocess }) => isEventSubprocess || !told.has(id)).map(({ id }) => id),
    ),
  };
}

export const participantOf = ({ kind, producer, channel }: Activity) => `${kind}\u001f${producer}\u001f${channel}`;

/** An engine tells that an element began, an event that something was done. */
function toLabels(bound: readonly Binding[]) {
  const keysOf = (kind: Activity["kind"]) =>
    bound.filter(({ activity }) => activity.kind === kind).map(({ activity }) => activityKey(activity));
  return { atStart: keysOf("element"), atEnd: keysOf("event") };
}
