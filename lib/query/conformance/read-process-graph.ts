import { BpmnModdle, type ModdleElement } from "bpmn-moddle";
import type { GraphFlow, GraphNode, ProcessGraph } from "@/lib/analytics/conformance/process-graph";
import { checkedBpmn } from "../diagram/checked-bpmn";

export type DrawnProcess = {
  readonly graph: ProcessGraph;
  /** Of elements that have one. */
  readonly names: ReadonlyMap<string, string>;
};
type Found = {
  readonly nodes: GraphNode[];
  readonly flows: GraphFlow[];
  readonly names: Map<string, string>;
};

/** What a diagram says of the order of things; of one process of it, or of all its pools. */
export async function readProcessGraph(xml: string, bpmnProcessId?: string): Promise<DrawnProcess> {
  const { rootElement } = await new BpmnModdle().fromXML(checkedBpmn(xml, "a process"));
  const all = rootElement.rootElements ?? [];
  const processes = all.filter(
    ({ $type, id }) => $type === "bpmn:Process" && (bpmnProcessId === undefined || id === bpmnProcessId),
  );
  const found: Found = { nodes: [], flows: [], names: new Map() };
  for (const process of processes) collect(process, found);
  const ids = new Set(found.nodes.map(({ id }) => id));
  const messages = all
    .flatMap(({ messageFlows = [] }) => messageFlows)
    .flatMap(toEnds)
    .filter(({ from, to }) => ids.has(from) && ids.has(to));
  const flows = found.flows.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return { graph: { roots: processes.map(idOf), nodes: found.nodes, flows, messages }, names: found.names };
}

const idOf = ({ id }: ModdleElement) => id ?? "";

function collect(scope: ModdleElement, found: Found): void {
  const elements = scope.flowElements ?? [];
  found.flows.push(...elements.filter(({ $type }) => $type === "bpmn:SequenceFlow").flatMap(toFlow));
  for (const element of elements) {
    const kind = kindOf(element);
    if (kind === null || element.isForCompensation === true) continue;
    found.nodes.push(toNode(element, kind, scope));
    const name = (element.name ?? "").replaceAll(/\s+/g, " ").trim();
    if (name !== "") found.names.set(idOf(element), name);
    if (kind === "subprocess") collect(element, found);
  }
}

/** What a gateway does with its flows is said by its kind; a task whose flows have conditions chooses as well. */
function toFlow(flow: ModdleElement): readonly GraphFlow[] {
  const isChosen = !/Gateway$/.test(flow.sourceRef?.$type ?? "");
  const isDefault = isChosen && flow.sourceRef?.default === flow;
  return toEnds(flow).map((ends) => ({
    ...ends,
    isConditional: isChosen && flow.conditionExpression !== undefined,
    isDefault,
  }));
}

function toEnds({ id, sourceRef, targetRef }: ModdleElement) {
  if (id === undefined || sourceRef?.id === undefined || targetRef?.id === undefined) return [];
  return [{ id, from: sourceRef.id, to: targetRef.id }];
}

const KINDS: Readonly<Record<string, GraphNode["kind"]>> = {
  "bpmn:StartEvent": "start",
  "bpmn:EndEvent": "end",
  "bpmn:BoundaryEvent": "boundary",
  "bpmn:IntermediateCatchEvent": "intermediate",
  "bpmn:IntermediateThrowEvent": "intermediate",
  "bpmn:ExclusiveGateway": "exclusive",
  "bpmn:EventBasedGateway": "exclusive",
  "bpmn:ParallelGateway": "parallel",
  "bpmn:InclusiveGateway": "inclusive",
  "bpmn:ComplexGateway": "inclusive",
  "bpmn:CallActivity": "activity",
  "bpmn:SubProcess": "subprocess",
  "bpmn:AdHocSubProcess": "subprocess",
  "bpmn:Transaction": "subprocess",
};

function kindOf({ $type, id }: ModdleElement): GraphNode["kind"] | null {
  if (id === undefined) return null;
  return KINDS[$type] ?? (/Task$/.test($type) ? "activity" : null);
}

function toNode(element: ModdleElement, kind: GraphNode["kind"], scope: ModdleElement): GraphNode {
  const loop = element.loopCharacteristics;
  const isAdHoc = element.$type === "bpmn:AdHocSubProcess";
  const isSeveral = loop?.$type === "bpmn:MultiInstanceLoopCharacteristics";
  const once = loop === undefined ? "once" : "at least once";
  const event = element.eventDefinitions?.[0];
  return {
    id: idOf(element),
    scope: idOf(scope),
    kind,
    attachedTo: element.attachedToRef?.id ?? null,
    isInterrupting: element.cancelActivity !== false && element.isInterrupting !== false,
    isEventSubprocess: element.triggeredByEvent === true,
    repeats: isSeveral || isAdHoc || loop?.testBefore === true ? "any" : once,
    isFlower: isAdHoc || (kind === "subprocess" && isSeveral && loop.isSequential !== true),
    trigger: triggerOf(event),
    link: event?.$type === "bpmn:LinkEventDefinition" ? (event.name ?? "") : null,
    isReceiver: /CatchEvent$|BoundaryEvent$|StartEvent$|ReceiveTask$/.test(element.$type),
  };
}

function triggerOf(event: ModdleElement | undefined): GraphNode["trigger"] {
  if (event?.$type === "bpmn:TerminateEventDefinition") return "terminate";
  if (event?.$type === "bpmn:ErrorEventDefinition") return "error";
  return event?.$type === "bpmn:LinkEventDefinition" ? "link" : "none";
}
