import { elementName, isFlowNode, typeWords } from "./element-words";

export interface FlowNode {
  id: string;
  /** As a person would call it. */
  label: string;
  /** `UserTask`, as BPMN has it. */
  type: string;
}

/** The elements of BPMN XML that a token can stand in, in its order; empty when it is no XML. */
export function flowNodes(xml: string): readonly FlowNode[] {
  const parsed = new DOMParser().parseFromString(xml, "application/xml");
  return [...parsed.querySelectorAll("[id]")].flatMap((element) => {
    const type = element.localName.charAt(0).toUpperCase() + element.localName.slice(1);
    // What the element waits for is written inside it: `timerEventDefinition` is no element of its own.
    if (!isFlowNode(type)) return [];
    const id = element.getAttribute("id") ?? "";
    const name = elementName(element.getAttribute("name") ?? undefined);
    return [{ id, type, label: name === null ? `${id} (${typeWords(type)})` : name }];
  });
}
