import type { Event, EventOf } from "@/lib/domain/event";
import type { HopStory } from "./story-facts";
import type { KeyCarriers } from "./story-hop-keys";
import type { Speaker } from "./story-speaker";

/** With more jobs open at a time nobody can say which of them somebody speaks for. */
const JOBS_OPEN_MAX = 50;
const OVER = new Set<EventOf<"job.changed">["state"]>(["completed", "canceled", "error-thrown"]);

/** What workers did: the first thing that a service says while a job is open which it can be for. */
export function tellJobHops(
  trace: readonly Event[],
  speakers: readonly Speaker[],
  carriers: KeyCarriers,
): readonly HopStory[] {
  const open = new OpenJobs();
  const hops: HopStory[] = [];
  for (const [index, event] of trace.entries()) {
    if (event.kind === "job.changed") open.hear(event, speakers[index] ?? "");
    if (event.kind !== "activity.occurred") continue;
    const job = open.takeOnly((instance) => carriers.sharesKey(index, instance));
    if (job !== null) hops.push({ fromEventId: job.id, toEventId: event.id, why: "job", by: job.jobType });
  }
  return hops;
}

/** Jobs that are open, and that nobody has spoken for yet. */
class OpenJobs {
  readonly #jobs = new Map<string, { readonly created: EventOf<"job.changed">; readonly instance: Speaker }>();

  hear(event: EventOf<"job.changed">, instance: Speaker): void {
    if (event.state === "created") this.#jobs.set(keyOf(event), { created: event, instance });
    else if (OVER.has(event.state)) this.#jobs.delete(keyOf(event));
  }

  /** The one of such an instance, if there is just one. */
  takeOnly(isMeant: (instance: Speaker) => boolean): EventOf<"job.changed"> | null {
    if (this.#jobs.size === 0 || this.#jobs.size > JOBS_OPEN_MAX) return null;
    const [job, second] = [...this.#jobs.values()].filter(({ instance }) => isMeant(instance));
    if (job === undefined || second !== undefined) return null;
    this.#jobs.delete(keyOf(job.created));
    return job.created;
  }
}

function keyOf({ source, jobKey }: EventOf<"job.changed">): string {
  return `${source}\u001f${jobKey}`;
}
