import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Event } from "@/lib/domain/event";
import type { Speaker } from "./story-speaker";

export type Answer = { readonly index: number; readonly name: string };

/** Who carries which LINK key, and where it comes up again. */
export type KeyCarriers = {
  /** Where somebody else, but not `except`, next carries the rarest key of an event that anybody such carries after it. */
  answerTo(index: number, except?: Speaker): Answer | null;
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
  const ahead = readAhead(trace, speakers, rarestFirst);
  const speakersOf = (key: CorrelationKey) => carried.get(textOf(key))?.speakers ?? new Set<Speaker>();
  return {
    answerTo(index, except) {
      const isAnother = (place: number) => speakers[place] !== speakers[index] && speakers[place] !== except;
      for (const { name, places } of ahead.get(index) ?? []) {
        const place = places.find(isAnother);
        if (place !== undefined) return { index: place, name };
      }
      return null;
    },
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

/** Who comes next with a key: the nearest carriers after a place, each of another speaker. */
type Ahead = { readonly name: string; readonly places: readonly number[] };

/** Itself, one exception, and the answer. */
const SPEAKERS_AHEAD = 3;

/** For each event of a service, its keys with who carries them next, the rarest key first. Read from the back. */
function readAhead(
  trace: readonly Event[],
  speakers: readonly Speaker[],
  rarestFirst: (index: number) => readonly CorrelationKey[],
): ReadonlyMap<number, readonly Ahead[]> {
  const nearest = new Map<string, readonly number[]>();
  const ahead = new Map<number, readonly Ahead[]>();
  for (let index = trace.length - 1; index >= 0; index -= 1) {
    const event = trace[index];
    if (event?.kind === "activity.occurred") {
      const found = rarestFirst(index).map((key) => ({ name: key.name, places: nearest.get(textOf(key)) ?? [] }));
      ahead.set(index, found);
    }
    for (const key of event?.keys ?? []) {
      const others = (nearest.get(textOf(key)) ?? []).filter((place) => speakers[place] !== speakers[index]);
      nearest.set(textOf(key), [index, ...others].slice(0, SPEAKERS_AHEAD));
    }
  }
  return ahead;
}

function textOf({ scope, name, value }: CorrelationKey): string {
  return `${scope}\u001f${name}\u001f${value}`;
}
