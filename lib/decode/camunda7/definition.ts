import { Unreadable } from "../unreadable";
import type { EngineRow, RowFact } from "./engine-row";

/** A version of a process with its diagram. Here `key` is the id in the XML, and `id` the engine's own. */
export function decodeDefinition({ row, added, engine }: EngineRow): readonly RowFact[] {
  const bpmnXml = added["bpmnXml"];
  if (typeof bpmnXml !== "string" || bpmnXml === "") throw new Unreadable("A definition: its diagram is missing.");
  const definitionKey = row.requiredText("id");
  const body = {
    kind: "definition.deployed",
    definition: {
      source: engine,
      tenant: row.text("tenantId") || "<default>",
      bpmnProcessId: row.requiredText("key"),
      version: Math.min(row.count("version"), 0x7fffffff),
    },
    definitionKey,
    resourceName: row.text("resource"),
    bpmnXml: bpmnXml.replaceAll("\0", "\ufffd"),
  } as const;
  return [{ id: `definition:${definitionKey}`, time: row.raw("deploymentTime"), rank: 0, body, keys: [] }];
}
