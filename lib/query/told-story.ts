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
  return waitsFor.map((wait) => ({
    kind: wait.kind,
    text: wait.text,
    since: new Date(wait.since).toISOString(),
    dueAt: wait.dueAt === null ? null : new Date(wait.dueAt).toISOString(),
    elementId: wait.elementId,
    processInstanceKey: wait.processInstanceKey,
    message: wait.kind === "message" ? { name: wait.messageName, correlationKey: wait.correlationKey } : null,
    task: wait.kind === "user-task" ? { taskKey: wait.taskKey, assignee: wait.assignee } : null,
  }));
}
