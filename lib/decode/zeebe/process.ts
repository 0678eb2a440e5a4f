import { boundedProse } from "../clean-text";
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
  const xml = toText(toBytes(resource));
  return boundedProse(xml, xml.length);
}

function toBytes(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw new Unreadable("PROCESS CREATED: its diagram is not written in base64.");
  }
}
