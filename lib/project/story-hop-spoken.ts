import type { Event } from "@/lib/domain/event";
import type { HopStory } from "./story-facts";
import type { KeyCarriers } from "./story-hop-keys";
import type { Speaker } from "./story-speaker";

/** Who took up what a service said: whoever answers with its key, or else whoever does something next. */
export function tellSpokenHops(
  trace: readonly Event[],
  speakers: readonly Speaker[],
  carriers: KeyCarriers,
): readonly HopStory[] {
  const nextOf = readNextActivities(trace, speakers);
  return trace.flatMap((event, index) => {
    if (event.kind !== "activity.occurred") return [];
    const answer = carriers.answerTo(index);
    const to = trace[answer?.index ?? nextOf[index] ?? -1];
    if (to === undefined) return [];
    const reason = answer === null ? { why: "next" as const, by: "" } : { why: "key" as const, by: answer.name };
    return [{ fromEventId: event.id, toEventId: to.id, ...reason }];
  });
}

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
