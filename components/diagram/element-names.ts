/** Names of the elements in BPMN XML, by element id; empty when it is no XML. For places that show an element without its drawing. */
export function elementNames(xml: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const parsed = new DOMParser().parseFromString(xml, "application/xml");
  for (const element of parsed.querySelectorAll("[id][name]")) {
    names.set(element.getAttribute("id") ?? "", element.getAttribute("name") ?? "");
  }
  return names;
}
