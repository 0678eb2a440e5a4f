import type { OperationAction } from "@/lib/domain/operation-action";
import type { Camunda7SourceConfiguration } from "@/lib/platform/configuration-schema";
import { EngineRest, type RestRequest } from "@/lib/sources/camunda7/engine-rest";
import { examineCamunda7 } from "@/lib/sources/camunda7/examine-camunda7";
import type { Engine, EngineAnswer } from "../engine";
import type { Camunda7Request, RequestOf } from "./camunda7-request";
import { toAnswerBeforehand, toEngineAnswer } from "./rest-answer";
import { type RestCommand, setVariables, toRestCommand } from "./rest-command";

const OFFERS: readonly OperationAction[] = [
  "retry-incident",
  "resolve-incident",
  "edit-and-retry",
  "correlate-message",
  "cancel-instance",
  "modify-instance",
  "migrate-instance",
  "suspend-instance",
  "resume-instance",
  "restart-instance",
  "set-variables",
  "complete-user-task",
  "assign-user-task",
];

export type Camunda7Engine = Engine & { perform(request: Camunda7Request): Promise<EngineAnswer> };

/** An engine of the Camunda 7 family over its REST API. Only requests that are written here are sent: no query of a caller's. */
export function openCamunda7Engine(configuration: Camunda7SourceConfiguration): Camunda7Engine {
  const rest = new EngineRest(configuration);
  const perform = (request: Camunda7Request) => performOn(rest, request);
  return {
    name: configuration.id,
    kind: "camunda7",
    offers: new Set(OFFERS),
    perform,
    examine: () => examineCamunda7(configuration),
    close: async () => undefined,
  };
}

function performOn(rest: EngineRest, request: Camunda7Request): Promise<EngineAnswer> {
  switch (request.action) {
    case "retry-incident":
    case "resolve-incident":
    case "edit-and-retry":
      return mendIncident(rest, request);
    case "migrate-instance":
      return migrate(rest, request);
    case "restart-instance":
      return restart(rest, request.processInstanceKey);
    case "suspend-instance":
    case "resume-instance":
      return suspend(rest, request);
    default:
      return send(rest, toRestCommand(request));
  }
}

/** The engine says yes to suspending what it does not have. */
async function suspend(
  rest: EngineRest,
  request: RequestOf<"suspend-instance"> | RequestOf<"resume-instance">,
): Promise<EngineAnswer> {
  const instance = await lookUp(rest, `/process-instance/${encodeURIComponent(request.processInstanceKey)}`);
  return instance instanceof Unanswered ? instance.answer : send(rest, toRestCommand(request));
}

type Mending = RequestOf<"retry-incident"> | RequestOf<"resolve-incident"> | RequestOf<"edit-and-retry">;

/** The engine resolves an incident of a job as soon as the job has retries, before anything has succeeded. */
async function mendIncident(rest: EngineRest, request: Mending): Promise<EngineAnswer> {
  const incident = await lookUp(rest, `/incident/${encodeURIComponent(request.incidentKey)}`);
  if (incident instanceof Unanswered) return incident.answer;
  if (request.action === "edit-and-retry" && Object.keys(request.variables).length > 0) {
    const path =
      request.scope === "element"
        ? `/execution/${encodeURIComponent(text(incident, "executionId"))}/localVariables`
        : `/process-instance/${encodeURIComponent(text(incident, "processInstanceId"))}/variables`;
    const edited = await send(rest, setVariables(path, request.variables));
    if (edited.outcome !== "done") return edited;
  }
  return send(rest, mending(incident, request));
}

function mending(incident: Found, request: Mending): RestCommand {
  const job = encodeURIComponent(text(incident, "configuration"));
  const type = text(incident, "incidentType");
  const retries = request.action === "resolve-incident" ? 1 : request.retries;
  const said = `it has ${retries} ${retries === 1 ? "retry" : "retries"}, so that the engine took the incident as resolved`;
  if (type === "failedJob") return { method: "PUT", path: `/job/${job}/retries`, body: { retries }, said };
  if (type === "failedExternalTask")
    return { method: "PUT", path: `/external-task/${job}/retries`, body: { retries }, said };
  // One that a program opened has no job.
  const path = `/incident/${encodeURIComponent(request.incidentKey)}`;
  return { method: "DELETE", path, said: "the engine took the incident as resolved" };
}

async function migrate(rest: EngineRest, request: RequestOf<"migrate-instance">): Promise<EngineAnswer> {
  const { processInstanceKey, targetDefinitionKey, mapping } = request;
  const instance = await lookUp(rest, `/process-instance/${encodeURIComponent(processInstanceKey)}`);
  if (instance instanceof Unanswered) return instance.answer;
  const definitions = {
    sourceProcessDefinitionId: text(instance, "definitionId"),
    targetProcessDefinitionId: targetDefinitionKey,
  };
  const instructions = mapping.map(({ sourceElementId, targetElementId }) => ({
    sourceActivityIds: [sourceElementId],
    targetActivityIds: [targetElementId],
    updateEventTrigger: false,
  }));
  const generation = {
    method: "POST",
    path: "/migration/generate",
    body: { ...definitions, updateEventTriggers: false },
  } as const;
  const migrationPlan = mapping.length > 0 ? { ...definitions, instructions } : await lookUp(rest, generation);
  if (migrationPlan instanceof Unanswered) return migrationPlan.answer;
  const body = { migrationPlan, processInstanceIds: [processInstanceKey] };
  return send(rest, {
    method: "POST",
    path: "/migration/execute",
    body,
    said: `it was migrated to ${targetDefinitionKey}`,
  });
}

/** Another instance with the same variables, begun where the first began. */
async function restart(rest: EngineRest, processInstanceKey: string): Promise<EngineAnswer> {
  const instance = await lookUp(rest, `/history/process-instance/${encodeURIComponent(processInstanceKey)}`);
  if (instance instanceof Unanswered) return instance.answer;
  const instructions = [{ type: "startBeforeActivity", activityId: text(instance, "startActivityId") }];
  const path = `/process-definition/${encodeURIComponent(text(instance, "processDefinitionId"))}/restart`;
  const body = { processInstanceIds: [processInstanceKey], instructions };
  return send(rest, { method: "POST", path, body, said: "it was started again as another process instance" });
}

type Found = Readonly<Record<string, unknown>>;

/** A question before the command that was not answered: the command is not sent, and this is its outcome. */
class Unanswered {
  readonly answer: EngineAnswer;

  constructor(answer: EngineAnswer) {
    this.answer = answer;
  }
}

const text = (found: Found, name: string) => String(found[name] ?? "");

async function lookUp(rest: EngineRest, question: string | RestRequest): Promise<Found | Unanswered> {
  try {
    const answer = await rest.ask(typeof question === "string" ? { path: question } : question);
    return typeof answer === "object" && answer !== null ? (answer as Found) : {};
  } catch (error) {
    return new Unanswered(toAnswerBeforehand(error));
  }
}

async function send(rest: EngineRest, { said, ...command }: RestCommand): Promise<EngineAnswer> {
  try {
    await rest.ask(command);
    return { outcome: "done", said };
  } catch (error) {
    return toEngineAnswer(error);
  }
}
