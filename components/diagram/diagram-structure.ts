import { elementName, isFlowNode, typeWords } from "./element-words";

export interface StructuredElement {
  id: string;
  name: string | null;
  /** As a person would call it. */
  label: string;
  /** Type in words, of an event with what it waits for: "timer boundary event". */
  kind: string;
  parentId: string | null;
  /** Of a boundary event: what it is attached to. */
  hostId: string | null;
  before: readonly string[];
  after: readonly string[];
}

/** The elements of BPMN XML that a token can stand in, each with its place among the others; empty when it is no XML. */
export function diagramStructure(xml: string): readonly StructuredElement[] {
  const parsed = new DOMParser().parseFromString(xml, "application/xml");
  const all = [...parsed.querySelectorAll("[id]")];
  const flows = all
    .filter(({ localName }) => localName === "sequenceFlow")
    .map((flow) => ({ from: flow.getAttribute("sourceRef") ?? "", to: flow.getAttribute("targetRef") ?? "" }));
  return all.filter(isElement).map((element) => {
    const id = element.getAttribute("id") ?? "";
    const name = elementName(element.getAttribute("name") ?? undefined);
    const kind = kindOf(element);
    return {
      id,
      name,
      kind,
      label: name ?? `${id} (${kind})`,
      parentId: parentOf(element),
      hostId: element.getAttribute("attachedToRef"),
      before: flows.filter(({ to }) => to === id).map(({ from }) => from),
      after: flows.filter(({ from }) => from === id).map(({ to }) => to),
    };
  });
}

const typeOf = ({ localName }: Element) => localName.charAt(0).toUpperCase() + localName.slice(1);
const isElement = (element: Element) => isFlowNode(typeOf(element));

/** What an engine keeps apart although BPMN calls it the same: what an event waits for, and what is done several times. */
function kindOf(element: Element): string {
  const inside = [...element.children].map(({ localName }) => localName);
  const event = inside.find((name) => name.endsWith("EventDefinition"))?.replace("EventDefinition", "");
  const isMany = inside.includes("multiInstanceLoopCharacteristics");
  const isEventSubprocess = element.getAttribute("triggeredByEvent") === "true";
  const words = [
    isMany ? "multi-instance" : null,
    isEventSubprocess ? "event" : null,
    event,
    typeWords(typeOf(element)),
  ];
  return words.filter(Boolean).join(" ");
}

function parentOf(element: Element): string | null {
  const { parentElement } = element;
  return parentElement !== null && isElement(parentElement) ? parentElement.getAttribute("id") : null;
}
