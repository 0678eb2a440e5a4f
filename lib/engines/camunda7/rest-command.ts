import type { RestRequest } from "@/lib/sources/camunda7/engine-rest";
import type { Camunda7Request, RequestOf } from "./camunda7-request";
import { toTypedVariables } from "./typed-variables";

export type RestCommand = RestRequest & { readonly said: string };

/** Commands that need nothing looked up before: one request each. */
export type PlainRequest = Exclude<
  Camunda7Request,
  {
    readonly action: "retry-incident" | "resolve-incident" | "edit-and-retry" | "migrate-instance" | "restart-instance";
  }
>;

const id = encodeURIComponent;

export function toRestCommand(request: PlainRequest): RestCommand {
  switch (request.action) {
    case "cancel-instance":
      return {
        method: "DELETE",
        path: `/process-instance/${id(request.processInstanceKey)}`,
        said: "it was cancelled",
      };
    case "suspend-instance":
    case "resume-instance":
      return suspension(request);
    case "set-variables":
      return setVariables(`/process-instance/${id(request.processInstanceKey)}/variables`, request.variables);
    case "modify-instance":
      return modification(request);
    case "correlate-message":
      return correlation(request);
    case "complete-user-task": {
      const body = { variables: toTypedVariables(request.variables) };
      return { method: "POST", path: `/task/${id(request.taskKey)}/complete`, body, said: "the task was completed" };
    }
    case "assign-user-task": {
      const body = { userId: request.assignee };
      const said = request.assignee === null ? "nobody has the task" : `${request.assignee} has the task`;
      return { method: "POST", path: `/task/${id(request.taskKey)}/assignee`, body, said };
    }
  }
}

export function setVariables(path: string, variables: Readonly<Record<string, unknown>>): RestCommand {
  const names = Object.keys(variables).join(", ");
  return { method: "POST", path, body: { modifications: toTypedVariables(variables) }, said: `${names} was set` };
}

function suspension({
  action,
  processInstanceKey,
}: RequestOf<"suspend-instance"> | RequestOf<"resume-instance">): RestCommand {
  const suspended = action === "suspend-instance";
  const path = `/process-instance/${id(processInstanceKey)}/suspended`;
  return { method: "PUT", path, body: { suspended }, said: suspended ? "it was suspended" : "it goes on" };
}

/** What is begun comes before what is ended: an instance in which nothing is left would be over. */
function modification({ processInstanceKey, activate, terminate, moves }: RequestOf<"modify-instance">): RestCommand {
  const instructions = [
    ...activate.map(({ elementId, variables }) => ({
      type: "startBeforeActivity",
      activityId: elementId,
      ...(variables === undefined ? {} : { variables: toTypedVariables(variables) }),
    })),
    ...moves.map(({ toElementId }) => ({ type: "startBeforeActivity", activityId: toElementId })),
    ...moves.map(({ fromElementId }) => ({ type: "cancel", activityId: fromElementId })),
    ...terminate.map(({ elementInstanceKey }) => ({ type: "cancel", activityInstanceId: elementInstanceKey })),
  ];
  const path = `/process-instance/${id(processInstanceKey)}/modification`;
  return { method: "POST", path, body: { instructions }, said: "it was modified" };
}

function correlation({ name, correlationKey, variables }: RequestOf<"correlate-message">): RestCommand {
  const body = {
    messageName: name,
    ...(correlationKey === "" ? {} : { businessKey: correlationKey }),
    processVariables: toTypedVariables(variables),
  };
  return { method: "POST", path: "/message", body, said: `the message "${name}" was correlated` };
}
