import { Camunda8 } from "@camunda8/sdk";
import type { OperationAction } from "@/lib/domain/operation-action";
import type { Camunda8SourceConfiguration } from "@/lib/platform/configuration-schema";
import type { Engine, EngineAnswer, IncidentTarget } from "../engine";
import { toEngineAnswer } from "./grpc-answer";

/** A command that takes longer than this is not waited for; whether it was done is then read from the records. */
const ANSWER_WITHIN_MS = 8_000;
const OFFERS: readonly OperationAction[] = ["retry-incident", "resolve-incident"];

type GrpcClient = ReturnType<Camunda8["getZeebeGrpcApiClient"]>;

/** Camunda 8 over gRPC, which offers job retries and incident resolution on 8.6 and 8.8 alike. */
export function openCamunda8Engine(configuration: Camunda8SourceConfiguration): Engine {
  const client = openClient(configuration);
  return {
    name: configuration.id,
    kind: "camunda8",
    offers: new Set(OFFERS),
    retryIncident: (target, retries) => retry(client, target, retries),
    resolveIncident: (target) => resolve(client, target),
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

async function retry(client: GrpcClient, target: IncidentTarget, retries: number): Promise<EngineAnswer> {
  const { jobKey } = target;
  if (jobKey !== null) {
    const given = await ask(() => client.updateJobRetries({ jobKey, retries }), `the job has ${retries} retries`);
    if (given.outcome !== "done") return given;
  }
  return resolve(client, target);
}

function resolve(client: GrpcClient, { incidentKey }: IncidentTarget): Promise<EngineAnswer> {
  return ask(() => client.resolveIncident({ incidentKey }), "the engine took the incident as resolved");
}

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
