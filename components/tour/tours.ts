import { TRANSFER_LIMIT_TOUR } from "./limit-tours";
import { BOTH_TOUR, CHOREOGRAPHED_TOUR, MIXED_TOUR, RECORDED_TOUR, RETAIL_TOUR } from "./retail-tours";
import type { Tour } from "./tour-step";
import { TRIP_CHOREOGRAPHED_TOUR, TRIP_TOUR } from "./trip-tours";

/** By the landscape's name, as `npm start -- --landscape` has it. */
const TOURS: ReadonlyMap<string, Tour> = new Map([
  ["retail", RETAIL_TOUR],
  ["retail-choreographed", CHOREOGRAPHED_TOUR],
  ["retail-both", BOTH_TOUR],
  ["retail-mixed", MIXED_TOUR],
  ["trip", TRIP_TOUR],
  ["trip-choreographed", TRIP_CHOREOGRAPHED_TOUR],
  ["transfer-limit", TRANSFER_LIMIT_TOUR],
  ["recorded", RECORDED_TOUR],
]);

export function tourOf(landscape: string): Tour | null {
  return TOURS.get(landscape) ?? null;
}
