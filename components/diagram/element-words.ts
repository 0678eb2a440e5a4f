/** What an element is called aloud. */
export function elementWords(name: string | undefined, type: string): string {
  const text = elementName(name);
  return text === null ? `unnamed ${typeWords(type)}` : `${text}, ${typeWords(type)}`;
}

/** Names may be missing, empty or hold line breaks. */
export function elementName(name: string | undefined): string | null {
  const text = (name ?? "").replace(/\s+/g, " ").trim();
  return text === "" ? null : text;
}

/** `bpmn:ServiceTask`, `SERVICE_TASK` and `ServiceTask` all read "service task". */
export function typeWords(type: string): string {
  const bare = type.replace(/^.*:/, "");
  const spaced = /^[A-Z0-9_]+$/.test(bare) ? bare.replaceAll("_", " ") : bare.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
  return spaced.toLowerCase();
}

/** Flow nodes: what a token can stand in, and therefore what can be selected. */
export function isFlowNode(type: string): boolean {
  return /(Task|Event|Gateway|SubProcess|CallActivity|Transaction)$/.test(type);
}
