import type { LandscapeTruth } from "../truth/compare-truth";

/** What is seen of trips that go well. Each service knows the event before its own. */
export const TRIP_CHOREOGRAPHED_TRUTH: LandscapeTruth = {
  activities: [
    { type: "TripRequested", producer: "Trip" },
    { type: "CarBooked", producer: "Car" },
    { type: "HotelBooked", producer: "Hotel" },
    { type: "FlightBooked", producer: "Flight" },
    { type: "TripConfirmed", producer: "Trip" },
  ],
  edges: [
    { from: "Trip TripRequested", to: "Car CarBooked", kind: "choreographed" },
    { from: "Car CarBooked", to: "Hotel HotelBooked", kind: "choreographed" },
    { from: "Hotel HotelBooked", to: "Flight FlightBooked", kind: "choreographed" },
    { from: "Flight FlightBooked", to: "Trip TripConfirmed", kind: "choreographed" },
  ],
};

/** What may be seen besides: of trips whose flight is full. Car and hotel do not wait for each other. */
export const TRIP_UNDOING_TRUTH: LandscapeTruth = {
  activities: [
    { type: "FlightFailed", producer: "Flight" },
    { type: "CarCancelled", producer: "Car" },
    { type: "HotelCancelled", producer: "Hotel" },
    { type: "TripRefused", producer: "Trip" },
  ],
  edges: [
    { from: "Hotel HotelBooked", to: "Flight FlightFailed", kind: "choreographed" },
    { from: "Flight FlightFailed", to: "Car CarCancelled", kind: "choreographed" },
    { from: "Flight FlightFailed", to: "Hotel HotelCancelled", kind: "choreographed" },
    { from: "Car CarCancelled", to: "Hotel HotelCancelled", kind: "choreographed" },
    { from: "Hotel HotelCancelled", to: "Car CarCancelled", kind: "choreographed" },
    { from: "Car CarCancelled", to: "Trip TripRefused", kind: "choreographed" },
    { from: "Hotel HotelCancelled", to: "Trip TripRefused", kind: "choreographed" },
  ],
};
