import type { SourceName } from "./identifiers";

/**
 * Process ids collide across engines and tenants, so a definition is identified by all four. `bpmnProcessId` is the id in
 * the XML; the engine's unique key is `definitionKey` (Camunda 7 and 8 use "id" and "key" with opposite meanings).
 */
export type DefinitionIdentity = {
  readonly source: SourceName;
  readonly tenant: string;
  readonly bpmnProcessId: string;
  readonly version: number;
};

export function definitionIdentityKey(definition: DefinitionIdentity): string {
  return `${definition.source}\u001f${definition.tenant}\u001f${definition.bpmnProcessId}\u001f${definition.version}`;
}
