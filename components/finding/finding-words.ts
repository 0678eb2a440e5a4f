import { FINDING_KINDS, type FindingKind } from "@/lib/domain/finding";

/** What the page shows: every kind of finding, the cases that are stuck, and messages that nobody took. */
export const SHOWN_KINDS = ["stuck", "lost-message", ...FINDING_KINDS] as const;
export type ShownKind = "stuck" | "lost-message" | FindingKind;

interface KindWords {
  name: string;
  /** What it means, and why it matters. */
  about: string;
}

export const KIND_WORDS: Record<ShownKind, KindWords> = {
  stuck: {
    name: "Stuck without an error",
    about:
      "Nothing failed, and what usually comes next does not come: the case waits longer than 99 of 100 cases did at the same place in the last 90 days.",
  },
  "lost-message": {
    name: "Messages that nobody took",
    about:
      "Published in an engine, and no process instance took it: its name, its correlation key or its time fits no wait. The nearest wait tells which.",
  },
  ghost: {
    name: "Ghosts: events without an instance",
    about:
      "Services work on a case for which the engine never started a process instance, although it has one for nearly all cases. Nobody is in charge of it.",
  },
  "missing-events": {
    name: "Instances with missing events",
    about:
      "The engine runs an instance, and events that nearly all cases have are not there: its start, or all that services say. They were lost, or never sent.",
  },
  "engine-behind": {
    name: "Engine behind its own topic",
    about:
      "An instance waits for a message whose event has already happened in the case. It will wait for ever: the message came too early, under another key, or was never handed to the engine.",
  },
  duplicate: {
    name: "Done twice",
    about:
      "The same event type in one case with other ids and the same content, where cases have it once: a payment taken twice, goods sent twice.",
  },
  "double-instance": {
    name: "Two instances for one case",
    about:
      "The engine runs the same process more than once for one case, where cases have one: the command that starts it was repeated.",
  },
  "after-end": {
    name: "Events after the end",
    about: "A service goes on with a case that has ended or was canceled, where others stop.",
  },
  "stream-gap": {
    name: "Touched by a lost stretch",
    about:
      "Records of a stream were gone before they could be read while the case was under way in it. What is missing in the case may have been among them.",
  },
  clock: {
    name: "Order against the clocks",
    about:
      "An event says a time that is later than its log took it, or a log has two events in one order and their times say the other. Durations around it are not to be trusted.",
  },
  "payload-shape": {
    name: "Two shapes of one event type",
    about:
      "Records of one event type on one topic do not go together: a field has two types, or two producers send different fields. Whoever reads one shape breaks on the other.",
  },
  "not-compensated": {
    name: "Sagas that were not undone",
    about:
      "A later step failed, and something that was done before was never taken back: a room stays booked for a trip that nobody makes. The other states show sagas as they should be.",
  },
};
