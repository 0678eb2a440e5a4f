import { DecodeRule } from "@/lib/domain/decode-rules";
import { TRIP_KEYS } from "../trip/decode-rules";

/** A process of its own: its events have the names of those that the engine's workers tell. */
export const TRIP_CHOREOGRAPHED_RULE = DecodeRule.parse({
  topic: "trip-booking-choreographed",
  format: "retail",
  process: "trip-booking-choreographed",
  keys: TRIP_KEYS,
  ends: ["TripConfirmed", "TripRefused"],
});
