import type { Defect } from "../retail/defects";

/** What can go wrong with a limit. That some changes are doubtful, or temporary, is no defect but everyday. */
export const LIMIT_DEFECTS: readonly Defect[] = [
  {
    name: "limit-doubtful",
    kind: "share",
    initial: 0.2,
    title: "Change is doubtful",
    sentence: "The new limit does not look plausible: somebody has to approve it, on the page Tasks.",
  },
  {
    name: "limit-temporary",
    kind: "share",
    initial: 0.25,
    title: "Change is temporary",
    sentence: "The limit changes itself back on the next working day.",
  },
  {
    name: "next-working-day",
    kind: "milliseconds",
    initial: 60_000,
    title: "Next working day",
    sentence: "The time until the next working day begins, of which nobody wants to wait for a real one.",
  },
  {
    name: "rejection-silent",
    kind: "share",
    initial: 0,
    title: "Rejection says nothing",
    sentence: "A rejected change emits no event: who asked for it waits for ever, and no incident tells.",
  },
  {
    name: "service-down:limits",
    kind: "switch",
    initial: false,
    title: "Limits is down",
    sentence: "Requests wait on the topic, and no limit is adjusted until it is back.",
  },
];
