import { BpmnModdle, type ModdleElement } from "bpmn-moddle";
import { Failure } from "@/lib/domain/failure";
import { assertReadable } from "./bpmn-limits";

/** A flow node of a model, in the order of the XML. `pool` is the name of its participant, or of its process. */
export type ModelElement = {
  readonly elementId: string;
  readonly name: string;
  /** As engines write it: `SERVICE_TASK`. */
  readonly type: string;
  readonly pool: string;
  readonly bpmnProcessId: string;
  /** Events at the border of an activity, by its id: what leaves there did not leave by the activity's flows. */
  readonly attachedTo: string | null;
};
export type ModelFlow = {
  readonly flowId: string;
  readonly from: string;
  readonly to: string;
  readonly kind: "sequence" | "message";
  readonly isConditional: boolean;
};
export type ModelDiagram = {
  readonly elements: readonly ModelElement[];
  readonly flows: readonly ModelFlow[];
  readonly warnings: readonly string[];
};

const ELEMENTS_MAX = 5_000;
const ID_LENGTH_MAX = 256;
const WARNINGS_MAX = 100;
const NO_NODES = /^bpmn:(SequenceFlow|DataObject|DataObjectReference|DataStoreReference)$/;

/** Reads BPMN that came from outside. Throws a Failure that says what is wrong with it, never anything else. */
export async function readModelDiagram(xml: string): Promise<ModelDiagram> {
  assertReadable(xml);
  const { rootElement, warnings } = await parse(xml);
  const found: Found = { elements: [], flows: [], ids: new Set() };
  const roots = rootElement.rootElements ?? [];
  const pools = poolsOf(roots);
  for (const root of roots) {
    if (root.$type === "bpmn:Process") collect(root, { pool: pools.get(root) ?? nameOf(root), process: root }, found);
  }
  for (const root of roots) for (const flow of root.messageFlows ?? []) addFlow(flow, "message", found);
  if (found.elements.length === 0) {
    throw new Failure("bad-request", "There is no process with elements in it: nothing to lay events over.");
  }
  return {
    elements: found.elements,
    flows: found.flows,
    warnings: [...new Set(warnings.map(({ message }) => message.replaceAll(/\s+/g, " ").slice(0, 300)))].slice(
      0,
      WARNINGS_MAX,
    ),
  };
}

async function parse(xml: string) {
  try {
    return await new BpmnModdle().fromXML(xml);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replaceAll(/\s+/g, " ").slice(0, 400) : String(cause);
    throw new Failure("bad-request", `This is no BPMN 2.0 diagram: ${why}`, { cause });
  }
}

type Found = { readonly elements: ModelElement[]; readonly flows: ModelFlow[]; readonly ids: Set<string> };
type Place = { readonly pool: string; readonly process: ModdleElement };

function poolsOf(roots: readonly ModdleElement[]): ReadonlyMap<ModdleElement, string> {
  const pools = new Map<ModdleElement, string>();
  for (const { participants = [] } of roots) {
    for (const participant of participants) {
      if (participant.processRef !== undefined) pools.set(participant.processRef, nameOf(participant));
    }
  }
  return pools;
}

function collect(parent: ModdleElement, place: Place, found: Found): void {
  for (const element of parent.flowElements ?? []) {
    if (element.$type === "bpmn:SequenceFlow") addFlow(element, "sequence", found);
    else if (!NO_NODES.test(element.$type)) {
      addElement(element, place, found);
      collect(element, place, found);
    }
  }
}

function addElement(element: ModdleElement, { pool, process }: Place, { elements, ids }: Found): void {
  const { id } = element;
  if (id === undefined || id === "" || id.length > ID_LENGTH_MAX) {
    throw new Failure(
      "bad-request",
      `An element of "${pool}" has no id, or one longer than ${ID_LENGTH_MAX} characters.`,
    );
  }
  if (ids.has(id)) throw new Failure("bad-request", `The id "${id}" is used twice; ids of elements must be unique.`);
  ids.add(id);
  if (elements.length >= ELEMENTS_MAX) {
    throw new Failure("too-large", `The diagram has more than ${ELEMENTS_MAX} elements. Split it.`);
  }
  elements.push({
    elementId: id,
    name: (element.name ?? "").replaceAll(/\s+/g, " ").trim().slice(0, 500),
    type: toType(element.$type),
    pool,
    bpmnProcessId: process.id ?? "",
    attachedTo: element.attachedToRef?.id ?? null,
  });
}

/** One whose ends are not known is left out: the parser has warned of it. */
function addFlow(flow: ModdleElement, kind: ModelFlow["kind"], { flows }: Found): void {
  const [flowId, from, to] = [flow.id, flow.sourceRef?.id, flow.targetRef?.id];
  if (flowId === undefined || from === undefined || to === undefined) return;
  flows.push({ flowId, from, to, kind, isConditional: flow.conditionExpression !== undefined });
}

const nameOf = ({ name, id }: ModdleElement) => (name ?? "").replaceAll(/\s+/g, " ").trim() || (id ?? "");

function toType(type: string): string {
  return type
    .replace(/^\w+:/, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toUpperCase();
}
