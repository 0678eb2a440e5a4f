import { SaxesParser } from "saxes";

/** Which message each element of a diagram waits for: the family's history does not say it. */
export function readMessageNames(bpmnXml: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const waiting: { elementId: string; messageRef: string }[] = [];
  const path: { local: string; id: string }[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, attributes }) => {
    const attribute = (name: string) => attributes[name]?.value ?? "";
    if (local === "message") names.set(attribute("id"), attribute("name"));
    const messageRef = attribute("messageRef");
    if (local === "receiveTask" && messageRef !== "") waiting.push({ elementId: attribute("id"), messageRef });
    const owner = path.at(-1);
    if (local === "messageEventDefinition" && owner?.local === "intermediateCatchEvent") {
      waiting.push({ elementId: owner.id, messageRef });
    }
    path.push({ local, id: attribute("id") });
  });
  parser.on("closetag", () => void path.pop());
  try {
    parser.write(bpmnXml).close();
  } catch {
    return new Map(); // a diagram that is no XML is shown as broken elsewhere; nothing is known to wait in it
  }
  const plain = (reference: string) => reference.slice(reference.indexOf(":") + 1);
  return new Map(
    waiting.map(({ elementId, messageRef }) => [
      elementId,
      names.get(messageRef) ?? names.get(plain(messageRef)) ?? "",
    ]),
  );
}
