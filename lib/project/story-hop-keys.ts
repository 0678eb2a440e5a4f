import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Event } from "@/lib/domain/event";
import type { Speaker } from "./story-speaker";

export type Answer = { readonly index: number; readonly name: string };

/** Who carries which LINK key, and where it comes up again. */
export type KeyCarriers = {
  /** Where somebody else next carries the rarest key of an event that anybody else carries after it. */
  answerTo(index: number): Answer | null;
  /** Whether the speaker ever carries the rarest key of the event that any process instance carries. */
  sharesKey(index: number, speaker: Speaker): boolean;
};

type Carrying = { count: number; readonly speakers: Set<Speaker> };

export function readKeyCarriers(trace: readonly Event[], speakers: readonly Speaker[]): KeyCarriers {
  const carried = countCarriers(trace, speakers);
  const rarestFirst = (index: number) =>
    (trace[index]?.keys ?? [])
      .filter(({ role }) => role === "link")
      .sort((a, b) => (carried.get(textOf(a))?.count ?? 0) - (carried.get(textOf(b))?.count ?? 0));
  const answers = readAnswers(trace, speakers, rarestFirst);
  const speakersOf = (key: CorrelationKey) => carried.get(textOf(key))?.speakers ?? new Set<Speaker>();
  return {
    answerTo: (index) => answers.get(index) ?? null,
    sharesKey(index, speaker) {
      const key = rarestFirst(index).find((each) => hasInstance(speakersOf(each)));
      return key !== undefined && speakersOf(key).has(speaker);
    },
  };
}

/** Keys that only services carry say nothing about process instances. */
function hasInstance(speakers: ReadonlySet<Speaker>): boolean {
  for (const speaker of speakers) if (speaker.startsWith("instance")) return true;
  return false;
}

function countCarriers(trace: readonly Event[], speakers: readonly Speaker[]): ReadonlyMap<string, Carrying> {
  const carried = new Map<string, Carrying>();
  for (const [index, { keys }] of trace.entries()) {
    for (const key of keys) {
      const known = carried.get(textOf(key)) ?? { count: 0, speakers: new Set<Speaker>() };
      known.count += 1;
      known.speakers.add(speakers[index] ?? "");
      carried.set(textOf(key), known);
    }
  }
  return carried;
}

/** The nearest carrier after here, and the nearest after it that is somebody else. */
type Ahead = { readonly index: number; readonly other: number };

function readAnswers(
  trace: readonly Event[],
  speakers: readonly Speaker[],
  rarestFirst: (index: number) => readonly CorrelationKey[],
): ReadonlyMap<number, Answer> {
  const ahead = new Map<string, Ahead>();
  const answers = new Map<number, Answer>();
  for (let index = trace.length - 1; index >= 0; index -= 1) {
    const event = trace[index];
    if (event?.kind === "activity.occurred") {
      const answer = rarestFirst(index)
        .map((key) => ({ name: key.name, index: ofAnother(ahead.get(textOf(key)), speakers, index) }))
        .find((each) => each.index >= 0);
      if (answer !== undefined) answers.set(index, answer);
    }
    for (const key of event?.keys ?? []) {
      const known = ahead.get(textOf(key));
      ahead.set(textOf(key), { index, other: ofAnother(known, speakers, index) });
    }
  }
  return answers;
}

function ofAnother(ahead: Ahead | undefined, speakers: readonly Speaker[], index: number): number {
  if (ahead === undefined) return -1;
  return speakers[ahead.index] === speakers[index] ? ahead.other : ahead.index;
}

function textOf({ scope, name, value }: CorrelationKey): string {
  return `${scope}\u001f${name}\u001f${value}`;
}
