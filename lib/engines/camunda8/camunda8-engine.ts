import { Camunda8 } from "@camunda8/sdk";
import type { OperationAction } from "@/lib/domain/operation-action";
import type { Camunda8SourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Engine, EngineAnswer } from "../engine";
import type { EngineRequest, RequestOf } from "../engine-request";
import { toEngineAnswer } from "./grpc-answer";

/** A command that takes longer than this is not waited for; whether it was done is then read from the records. */
const ANSWER_WITHIN_MS = 8_000;
const OFFERS: readonly OperationAction[] = [
  "retry-incident",
  "resolve-incident",
  "edit-and-retry",
  "cancel-instance",
  "set-variables",
  "modify-instance",
  "migrate-instance",
  "correlate-message",
  "complete-user-task",
];
const NOT_OVER_GRPC: ReadonlySet<OperationAction> = new Set(["assign-user-task"]);

type GrpcClient = ReturnType<Camunda8["getZeebeGrpcApiClient"]>;

/** Camunda 8 over gRPC, whose commands are the same on 8.6 and 8.8. Suspending, resuming and restarting it does not have. */
export function openCamunda8Engine(configuration: Camunda8SourceConfiguration): Engine {
  const client = openClient(configuration);
  return {
    name: configuration.id,
    kind: "camunda8",
    offers: new Set(OFFERS),
    whyNot: (action) =>
      NOT_OVER_GRPC.has(action) ? "Camunda 8 assigns tasks over REST alone, which is not asked here" : null,
    perform: (request) => perform(client, request),
    examine: () => examine(client),
    close: async () => {
      await client.close();
    },
  };
}

function openClient({ grpcAddress, clientId, clientSecret, oauthUrl }: Camunda8SourceConfiguration): GrpcClient {
  const hasSignIn = clientId !== null && clientSecret !== null && oauthUrl !== null;
  return new Camunda8({
    ZEEBE_GRPC_ADDRESS: grpcAddress.includes("://") ? grpcAddress : `${hasSignIn ? "grpcs" : "grpc"}://${grpcAddress}`,
    ...(hasSignIn
      ? { ZEEBE_CLIENT_ID: clientId, ZEEBE_CLIENT_SECRET: clientSecret, CAMUNDA_OAUTH_URL: oauthUrl }
      : { CAMUNDA_AUTH_STRATEGY: "NONE" as const }),
    // The runner decides about another attempt: a retry in here could send a request twice without anyone knowing.
    zeebeGrpcSettings: {
      ZEEBE_GRPC_CLIENT_RETRY: false,
      ZEEBE_GRPC_CLIENT_EAGER_CONNECT: false,
      ZEEBE_CLIENT_LOG_LEVEL: "NONE",
    },
  }).getZeebeGrpcApiClient();
}

function perform(client: GrpcClient, request: EngineRequest): Promise<EngineAnswer> {
  switch (request.action) {
    case "retry-incident":
      return retry(client, request);
    case "resolve-incident":
      return resolve(client, request);
    case "edit-and-retry":
      return editAndRetry(client, request);
    case "correlate-message":
      return publish(client, request);
    case "complete-user-task":
      return completeTask(client, request);
    case "assign-user-task":
      return Promise.resolve({ outcome: "refused", why: "Camunda 8 assigns tasks over REST alone" });
    default:
      return changeInstance(client, request);
  }
}

async function retry(
  client: GrpcClient,
  { incidentKey, jobKey, retries }: Omit<RequestOf<"retry-incident">, "action">,
): Promise<EngineAnswer> {
  if (jobKey !== null) {
    const given = await ask(() => client.updateJobRetries({ jobKey, retries }), `the job has ${retries} retries`);
    if (given.outcome !== "done") return given;
  }
  return resolve(client, { incidentKey });
}

function resolve(client: GrpcClient, { incidentKey }: { readonly incidentKey: string }): Promise<EngineAnswer> {
  return ask(() => client.resolveIncident({ incidentKey }), "the engine took the incident as resolved");
}

/** In this order: should the second fail, the variables are set and the incident is as it was. */
async function editAndRetry(client: GrpcClient, request: RequestOf<"edit-and-retry">): Promise<EngineAnswer> {
  const { variables, scope, processInstanceKey, elementInstanceKey } = request;
  const names = Object.keys(variables);
  if (names.length > 0) {
    const of = scope === "element" ? elementInstanceKey : processInstanceKey;
    const set = await ask(() => client.setVariables({ elementInstanceKey: of, variables, local: true }), "set");
    if (set.outcome !== "done") return set;
  }
  const retried = await retry(client, request);
  return retried.outcome === "done" ? { ...retried, said: `${names.join(", ")} set; ${retried.said}` } : retried;
}

