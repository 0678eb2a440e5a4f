import type { Tour, TourStep } from "./tour-step";

const LOST: TourStep = {
  title: "A cancellation gets lost",
  text: [
    "Book a trip whose flight is full, and whose hotel takes the cancellation and does nothing. Nothing fails, nobody is told, and the room stays booked.",
    "Its case says so once the time in which others were undone is up.",
  ],
  act: { kind: "order", label: "Book such a trip", defects: ["flight-full", "cancellation-lost"] },
  look: { label: "Open the case of the trip", href: "/cases/tripId:{order}?tab=saga" },
};
const UNDO: TourStep = {
  title: "Sagas that were not undone",
  text: [
    "All of them in one list, whoever was to undo them: pending ones, and those of which the time is up. Each leads to its case, with the step that is still open.",
    "What is missing is a cancellation at the hotel: publish the event that tells it again under Streams, or call them.",
  ],
  look: { label: "Open the sagas", href: "/findings?kind=not-compensated" },
};

export const TRIP_TOUR: Tour = [
  {
    title: "A saga, drawn",
    text: [
      "Car, hotel and flight, or nothing at all. At the border of each booking stands a compensation event: what undoes it when a later one fails.",
    ],
    look: { label: "Open the process", href: "/processes/camunda8:trip-booking" },
  },
  {
    title: "A trip that is undone",
    text: [
      "Book a trip whose flight is full. The engine throws a compensation, and hotel and car are cancelled. The tab Saga has each step with what became of it.",
    ],
    act: { kind: "order", label: "Book a trip whose flight is full", defects: ["flight-full"] },
    look: { label: "Open the case of the trip", href: "/cases/tripId:{order}?tab=saga" },
  },
  {
    title: "Who is in charge of what",
    text: ["Solid edges are in the engine's charge. The cancellations come from it, too: see where they start."],
    look: { label: "Open the map as spaghetti", href: "/map?lens=spaghetti" },
  },
  LOST,
  UNDO,
];

export const TRIP_CHOREOGRAPHED_TOUR: Tour = [
  {
    title: "A saga that nobody draws",
    text: [
      "Each service reacts to the event before its own, and cancels its own when it hears that the flight failed. No diagram says so.",
    ],
    look: { label: "Open the map as spaghetti", href: "/map?lens=spaghetti" },
  },
  {
    title: "A trip that is undone",
    text: [
      "Book a trip whose flight is full, and watch hotel and car hear of it. The tab Saga has each step with what became of it.",
    ],
    act: { kind: "order", label: "Book a trip whose flight is full", defects: ["flight-full"] },
    look: { label: "Open the case of the trip", href: "/cases/tripId:{order}?tab=saga" },
  },
  {
    title: "Who must know whose failure",
    text: [
      "Car and Hotel must know the event of a service that came after them: below the map, for each producer, how many events it must know. That is the price of nobody in charge.",
    ],
    look: { label: "Open the map as a process", href: "/map?lens=process" },
  },
  LOST,
  UNDO,
];
