import type { SourceName } from "./identifiers";

/**
 * Process ids collide across engines and tenants, so a definition is identified by all four. `bpmnProcessId` is the id in
 * the XML; the engine's unique key is `definitionKey` (Camunda 7 and 8 use "id" and "key" with opposite meanings).
 */
export type DefinitionIdentity = {
  readonly source: SourceName;
  readonly tenant: string;
  readonly bpmnProcessId: string;
  /** UNKNOWN_VERSION where a record does not name it: the definition that the process instance was started with counts. */
  readonly version: number;
};

/** Engines count from 1. */
export const UNKNOWN_VERSION = 0;

export function definitionIdentityKey(definition: DefinitionIdentity): string {
  return `${definition.source}\u001f${definition.tenant}\u001f${definition.bpmnProcessId}\u001f${definition.version}`;
}
