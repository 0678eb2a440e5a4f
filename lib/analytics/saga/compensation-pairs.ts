/** An activity of a process model and the one that takes it back. */
export type CompensationPair = { readonly elementId: string; readonly handlerId: string };

const TAG = /<(\/?)(?:[\w.-]+:)?(boundaryEvent|compensateEventDefinition|association)\b([^>]*)>/g;

/**
 * What a diagram declares: a compensation event at an activity's border, tied to its handler by an association. Read without
 * building a tree: in one pass, however large or broken the text is.
 */
export function compensationPairs(bpmnXml: string): readonly CompensationPair[] {
  const hosts = new Map<string, string>();
  const targets: { readonly from: string; readonly to: string }[] = [];
  let boundary: { readonly id: string; readonly host: string } | null = null;
  for (const [, closing, name, attributes = ""] of bpmnXml.matchAll(TAG)) {
    if (name === "boundaryEvent") boundary = closing === "/" ? null : toBoundary(attributes);
    else if (name === "association") targets.push(toAssociation(attributes));
    else if (boundary !== null && boundary.id !== "") hosts.set(boundary.id, boundary.host);
  }
  return targets.flatMap(({ from, to }) => {
    const elementId = hosts.get(from);
    return elementId === undefined || elementId === "" || to === "" ? [] : [{ elementId, handlerId: to }];
  });
}

const toBoundary = (attributes: string) => ({ id: value(attributes, "id"), host: value(attributes, "attachedToRef") });
const toAssociation = (attributes: string) => ({
  from: value(attributes, "sourceRef"),
  to: value(attributes, "targetRef"),
});

function value(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match?.[1] ?? match?.[2] ?? "";
}
