import type { ProcessDefinitions } from "@/lib/api/contract/processes";
import type { Sql } from "@/lib/store/database";
import { readDefinitionKeys } from "@/lib/store/read/definitions";
import { getProcessScope, modelIdOf } from "./process-scope";

/** The definitions that engines have deployed of a process, as an engine names them; a bound model has none of its own. */
export async function readDeployedDefinitions(sql: Sql, processId: string): Promise<ProcessDefinitions> {
  const scope = await getProcessScope(sql, processId);
  if (scope.kind === "bound") return { items: [] };
  const keys = await readDefinitionKeys(
    sql,
    scope.definitions.map(({ definitionId }) => definitionId),
  );
  const items = scope.definitions.flatMap((definition) => {
    const known = keys.find(({ definitionId }) => definitionId === definition.definitionId);
    if (known === undefined) return [];
    const { source, tenant, version, hasXml } = definition;
    const { definitionKey, deployedAt } = known;
    return [
      {
        processId: modelIdOf(definition),
        source,
        tenant,
        version,
        definitionKey,
        deployedAt: deployedAt?.toISOString() ?? null,
        hasDiagram: hasXml,
      },
    ];
  });
  return { items: items.sort((one, other) => other.version - one.version) };
}
