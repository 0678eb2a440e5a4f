import { toText } from "../parse-json";
import { Unreadable } from "../unreadable";
import { toDefinition } from "./zeebe-instance";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

/** A version of a process with its diagram. Each partition of the engine reports it, which is the same fact again. */
export function decodeProcess(record: ZeebeRecord): readonly ZeebeFact[] {
  const { intent, value } = record;
  if (intent !== "CREATED") return [];
  const body = {
    kind: "definition.deployed",
    definition: toDefinition(record, "version"),
    definitionKey: value.key("processDefinitionKey"),
    resourceName: value.text("resourceName"),
    bpmnXml: toXml(value.raw("resource")),
  } as const;
  return [{ body, keys: [] }];
}

function toXml(resource: unknown): string {
  if (typeof resource !== "string" || resource === "") throw new Unreadable("PROCESS CREATED: its diagram is missing.");
  // The diagram is kept as it was deployed; only NUL is nothing that a database takes, and nothing that XML may hold.
  return toText(toBytes(resource)).replaceAll("\0", "\ufffd");
}

function toBytes(base64: string): Uint8Array {
  const binary = fromBase64(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

function fromBase64(base64: string): string {
  try {
    return atob(base64);
  } catch {
    throw new Unreadable("PROCESS CREATED: its diagram is not written in base64.");
  }
}
