import { KEY_PRIORITY } from "@/lib/domain/correlation-key";
import { DecodeRule, type VariableRule } from "@/lib/domain/decode-rules";

const link = (name: string): VariableRule => ({
  variable: name,
  name,
  role: "link",
  priority: KEY_PRIORITY.business,
});

/** Variables of the trip's process that tie it to the events on the topic. */
export const TRIP_VARIABLES: readonly VariableRule[] = [link("tripId"), link("sagaId")];

/** Each event says of which trip it is; the saga's own number is told as well. */
export const TRIP_KEYS = [
  { name: "tripId", path: "$.data.tripId" },
  { name: "sagaId", path: "$.data.sagaId", priority: KEY_PRIORITY.business + 1 },
];

export const TRIP_TOPIC_RULE = DecodeRule.parse({
  topic: "trip-booking",
  format: "retail",
  process: "trip-booking",
  keys: TRIP_KEYS,
});
