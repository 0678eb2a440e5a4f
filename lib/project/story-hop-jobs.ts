import type { Event, EventOf } from "@/lib/domain/event";
import type { KeyCarriers } from "./story-hop-keys";
import type { Speaker } from "./story-speaker";

/** With more jobs open at a time nobody can say which of them somebody speaks for. */
const JOBS_OPEN_MAX = 50;
const OVER = new Set<EventOf<"job.changed">["state"]>(["completed", "canceled", "error-thrown"]);

/** What was said for a job: by which event it was created, for which process instance, and by which it was over. */
export type JobWord = {
  readonly created: EventOf<"job.changed">;
  readonly instance: Speaker;
  over: EventOf<"job.changed"> | null;
};

/** What workers did: the first thing that a service says while a job is open which it can be for. By place in the trace. */
export function tellJobWords(
  trace: readonly Event[],
  speakers: readonly Speaker[],
  carriers: KeyCarriers,
): ReadonlyMap<number, JobWord> {
  const jobs = new Jobs();
  const words = new Map<number, JobWord>();
  for (const [index, event] of trace.entries()) {
    if (event.kind === "job.changed") jobs.hear(event, speakers[index] ?? "");
    if (event.kind !== "activity.occurred") continue;
    const job = jobs.takeOnly((instance) => carriers.sharesKey(index, instance));
    if (job !== null) words.set(index, job);
  }
  return words;
}

class Jobs {
  /** Those that are open, and that nobody has spoken for yet. */
  readonly #silent = new Map<string, JobWord>();
  readonly #spoken = new Map<string, JobWord>();

  hear(event: EventOf<"job.changed">, instance: Speaker): void {
    const key = keyOf(event);
    if (event.state === "created") this.#silent.set(key, { created: event, instance, over: null });
    if (!OVER.has(event.state)) return;
    this.#silent.delete(key);
    const spoken = this.#spoken.get(key);
    if (spoken !== undefined) spoken.over ??= event;
  }

  /** The one of such an instance, if there is just one. */
  takeOnly(isMeant: (instance: Speaker) => boolean): JobWord | null {
    if (this.#silent.size === 0 || this.#silent.size > JOBS_OPEN_MAX) return null;
    const [job, second] = [...this.#silent.values()].filter(({ instance }) => isMeant(instance));
    if (job === undefined || second !== undefined) return null;
    this.#silent.delete(keyOf(job.created));
    this.#spoken.set(keyOf(job.created), job);
    return job;
  }
}

function keyOf({ source, jobKey }: EventOf<"job.changed">): string {
  return `${source}\u001f${jobKey}`;
}
