import { KEY_PRIORITY } from "@/lib/domain/correlation-key";
import { DecodeRule, type VariableRule } from "@/lib/domain/decode-rules";
import { SagaRule } from "@/lib/domain/saga-rule";

const link = (name: string, priority: number): VariableRule => ({ variable: name, name, role: "link", priority });
/** A trip is named by its own number, not by its saga's. */
const BEHIND = KEY_PRIORITY.business + 1;

/** Variables of the trip's process that tie it to the events on the topic. */
export const TRIP_VARIABLES: readonly VariableRule[] = [link("tripId", KEY_PRIORITY.business), link("sagaId", BEHIND)];

/** Each event says of which trip it is; the saga's own number is told as well. */
export const TRIP_KEYS = [
  { name: "tripId", path: "$.data.tripId" },
  { name: "sagaId", path: "$.data.sagaId", priority: BEHIND },
];

export const TRIP_TOPIC_RULE = DecodeRule.parse({
  topic: "trip-booking",
  format: "retail",
  process: "trip-booking",
  keys: TRIP_KEYS,
});

/** A cancellation that takes longer than a minute is held to be lost. */
export const TRIP_SAGA = SagaRule.parse({
  process: "trip-booking",
  steps: [{ done: "*Booked", undone: "*Cancelled" }],
  undoneWithinSeconds: 60,
});
