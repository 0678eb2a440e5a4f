import type { Entered } from "../operation-form/asked-operation";
import type { MappableElement, Mapping } from "./suggest-mapping";

interface Planned {
  targetDefinitionKey: string | null;
  sources: readonly MappableElement[];
  /** Elements in which tokens stand. */
  activeIds: ReadonlySet<string>;
  mapping: Mapping;
}

/**
 * What the server is asked for: where tokens stand, and the boundary events there, whose timers and messages go on so. More
 * is not said, for the Camunda 7 family refuses a plan over elements in which nothing can wait.
 */
export function toMigration({ targetDefinitionKey, sources, activeIds, mapping }: Planned): Entered {
  if (targetDefinitionKey === null) return { whyNot: "Choose the version to migrate to." };
  const lost = sources.filter(({ id }) => activeIds.has(id) && !mapping.has(id));
  if (lost.length > 0) {
    return { whyNot: `Say what stands for ${lost.map(({ id, name }) => name ?? id).join(", ")} in the other version.` };
  }
  const told = sources.filter(({ id, hostId }) => activeIds.has(id) || (hostId !== null && activeIds.has(hostId)));
  return {
    parameters: {
      targetDefinitionKey,
      mapping: told.flatMap(({ id }) => {
        const found = mapping.get(id);
        return found === undefined ? [] : [{ sourceElementId: id, targetElementId: found.targetId }];
      }),
    },
  };
}
