import { z } from "zod";
import { Failure } from "@/lib/domain/failure";
import { pause } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createTroubleReport, createUntilDone, messageOf, Stopped, type UntilDone } from "../retail/persistence";
import type { Stop } from "../retail/shop";

export type ExternalTask = {
  readonly id: string;
  /** Null before it failed for the first time. */
  readonly retries: number | null;
  readonly variables: Readonly<Record<string, unknown>>;
};

type Kept = Readonly<Record<string, string | number>>;

export type TaskOutcome =
  | { readonly outcome: "completed"; readonly variables: Kept }
  /** An error of the process, which its diagram handles. */
  | { readonly outcome: "refused"; readonly errorCode: string; readonly why: string; readonly variables: Kept }
  /** Without retries the engine makes an incident of it. */
  | { readonly outcome: "failed"; readonly why: string; readonly retries: number; readonly variables: Kept };

export type TaskWork = {
  readonly topic: string;
  readonly variables: readonly string[];
  readonly handle: (task: ExternalTask) => Promise<TaskOutcome>;
};

type Start = {
  readonly processId: string;
  readonly businessKey: string;
  /** An instance that was ever started with this one is the one that is asked for. */
  readonly once: { readonly variable: string; readonly value: string };
  readonly variables: Kept;
};

/** An engine of the Camunda 7 family over its REST API. Everything is tried until it has taken it, or the landscape stops. */
export type Operaton = {
  deploy(name: string, bpmn: Buffer): Promise<void>;
  start(start: Start): Promise<void>;
  /** Works on external tasks of one topic until the returned function is called. */
  work(work: TaskWork): Stop;
};

export type OperatonPlace = { readonly url: string; readonly log: Log; readonly signal: AbortSignal };

const WORKER = "retail-payment";
/** A crash of ours holds up a task for this long. */
const LOCK_MS = 20_000;
/** How long the engine lets us wait for a task; it tells of new ones at once, but not of those that may be tried again. */
const LONG_POLL_MS = 1_500;
const TASKS_AT_ONCE = 32;
const RETRY_AFTER_MS = 700;
const TRY_AGAIN_AFTER_MS = 1_000;
const ANSWER_WITHIN_MS = 12_000;

const LockedTasks = z.array(
  z.object({
    id: z.string(),
    retries: z.int().nullable(),
    variables: z.record(z.string(), z.object({ value: z.unknown() })),
  }),
);

class Refused extends Error {}

export function openOperaton({ url, log, signal }: OperatonPlace): Operaton {
  const ask = createAsk(url);
  const untilDone = createUntilDone({ log, signal, isHopeless: (error) => error instanceof Refused });
  return {
    deploy: async (name, bpmn) => {
      await untilDone("deploy to Operaton", () => ask("/deployment/create", toDeployment(name, bpmn)));
    },
    start: async (start) => {
      await untilDone("start a process of Operaton", () => startOnce(ask, start));
    },
    work: (work) => startWorker({ ask, untilDone, log, signal }, work),
  };
}

type Ask = (path: string, body?: FormData | object, signal?: AbortSignal) => Promise<unknown>;

function createAsk(url: string): Ask {
  return async (path, body, signal = AbortSignal.timeout(ANSWER_WITHIN_MS)) => {
    const response = await fetch(`${url}${path}`, { signal, ...toRequest(body) });
    const text = await response.text();
    if (response.ok) return text === "" ? null : JSON.parse(text);
    const why = `${path}: ${response.status} ${text.slice(0, 300)}`;
    throw response.status < 500 ? new Refused(why) : new Failure("source-unavailable", why);
  };
}

