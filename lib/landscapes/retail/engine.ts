import { Camunda8 } from "@camunda8/sdk";
import type { Log } from "@/lib/platform/log";
import { createUntilDone, messageOf, Stopped, type UntilDone } from "./persistence";

export type Job = {
  readonly key: string;
  readonly retries: number;
  readonly elementInstanceKey: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

export type JobOutcome =
  | { readonly outcome: "completed"; readonly variables: Readonly<Record<string, string>> }
  /** An error of the process, which its diagram handles. */
  | { readonly outcome: "refused"; readonly errorCode: string; readonly why: string }
  /** Without retries the engine makes an incident of it. The variables are kept at the element that failed. */
  | {
      readonly outcome: "failed";
      readonly why: string;
      readonly retries: number;
      readonly variables: Record<string, number>;
    };

export type JobWork = {
  readonly jobType: string;
  readonly variables: readonly string[];
  readonly handle: (job: Job) => Promise<JobOutcome>;
};

export type EngineMessage = {
  readonly name: string;
  readonly correlationKey: string;
  /** While the engine keeps the message it takes no second one with this id. */
  readonly messageId: string;
  readonly keepMs: number;
  readonly variables: Readonly<Record<string, unknown>>;
};

/** Camunda 8 over gRPC. Everything is tried until the engine has taken it, or the landscape stops. */
export type Engine = {
  deploy(name: string, bpmn: Buffer): Promise<void>;
  publish(message: EngineMessage): Promise<void>;
  /** Works on jobs of one type until the returned function is called. */
  work(work: JobWork): () => Promise<void>;
  close(): Promise<void>;
};

export type EnginePlace = { readonly zeebeGrpcAddress: string; readonly log: Log; readonly signal: AbortSignal };

type Client = ReturnType<Camunda8["getZeebeGrpcApiClient"]>;

const ALREADY_EXISTS = 6;
/** A crash of ours, or a stop in the middle of a poll, holds up a job for this long. */
const JOB_TIMEOUT_MS = 20_000;
const RETRY_AFTER_MS = 700;
/** It refuses more than it can take, and a crowd that asks again after each refusal keeps it from recovering. */
const AT_ONCE = 12;
const CLOSE_WITHIN_MS = 3_000;
/** invalid argument · not found · already exists · permission denied · failed precondition · unimplemented · unauthenticated */
const HOPELESS_CODES: readonly unknown[] = [3, 5, ALREADY_EXISTS, 7, 9, 12, 16];

export function openEngine(place: EnginePlace): Engine {
  const { zeebeGrpcAddress: address, log, signal } = place;
  const client = openClient(address);
  const untilDone = createUntilDone({ log, signal, isHopeless, atOnce: AT_ONCE });
  return {
    deploy: async (name, process) => {
      await untilDone("deploy to Camunda 8", () => client.deployResource({ name, process }));
    },
    publish: async ({ keepMs, variables, ...message }) => {
      const request = { ...message, timeToLive: keepMs, variables: { ...variables } as Record<string, never> };
      await untilDone("publish a message to Camunda 8", () => client.publishMessage(request)).catch(ignoreKnown);
    },
    work: (work) => startWorker({ client, untilDone, log }, work),
    close: async () => {
      await client.close(CLOSE_WITHIN_MS);
    },
  };
}

function openClient(address: string): Client {
  return new Camunda8({
    ZEEBE_GRPC_ADDRESS: address.includes("://") ? address : `grpc://${address}`,
    CAMUNDA_AUTH_STRATEGY: "NONE",
    CAMUNDA_LOG_LEVEL: "none",
    zeebeGrpcSettings: {
      ZEEBE_GRPC_CLIENT_RETRY: false, // `untilDone` tries again, and says so
      ZEEBE_CLIENT_LOG_LEVEL: "NONE",
      GRPC_MAX_RECONNECT_BACKOFF_MS: "2000",
      ZEEBE_GRPC_WORKER_LONGPOLL_SECONDS: 5, // its timer outlives a closed worker, and the process with it
      ZEEBE_GRPC_WORKER_POLL_INTERVAL_MS: 100,
    },
  }).getZeebeGrpcApiClient();
}

type Asking = {
  readonly client: Client;
  readonly untilDone: UntilDone;
  readonly log: Log;
};

/** The handler never throws into the SDK, which would fail the job: an outage must not use up an order's retries. */
function startWorker({ client, untilDone, log }: Asking, { jobType, variables, handle }: JobWork): () => Promise<void> {
  const tell = async (job: Job, outcome: JobOutcome) => {
    if (outcome.outcome === "completed") {
      await untilDone("complete a job of Camunda 8", () =>
        client.completeJob({ jobKey: job.key, variables: outcome.variables }),
      );
      return;
    }
    if (outcome.outcome === "refused") {
      const { errorCode, why: errorMessage } = outcome;
      const thrown = { jobKey: job.key, errorCode, errorMessage };
      await untilDone("throw an error of Camunda 8", () => client.throwError(thrown));
      return;
    }
    const { retries, why: errorMessage, variables: kept } = outcome;
    const failure = { jobKey: job.key, retries, errorMessage, retryBackOff: RETRY_AFTER_MS, variables: kept };
    await untilDone("fail a job of Camunda 8", () => client.failJob(failure));
  };
  const worker = client.createWorker({
    taskType: jobType,
    id: `retail-order-${jobType}`,
    timeout: JOB_TIMEOUT_MS,
    maxJobsToActivate: 64,
    fetchVariable: [...variables],
    taskHandler: async (job) => {
      try {
        await tell(job, await handle(job).catch((error: unknown) => toFailure(job, error)));
      } catch (error) {
        // The engine gives the job to someone else, or does not know it any more: it was cancelled, or done by another.
        if (!(error instanceof Stopped))
          log.warn({ jobType, jobKey: job.key, why: messageOf(error) }, "let go of a job");
      }
      return job.forward();
    },
  });
  return async () => {
    await worker.close(CLOSE_WITHIN_MS);
  };
}

function toFailure(job: Job, error: unknown): JobOutcome {
  if (error instanceof Stopped) throw error;
  return { outcome: "failed", why: messageOf(error), retries: Math.max(0, job.retries - 1), variables: {} };
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : null;
}

function isHopeless(error: unknown): boolean {
  return HOPELESS_CODES.includes(codeOf(error));
}

function ignoreKnown(error: unknown): void {
  if (codeOf(error) !== ALREADY_EXISTS) throw error;
}
