import { Failure } from "@/lib/domain/failure";
import type { Sql } from "@/lib/store/database";
import { readDefinitions, readDefinitionsOfProcess, type StoredDefinition } from "@/lib/store/read/definitions";
import { readProcessByName } from "@/lib/store/read/process-by-name";
import { type BoundScope, readModelScope } from "./model/model-scope";

/** Newest cases of an observed process that tell which definitions it uses. */
const SAMPLED_CASES = 2_000;

/**
 * What `process` means: a model of an engine with its versions, an observed process with the definitions that its cases use,
 * or a model that was uploaded and bound, with the processes that its activities occur in. Definitions come with the newest
 * version, or the most used one, first; a bound model has none of its own.
 */
export type ProcessScope =
  | { readonly kind: "model"; readonly id: string; readonly definitions: readonly StoredDefinition[] }
  | {
      readonly kind: "observed";
      readonly id: string;
      readonly processId: number;
      readonly definitions: readonly StoredDefinition[];
    }
  | BoundScope;

export const modelIdOf = ({ source, bpmnProcessId }: Pick<StoredDefinition, "source" | "bpmnProcessId">): string =>
  `${source}:${bpmnProcessId}`;

/** By the model's id, else by the name of an observed process, else by a model's own name or BPMN id when only one has it. */
export async function readProcessScope(sql: Sql, process: string, version?: number): Promise<ProcessScope | null> {
  const all = await readDefinitions(sql);
  const ofVersion = (found: readonly StoredDefinition[]) =>
    version === undefined ? found : found.filter((definition) => definition.version === version);
  const model = all.filter((definition) => modelIdOf(definition) === process);
  if (model.length > 0) return { kind: "model", id: process, definitions: ofVersion(model) };
  const bound = await readModelScope(sql, process, version);
  if (bound !== null) return bound;
  const observed = await readProcessByName(sql, process);
  if (observed !== null) {
    const used = await readDefinitionsOfProcess(sql, observed.processId, SAMPLED_CASES);
    const definitions = used.flatMap(({ definitionId }) => all.filter((known) => known.definitionId === definitionId));
    return { kind: "observed", id: process, processId: observed.processId, definitions: ofVersion(definitions) };
  }
  const named = all.filter(({ name, bpmnProcessId }) => name === process || bpmnProcessId === process);
  const ids = new Set(named.map(modelIdOf));
  const [id] = ids;
  return id === undefined || ids.size > 1 ? null : { kind: "model", id, definitions: ofVersion(named) };
}

export async function getProcessScope(sql: Sql, process: string, version?: number): Promise<ProcessScope> {
  const scope = await readProcessScope(sql, process, version);
  if (scope === null) {
    throw new Failure(
      "not-found",
      `There is no process "${process}": neither a model <engine>:<BPMN process id>, nor an uploaded one, nor an observed one.`,
    );
  }
  if (scope.kind !== "bound" && version !== undefined && scope.definitions.length === 0) {
    throw new Failure("not-found", `The process "${process}" has no version ${version}.`);
  }
  return scope;
}

/** The one process that all its cases are of; null when there is none such, or several. */
export function onlyProcessOf(scope: ProcessScope): number | null {
  if (scope.kind === "observed") return scope.processId;
  return scope.kind === "bound" && scope.processIds.length === 1 ? (scope.processIds[0] ?? null) : null;
}
