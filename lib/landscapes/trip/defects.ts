import type { Defect } from "../retail/defects";

/** What can go wrong on a trip. A full flight is no defect but everyday; whether it is undone rightly is what matters. */
export const TRIP_DEFECTS: readonly Defect[] = [
  {
    name: "flight-full",
    kind: "share",
    initial: 0.25,
    title: "Flight is full",
    sentence: "The last booking fails, and what was booked before it has to be cancelled.",
  },
  {
    name: "cancellation-lost",
    kind: "share",
    initial: 0,
    title: "Hotel loses the cancellation",
    sentence:
      "When a flight is full, the hotel takes the cancellation and does nothing: the room stays booked and no incident tells.",
  },
  {
    name: "slow-cancellation",
    kind: "milliseconds",
    initial: 0,
    title: "Slow cancellations at the hotel",
    sentence: "The hotel cancels this much later: until then the compensation is pending.",
  },
  {
    name: "service-down:trip",
    kind: "switch",
    initial: false,
    title: "Trip is down",
    sentence: "Requests wait on the topic, and nobody is told how a trip ended, until it is back.",
  },
  {
    name: "service-down:car",
    kind: "switch",
    initial: false,
    title: "Car is down",
    sentence: "Nothing is booked at all, and cars that are to be cancelled stay booked until it is back.",
  },
  {
    name: "service-down:hotel",
    kind: "switch",
    initial: false,
    title: "Hotel is down",
    sentence: "Trips pile up after the car, and rooms that are to be cancelled stay booked until it is back.",
  },
  {
    name: "service-down:flight",
    kind: "switch",
    initial: false,
    title: "Flight is down",
    sentence: "Trips pile up after the hotel until it is back.",
  },
];
