import type { LandscapeTruth } from "../truth/compare-truth";

const BOOKED: LandscapeTruth["activities"] = [
  { type: "TripRequested", producer: "Trip" },
  { type: "CarBooked", producer: "Car" },
  { type: "HotelBooked", producer: "Hotel" },
];

/** What services say of trips that go well and of trips whose flight is full. The engine's own steps are on its diagram. */
export const TRIP_TRUTH: LandscapeTruth["activities"] = [
  ...BOOKED,
  { type: "FlightBooked", producer: "Flight" },
  { type: "FlightFailed", producer: "Flight" },
  { type: "HotelCancelled", producer: "Hotel" },
  { type: "CarCancelled", producer: "Car" },
];
