import { type OfferedAction, OPERATION_PARAMETERS } from "@/lib/api/contract/operation-parameters";
import { Failure, type FieldProblem } from "@/lib/domain/failure";
import type { OperationAction } from "@/lib/domain/operation-action";

const BOTH = "Camunda 8, Camunda 7 family";
const FAMILY = "Camunda 7 family";
const KAFKA = "Kafka with writes: true";

/** What an id of the action means: an incident, a process instance, a user task, the engine itself, a dead letter, or a topic. */
export type TargetKind = "incident" | "instance" | "task" | "engine" | "record" | "topic";

type Offer = { readonly by: string; readonly on: TargetKind; readonly effect: string };

/** Where each action of the API is offered, and what it does, as the confirmation says it; the others say so with 422. */
const OFFERED: Readonly<Record<OfferedAction, Offer>> = {
  "retry-incident": {
    by: BOTH,
    on: "incident",
    effect:
      "The engine gets new retries for the job of {} and takes them as resolved; the jobs run again at once. A job that fails again opens a new incident.",
  },
  "resolve-incident": {
    by: BOTH,
    on: "incident",
    effect: "The engine takes {} as resolved and goes on from there, without giving the job new retries.",
  },
  "edit-and-retry": {
    by: BOTH,
    on: "incident",
    effect: "The variables are set for {}, and then the jobs get new retries and run again at once.",
  },
  "cancel-instance": {
    by: BOTH,
    on: "instance",
    effect: "The engine ends {} where they stand, with all that they called. This cannot be undone.",
  },
  "suspend-instance": {
    by: FAMILY,
    on: "instance",
    effect: "The engine stops {} where they stand until they are resumed.",
  },
  "resume-instance": { by: FAMILY, on: "instance", effect: "The engine lets {} go on from where they were suspended." },
  "restart-instance": {
    by: FAMILY,
    on: "instance",
    effect:
      "The engine starts {} again from the beginning, as new ones with the variables of then. Asked twice it starts them twice.",
  },
  "set-variables": {
    by: BOTH,
    on: "instance",
    effect: "The variables of {} get these values; what reads them next sees them.",
  },
  "modify-instance": {
    by: BOTH,
    on: "instance",
    effect: "In {} the engine activates and terminates elements as said; what is activated does its work again.",
  },
  "migrate-instance": {
    by: BOTH,
    on: "instance",
    effect: "The engine takes {} over to the other definition, where they go on.",
  },
  "correlate-message": {
    by: BOTH,
    on: "engine",
    effect:
      "The message goes to {}: who waits for it with this key goes on. Camunda 8 keeps it for a while for who does not wait yet.",
  },
  "complete-user-task": {
    by: BOTH,
    on: "task",
    effect: "The engine takes {} as done, with these variables, and goes on from there. This cannot be undone.",
  },
  "assign-user-task": { by: FAMILY, on: "task", effect: "The engine gives {} to this person, or to nobody." },
  "replay-record": {
    by: KAFKA,
    on: "record",
    effect:
      "{} are written to their original topic once more, with the same key, value and headers. Every consumer of that topic gets them again, not only the one that gave up: who is not idempotent does its work twice.",
  },
  "publish-record": {
    by: KAFKA,
    on: "topic",
    effect: "One record is written to {}, and every consumer of it gets it. It cannot be taken back.",
  },
};

const isOffered = (action: OperationAction): action is OfferedAction => Object.hasOwn(OFFERED, action);

export function getOffered(action: OperationAction): OfferedAction {
  if (isOffered(action)) return action;
  const offered = Object.entries(OFFERED).map(([name, { by }]) => `${name} (${by})`);
  const why = `${action} is not offered by any connected engine yet. Offered are: ${offered.join(", ")}.`;
  throw new Failure("unsupported", why);
}

export const targetKindOf = (action: OfferedAction): TargetKind => OFFERED[action].on;

const NOUNS = {
  incident: ["1 incident", "incidents"],
  instance: ["1 process instance", "process instances"],
  task: ["1 user task", "user tasks"],
  engine: ["1 engine", "engines"],
  record: ["1 record", "records"],
  topic: ["1 topic", "topics"],
} as const;

export function effectOf(action: OfferedAction, count: number): string {
  const { on, effect } = OFFERED[action];
  const [one, many] = NOUNS[on];
  return effect.replace("{}", count === 1 ? one : `${count} ${many}`);
}

/** The parameters as the action takes them, with its defaults; throws with a pointer to each that is wrong. */
export function readParameters<Action extends OfferedAction>(action: Action, given: unknown) {
  const parsed = OPERATION_PARAMETERS[action].safeParse(given);
  if (parsed.success) return parsed.data;
  const problems: FieldProblem[] = parsed.error.issues.map(({ path, message }) => ({
    pointer: ["/parameters", ...path.map(String)].join("/"),
    detail: message,
  }));
  const [first] = problems;
  throw new Failure("bad-request", `${action} cannot be done so: ${first?.pointer}: ${first?.detail}`, { problems });
}
