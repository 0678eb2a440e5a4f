import type { OfferedAction, ParametersOf } from "@/lib/api/contract/operation-parameters";
import type { Engine } from "@/lib/engines/engine";
import type { EngineRequest, RequestOf } from "@/lib/engines/engine-request";
import type { Sql } from "@/lib/store/database";
import type { StoredIncidentTarget } from "@/lib/store/operations/incident-target";
import { readTokens, type StandingToken, type StoredInstanceTarget } from "@/lib/store/operations/instance-target";
import type { ClaimedItem } from "@/lib/store/operations/run-operation";
import { getOffered, readParameters } from "./offered-actions";
import type { Target } from "./select-targets";

type Asking = { readonly item: ClaimedItem; readonly target: Target };
type InstanceAction = Exclude<
  OfferedAction,
  | "retry-incident"
  | "resolve-incident"
  | "edit-and-retry"
  | "complete-user-task"
  | "assign-user-task"
  | "correlate-message"
  | "replay-record"
  | "publish-record"
>;

/** One item of an operation as its engine is asked for it. */
export async function toEngineRequest(sql: Sql, engine: Engine, { item, target }: Asking): Promise<EngineRequest> {
  const action = getOffered(item.action);
  if (target.kind === "incident") return ofIncident(action, item, target.incident);
  if (target.kind === "task") return ofTask(action, item, target.task.taskKey);
  if (target.kind !== "instance") return toMessage(item);
  return ofInstance(sql, engine, { action: action as InstanceAction, item, instance: target.instance });
}

function ofIncident(action: OfferedAction, { parameters }: ClaimedItem, incident: StoredIncidentTarget): EngineRequest {
  const { incidentKey, jobKey, processInstanceKey, elementInstanceKey } = incident;
  if (action === "retry-incident") {
    return { action, incidentKey, jobKey, ...(readParameters(action, parameters) as ParametersOf<"retry-incident">) };
  }
  if (action !== "edit-and-retry") return { action: "resolve-incident", incidentKey, jobKey };
  const asked = readParameters(action, parameters) as ParametersOf<"edit-and-retry">;
  return { action, incidentKey, jobKey, processInstanceKey, elementInstanceKey, ...asked };
}

function ofTask(action: OfferedAction, { parameters }: ClaimedItem, taskKey: string): EngineRequest {
  if (action === "assign-user-task") {
    return { action, taskKey, ...(readParameters(action, parameters) as ParametersOf<"assign-user-task">) };
  }
  const { variables } = readParameters("complete-user-task", parameters) as ParametersOf<"complete-user-task">;
  return { action: "complete-user-task", taskKey, variables };
}

/** An engine that knows message ids takes the one of an item once, however often it is sent. */
function toMessage({ operationId, ordinal, parameters }: ClaimedItem): EngineRequest {
  const asked = readParameters("correlate-message", parameters) as ParametersOf<"correlate-message">;
  return { action: "correlate-message", messageId: `throughline:${operationId}:${ordinal}`, ...asked };
}

type OfInstance = {
  readonly action: InstanceAction;
  readonly item: ClaimedItem;
  readonly instance: StoredInstanceTarget;
};

async function ofInstance(sql: Sql, engine: Engine, { action, item, instance }: OfInstance): Promise<EngineRequest> {
  const { processInstanceKey } = instance;
  switch (action) {
    case "set-variables": {
      const { variables } = readParameters(action, item.parameters) as ParametersOf<"set-variables">;
      return { action, processInstanceKey, variables };
    }
    case "modify-instance": {
      const asked = readParameters(action, item.parameters) as ParametersOf<"modify-instance">;
      const request = { action, processInstanceKey, ...asked };
      return engine.kind === "camunda8" ? withoutMoves(request, await readTokens(sql, instance)) : request;
    }
    case "migrate-instance": {
      const asked = readParameters(action, item.parameters) as ParametersOf<"migrate-instance">;
      const request = { action, processInstanceKey, ...asked };
      return engine.kind === "camunda8" && asked.mapping.length === 0
        ? { ...request, mapping: toThemselves(await readTokens(sql, instance)) }
        : request;
    }
    default:
      return { action, processInstanceKey };
  }
}

/** Camunda 8 knows no move: what stands there is terminated, and the other element is activated as often. */
function withoutMoves(
  request: RequestOf<"modify-instance">,
  tokens: readonly StandingToken[],
): RequestOf<"modify-instance"> {
  const moved = request.moves.flatMap(({ fromElementId, toElementId }) =>
    tokens
      .filter(({ elementId }) => elementId === fromElementId)
      .map(({ elementInstanceKey }) => ({ elementInstanceKey, toElementId })),
  );
  return {
    ...request,
    moves: [],
    activate: [...request.activate, ...moved.map(({ toElementId }) => ({ elementId: toElementId }))],
    terminate: [...request.terminate, ...moved.map(({ elementInstanceKey }) => ({ elementInstanceKey }))],
  };
}

function toThemselves(tokens: readonly StandingToken[]) {
  const ids = [...new Set(tokens.map(({ elementId }) => elementId))];
  return ids.map((elementId) => ({ sourceElementId: elementId, targetElementId: elementId }));
}