function toRequest(body: FormData | object | undefined): RequestInit {
  if (body === undefined) return { method: "GET" };
  if (body instanceof FormData) return { method: "POST", body };
  return { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

/** The same diagram again is no new version. */
function toDeployment(name: string, bpmn: Buffer): FormData {
  const form = new FormData();
  form.append("deployment-name", name);
  form.append("enable-duplicate-filtering", "true");
  form.append("data", new Blob([new Uint8Array(bpmn)]), name);
  return form;
}

/** A command comes again after a crash of ours; the engine itself takes any number of instances under one business key. */
async function startOnce(ask: Ask, { processId, businessKey, once, variables }: Start): Promise<void> {
  const known = new URLSearchParams({
    processDefinitionKey: processId,
    processInstanceBusinessKey: businessKey,
    variables: `${once.variable}_eq_${once.value}`,
  });
  const { count } = z.object({ count: z.int() }).parse(await ask(`/history/process-instance/count?${known}`));
  if (count > 0) return;
  const all = toTyped({ ...variables, [once.variable]: once.value });
  await ask(`/process-definition/key/${encodeURIComponent(processId)}/start`, { businessKey, variables: all });
}

function toTyped(variables: Kept) {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      { value, type: typeof value === "number" ? "Integer" : "String" },
    ]),
  );
}

type Asking = {
  readonly ask: Ask;
  readonly untilDone: UntilDone;
  readonly log: Log;
  readonly signal: AbortSignal;
};

function startWorker(asking: Asking, work: TaskWork): Stop {
  const stopping = new AbortController();
  const signal = AbortSignal.any([asking.signal, stopping.signal]);
  const working = keepWorking({ ...asking, signal }, work);
  return async () => {
    stopping.abort();
    await working;
  };
}

async function keepWorking({ ask, untilDone, log, signal }: Asking, work: TaskWork): Promise<void> {
  const report = createTroubleReport(log);
  while (!signal.aborted) {
    try {
      const tasks = await fetchTasks(ask, work, signal);
      // Also when it is to stop: what was begun is told to the engine, as far as that answers.
      await Promise.all(tasks.map((task) => workOn({ ask, untilDone, log, signal }, work, task)));
    } catch (error) {
      if (signal.aborted) return;
      report("fetch tasks of Operaton", error);
      await pause(TRY_AGAIN_AFTER_MS, signal);
    }
  }
}

async function fetchTasks(ask: Ask, { topic, variables }: TaskWork, signal: AbortSignal) {
  const request = {
    workerId: WORKER,
    maxTasks: TASKS_AT_ONCE,
    asyncResponseTimeout: LONG_POLL_MS,
    topics: [{ topicName: topic, lockDuration: LOCK_MS, variables }],
  };
  const within = AbortSignal.any([signal, AbortSignal.timeout(LONG_POLL_MS + ANSWER_WITHIN_MS)]);
  return LockedTasks.parse(await ask("/external-task/fetchAndLock", request, within)).map(toTask);
}

function toTask({ id, retries, variables }: z.infer<typeof LockedTasks>[number]): ExternalTask {
  const plain = Object.entries(variables).map(([name, { value }]) => [name, value]);
  return { id, retries, variables: Object.fromEntries(plain) };
}

async function workOn({ ask, untilDone, log }: Asking, { topic, handle }: TaskWork, task: ExternalTask) {
  try {
    const outcome = await handle(task).catch((error: unknown) => toFailure(task, error));
    const { path, body } = toAnswer(task, outcome);
    await untilDone("answer a task of Operaton", () => ask(path, body));
  } catch (error) {
    // The engine gives the task to someone else, or does not know it any more: it was cancelled, or done by another.
    if (!(error instanceof Stopped)) log.warn({ topic, taskId: task.id, why: messageOf(error) }, "let go of a task");
  }
}

function toFailure(task: ExternalTask, error: unknown): TaskOutcome {
  if (error instanceof Stopped) throw error;
  const retries = Math.max(0, (task.retries ?? 1) - 1);
  return { outcome: "failed", why: messageOf(error), retries, variables: {} };
}

function toAnswer({ id }: ExternalTask, told: TaskOutcome): { readonly path: string; readonly body: object } {
  const task = `/external-task/${encodeURIComponent(id)}`;
  const body = { workerId: WORKER, variables: toTyped(told.variables) };
  switch (told.outcome) {
    case "completed":
      return { path: `${task}/complete`, body };
    case "refused":
      return { path: `${task}/bpmnError`, body: { ...body, errorCode: told.errorCode, errorMessage: told.why } };
    case "failed": {
      const failure = { errorMessage: told.why, retries: told.retries, retryTimeout: RETRY_AFTER_MS };
      return { path: `${task}/failure`, body: { ...body, ...failure } };
    }
  }
}
