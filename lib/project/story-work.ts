import type { EventOf } from "@/lib/domain/event";
import type { InstanceStory, JobStory, StoryPlace, SubscriptionStory, TimerStory, UserTaskStory } from "./story-facts";

type Work = { readonly isOver: boolean; readonly heardAt: number; readonly changedAt: number };
type WorkEvent = EventOf<"job.changed" | "subscription.changed" | "timer.changed" | "user-task.changed">;

const OVER = new Set<WorkEvent["state"]>([
  "completed",
  "canceled",
  "error-thrown",
  // A subscription that does not interrupt stays after its message, but nothing has to come of it any more.
  "correlated",
  "closed",
  "triggered",
]);

/** What a process instance hands to others and waits for. What is over stays over, whatever a wrong clock puts after it. */
export class StoryWork {
  readonly #jobs = new Map<string, JobStory>();
  readonly #subscriptions = new Map<string, SubscriptionStory>();
  readonly #timers = new Map<string, TimerStory>();
  readonly #userTasks = new Map<string, UserTaskStory>();

  apply(event: WorkEvent): void {
    switch (event.kind) {
      case "job.changed":
        goOn(this.#jobs, event.jobKey, (known) => toJob(event, known));
        break;
      case "subscription.changed": {
        const key = `${event.elementInstanceKey}\u001f${event.elementId}\u001f${event.messageName}`;
        goOn(this.#subscriptions, key, (known) => toSubscription(event, known));
        break;
      }
      case "timer.changed":
        goOn(this.#timers, event.timerKey, (known) => toTimer(event, known));
        break;
      case "user-task.changed":
        goOn(this.#userTasks, event.taskKey, (known) => toUserTask(event, known));
        break;
    }
  }

  tell(): Pick<InstanceStory, "jobs" | "subscriptions" | "timers" | "userTasks"> {
    return {
      jobs: [...this.#jobs.values()],
      subscriptions: [...this.#subscriptions.values()],
      timers: [...this.#timers.values()],
      userTasks: [...this.#userTasks.values()],
    };
  }
}

function goOn<Item extends Work>(items: Map<string, Item>, key: string, toNext: (known?: Item) => Item): void {
  const known = items.get(key);
  if (known === undefined) items.set(key, toNext());
  else if (!known.isOver) items.set(key, toNext(known));
}

function toWork(
  { elementId, elementInstanceKey, state, occurredAt }: WorkEvent,
  known: Work | undefined,
): StoryPlace & Work {
  const heardAt = known?.heardAt ?? occurredAt;
  return { elementId, elementInstanceKey, isOver: OVER.has(state), heardAt, changedAt: occurredAt };
}

function toJob(event: EventOf<"job.changed">, known?: JobStory): JobStory {
  const { jobKey, state, retries } = event;
  const jobType = event.jobType || (known?.jobType ?? "");
  const message = event.message || (known?.message ?? "");
  return { ...toWork(event, known), jobKey, jobType, state, retries, message };
}

function toSubscription(event: EventOf<"subscription.changed">, known?: SubscriptionStory): SubscriptionStory {
  const { messageName, state } = event;
  const correlationKey = event.correlationKey || (known?.correlationKey ?? "");
  const messageKey = event.messageKey ?? known?.messageKey ?? null;
  return { ...toWork(event, known), messageName, correlationKey, messageKey, state };
}

function toTimer(event: EventOf<"timer.changed">, known?: TimerStory): TimerStory {
  const { timerKey, dueAt, state } = event;
  return { ...toWork(event, known), timerKey, dueAt, state };
}

/** Only an assignment says that nobody has it any more. */
function toUserTask(event: EventOf<"user-task.changed">, known?: UserTaskStory): UserTaskStory {
  const { taskKey, state } = event;
  const assignee = state === "assigned" ? event.assignee : (event.assignee ?? known?.assignee ?? null);
  const isTaken = assignee !== null && (state === "assigned" || state === "created");
  const assignedAt = known?.assignedAt ?? (isTaken ? event.occurredAt : null);
  return { ...toWork(event, known), taskKey, assignee, assignedAt, state };
}
