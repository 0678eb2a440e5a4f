import type { CaseStory } from "@/lib/api/contract/cases";
import { type DefinitionIdentity, definitionIdentityKey } from "@/lib/domain/process-definition";
import type { CaseStoryFacts } from "@/lib/project/story-facts";
import type { StoredDefinition } from "@/lib/store/read/definitions";

/** The stored definition that a process instance runs on. */
export function byIdentity(definitions: readonly StoredDefinition[]) {
  const known = new Map(definitions.map((stored) => [identityText(stored), stored]));
  return (definition: DefinitionIdentity) => known.get(definitionIdentityKey(definition));
}

const identityText = ({ source, tenant, bpmnProcessId, version }: StoredDefinition) =>
  `${source}\u001f${tenant}\u001f${bpmnProcessId}\u001f${version}`;

export function toWaits({ waitsFor }: Pick<CaseStoryFacts, "waitsFor">): CaseStory["waitsFor"] {
  return waitsFor.map(({ kind, text, since, dueAt, elementId, processInstanceKey }) => ({
    kind,
    text,
    since: new Date(since).toISOString(),
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    elementId,
    processInstanceKey,
  }));
}
