import type { Event } from "@/lib/domain/event";
import type { HopStory } from "./story-facts";
import { type JobWord, tellJobWords } from "./story-hop-jobs";
import { readKeyCarriers } from "./story-hop-keys";
import { tellMessageHops } from "./story-hop-messages";
import { tellSpokenHops } from "./story-hop-spoken";
import { speakerOf } from "./story-speaker";

/**
 * How a case went from one to another: for each event of a service who took it up next, for each job of an engine which
 * service spoke first while it was open, for each called instance who called it. Only from what the events say, the
 * strongest reason first, and each hop names its reason:
 *
 *     message   an engine correlated a message of that name and correlation key
 *     key       the next event of somebody else that carries the rarest key of this one
 *     job       the first event of a service, with a key of the process instance, while just one of its jobs was open;
 *               and back to that job's end, when nobody else took the event up
 *     call      the process instance names the one that called it
 *     next      nothing but the order: the next activity of somebody else
 *
 * In time linear to the events; in the order in which they leave.
 */
export function tellHops(trace: readonly Event[]): readonly HopStory[] {
  const speakers = trace.map(speakerOf);
  const carriers = readKeyCarriers(trace, speakers);
  const messages = tellMessageHops(trace);
  const sent = new Set(messages.map(({ fromEventId }) => fromEventId));
  const words = tellJobWords(trace, speakers, carriers);
  const spoken = tellSpokenHops(trace, { speakers, carriers, jobs: words }).filter(
    ({ fromEventId }) => !sent.has(fromEventId),
  );
  const answers = new Set(spoken.filter(({ why }) => why === "key").map(({ toEventId }) => toEventId));
  const jobs = toJobHops(trace, words).filter(({ toEventId }) => !answers.has(toEventId));
  const placeOf = new Map(trace.map(({ id }, index) => [id, index]));
  const place = ({ fromEventId }: HopStory) => placeOf.get(fromEventId) ?? 0;
  return [...messages, ...spoken, ...jobs, ...tellCalls(trace)].sort((a, b) => place(a) - place(b));
}

function toJobHops(trace: readonly Event[], words: ReadonlyMap<number, JobWord>): readonly HopStory[] {
  return [...words].flatMap(([index, { created }]) => {
    const to = trace[index];
    return to === undefined
      ? []
      : [{ fromEventId: created.id, toEventId: to.id, why: "job" as const, by: created.jobType }];
  });
}

function tellCalls(trace: readonly Event[]): HopStory[] {
  const latest = new Map<string, Event>();
  const hops: HopStory[] = [];
  for (const event of trace) {
    if (!("processInstanceKey" in event)) continue;
    const { source, bpmnProcessId } = event.definition;
    if (event.kind === "instance.started" && event.parentProcessInstanceKey !== null) {
      const caller = latest.get(`${source}\u001f${event.parentProcessInstanceKey}`);
      if (caller !== undefined) {
        hops.push({ fromEventId: caller.id, toEventId: event.id, why: "call", by: bpmnProcessId });
      }
    }
    latest.set(`${source}\u001f${event.processInstanceKey}`, event);
  }
  return hops;
}
