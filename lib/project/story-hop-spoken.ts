import type { Event } from "@/lib/domain/event";
import type { HopStory } from "./story-facts";
import type { JobWord } from "./story-hop-jobs";
import type { KeyCarriers } from "./story-hop-keys";
import type { Speaker } from "./story-speaker";

type Told = {
  readonly speakers: readonly Speaker[];
  readonly carriers: KeyCarriers;
  readonly jobs: ReadonlyMap<number, JobWord>;
};

/**
 * Who took up what a service said: whoever answers with its key, or the job that it was said for, which is over with it, or
 * else whoever does something next. That a process instance notes the key of its own job is no answer.
 */
export function tellSpokenHops(trace: readonly Event[], { speakers, carriers, jobs }: Told): readonly HopStory[] {
  const nextOf = readNextActivities(trace, speakers);
  const reasonOf = (index: number): Reason => {
    const job = jobs.get(index);
    const answer = carriers.answerTo(index, job?.instance);
    if (answer !== null) return { to: trace[answer.index], why: "key", by: answer.name };
    if (job?.over) return { to: job.over, why: "job", by: job.created.jobType };
    return { to: trace[nextOf[index] ?? -1], why: "next", by: "" };
  };
  return trace.flatMap((event, index) => {
    if (event.kind !== "activity.occurred") return [];
    const { to, why, by } = reasonOf(index);
    return to === undefined ? [] : [{ fromEventId: event.id, toEventId: to.id, why, by }];
  });
}

type Reason = Pick<HopStory, "why" | "by"> & { readonly to: Event | undefined };

/** For each event the place of the next activity of somebody else, read from the back; -1 where there is none. */
function readNextActivities(trace: readonly Event[], speakers: readonly Speaker[]): readonly number[] {
  const nextOf: number[] = new Array<number>(trace.length).fill(-1);
  let [next, nextOfAnother] = [-1, -1];
  for (let index = trace.length - 1; index >= 0; index -= 1) {
    const isOfAnother = next >= 0 && speakers[next] !== speakers[index];
    nextOf[index] = isOfAnother ? next : nextOfAnother;
    if (!isActivity(trace[index])) continue;
    if (isOfAnother) nextOfAnother = next;
    next = index;
  }
  return nextOf;
}

function isActivity(event: Event | undefined): boolean {
  return event?.kind === "activity.occurred" || event?.kind === "element.entered";
}