function publish(
  client: GrpcClient,
  { name, correlationKey, variables, timeToLiveMs, messageId }: RequestOf<"correlate-message">,
): Promise<EngineAnswer> {
  const message = { name, correlationKey, variables: asJson(variables), timeToLive: timeToLiveMs, messageId };
  return ask(() => client.publishMessage(message), "the engine took the message");
}

/** A user task that stands for a job ends with that job; one that the engine keeps itself it does not know by such a key. */
function completeTask(
  client: GrpcClient,
  { taskKey, variables }: RequestOf<"complete-user-task">,
): Promise<EngineAnswer> {
  return ask(() => client.completeJob({ jobKey: taskKey, variables: asJson(variables) }), "the task was completed");
}

type Changing = Exclude<
  Extract<EngineRequest, { readonly processInstanceKey: string }>,
  { readonly action: "edit-and-retry" }
>;

function changeInstance(client: GrpcClient, request: Changing): Promise<EngineAnswer> {
  const { processInstanceKey } = request;
  switch (request.action) {
    case "cancel-instance":
      return ask(() => client.cancelProcessInstance(processInstanceKey), "the engine cancels the process instance");
    case "set-variables": {
      const { variables } = request;
      const of = { elementInstanceKey: processInstanceKey, variables, local: true };
      return ask(() => client.setVariables(of), `${Object.keys(variables).join(", ")} set`);
    }
    case "modify-instance":
      return modify(client, request);
    case "migrate-instance": {
      const { targetDefinitionKey: targetProcessDefinitionKey, mapping } = request;
      const migrationPlan = { targetProcessDefinitionKey, mappingInstructions: mapping.map((one) => ({ ...one })) };
      return ask(() => client.migrateProcessInstance({ processInstanceKey, migrationPlan }), "the engine migrated it");
    }
    case "suspend-instance":
    case "resume-instance":
    case "restart-instance":
      return Promise.resolve({ outcome: "refused", why: `Camunda 8 does not offer ${request.action}` });
  }
}

/** Moves are told apart into what is activated and what is terminated by whoever knows where tokens stand. */
function modify(
  client: GrpcClient,
  { processInstanceKey, activate, terminate }: RequestOf<"modify-instance">,
): Promise<EngineAnswer> {
  const activateInstructions = activate.map(({ elementId, variables = {} }) => ({
    elementId,
    ancestorElementInstanceKey: "-1",
    variableInstructions:
      Object.keys(variables).length === 0 ? [] : [{ variables: asJson(variables), scopeId: elementId }],
  }));
  const terminateInstructions = terminate.map(({ elementInstanceKey }) => ({ elementInstanceKey }));
  const asked = { processInstanceKey, activateInstructions, terminateInstructions };
  return ask(() => client.modifyProcessInstance(asked), `${activate.length} activated, ${terminate.length} terminated`);
}

/** The client's type of JSON leaves null out, which the engine takes. */
const asJson = (variables: Readonly<Record<string, unknown>>) => ({ ...variables }) as Record<string, string>;

/** What the tests run against. The gRPC commands that we send are the same up to 8.8, where nobody has tried them. */
const TESTED_VERSIONS = /^8\.6\./;

async function examine(client: GrpcClient): Promise<{ isFine: boolean; words: string }> {
  let version = "";
  const answer = await ask(async () => {
    version = (await client.topology()).gatewayVersion;
  }, "answers");
  if (answer.outcome !== "done") return { isFine: false, words: answer.why };
  if (TESTED_VERSIONS.test(version)) return { isFine: true, words: `answers, Camunda ${version}` };
  return { isFine: false, words: `answers, but its version ${version} is not verified, only 8.6 is` };
}

async function ask(send: () => Promise<unknown>, said: string): Promise<EngineAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<EngineAnswer>((settle) => {
    const why = `the engine did not answer within ${ANSWER_WITHIN_MS / 1000} s`;
    timer = setTimeout(() => settle({ outcome: "unknown", why }), ANSWER_WITHIN_MS);
  });
  const answered = send().then((): EngineAnswer => ({ outcome: "done", said }), toEngineAnswer);
  const answer = await Promise.race([answered, tooLate]);
  clearTimeout(timer);
  return answer;
}
