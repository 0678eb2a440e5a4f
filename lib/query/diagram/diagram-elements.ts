import { BpmnModdle, type ModdleElement } from "bpmn-moddle";
import type { Sql } from "@/lib/store/database";
import { readBpmnXml } from "@/lib/store/read/definitions";
import { checkedBpmn } from "./checked-bpmn";

export type DiagramElement = {
  readonly elementId: string;
  readonly name: string;
  readonly type: string;
  /** Type of the jobs, or topic of the external tasks, that workers do for it; null where no worker is asked. */
  readonly jobType: string | null;
};

const remembered = new Map<number, readonly DiagramElement[]>();
const REMEMBERED_MAX = 200;

/**
 * Names and types of the flow nodes of a definition's diagram, in the order of the XML; none while it has none or when it
 * cannot be read (the diagram itself then says why). XML of a definition never changes: parsing 300 tasks takes some 30 ms
 * and is done once.
 */
export async function readDiagramElements(sql: Sql, definitionId: number): Promise<readonly DiagramElement[]> {
  const known = remembered.get(definitionId);
  if (known !== undefined) return known;
  const xml = await readBpmnXml(sql, definitionId);
  if (xml === null) return [];
  const elements = await parse(xml);
  const oldest = remembered.keys().next();
  if (remembered.size >= REMEMBERED_MAX && !oldest.done) remembered.delete(oldest.value);
  remembered.set(definitionId, elements);
  return elements;
}

/** What a person calls an element: its name, or its id when it has none. */
export async function readElementNames(
  sql: Sql,
  definitionIds: Iterable<number>,
): Promise<(definitionId: number, elementId: string) => string> {
  const names = new Map<string, string>();
  for (const definitionId of new Set(definitionIds)) {
    for (const { elementId, name } of await readDiagramElements(sql, definitionId)) {
      if (name !== "") names.set(`${definitionId} ${elementId}`, name);
    }
  }
  return (definitionId, elementId) => names.get(`${definitionId} ${elementId}`) ?? elementId;
}

async function parse(xml: string): Promise<readonly DiagramElement[]> {
  try {
    const { rootElement } = await new BpmnModdle().fromXML(checkedBpmn(xml, "a process"));
    const found: DiagramElement[] = [];
    for (const root of rootElement.rootElements ?? []) collect(root, found);
    return found;
  } catch {
    return [];
  }
}

function collect(parent: ModdleElement, found: DiagramElement[]): void {
  for (const element of parent.flowElements ?? []) {
    if (element.id === undefined || NO_NODES.has(element.$type)) continue;
    found.push({
      elementId: element.id,
      name: element.name ?? "",
      type: toType(element.$type),
      jobType: jobTypeOf(element),
    });
    collect(element, found);
  }
}

/** Camunda 8 says it in a task definition, the Camunda 7 family in an attribute of the task. */
function jobTypeOf({ extensionElements, $attrs }: ModdleElement): string | null {
  const definition = extensionElements?.values?.find(({ $type }) => /:taskDefinition$/i.test($type));
  const topic = Object.entries($attrs ?? {}).find(([name]) => /^(camunda|operaton):topic$/.test(name));
  const said = definition?.["type"] ?? topic?.[1];
  return typeof said === "string" && said !== "" ? said : null;
}

const NO_NODES = new Set([
  "bpmn:SequenceFlow",
  "bpmn:DataObject",
  "bpmn:DataObjectReference",
  "bpmn:DataStoreReference",
]);

/** `bpmn:ServiceTask` → `SERVICE_TASK`, as the engine's records say it. */
function toType(type: string): string {
  return type
    .replace(/^\w+:/, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toUpperCase();
}
