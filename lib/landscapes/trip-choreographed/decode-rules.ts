import { DecodeRule } from "@/lib/domain/decode-rules";
import type { SagaRule } from "@/lib/domain/saga-rule";
import { TRIP_KEYS, TRIP_SAGA } from "../trip/decode-rules";

/** A process of its own: its events have the names of those that the engine's workers tell. */
export const TRIP_CHOREOGRAPHED_RULE = DecodeRule.parse({
  topic: "trip-booking-choreographed",
  format: "retail",
  process: "trip-booking-choreographed",
  keys: TRIP_KEYS,
  ends: ["TripConfirmed", "TripRefused"],
});

export const TRIP_CHOREOGRAPHED_SAGA: SagaRule = { ...TRIP_SAGA, process: "trip-booking-choreographed" };
