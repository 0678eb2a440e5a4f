import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import type { Event } from "@/lib/domain/event";
import { SAGA_BY_NAME } from "@/lib/domain/saga-rule";
import { tellStory } from "@/lib/project/case-story";
import { at, ended, entered, job, left, started } from "@/lib/project/story.test-support";
import { compensationPairs } from "./compensation-pairs";
import { type SagaMark, toSaga } from "./saga";
import { sagaOfCase } from "./saga-of-case";

const DIAGRAM = new URL("../../landscapes/trip/trip-booking.bpmn", import.meta.url);
const PAIRS = compensationPairs(readFileSync(DIAGRAM, "utf8"));

const told = (second: number, name: string): Event =>
  at(second, {
    kind: "activity.occurred",
    activity: { kind: "event", producer: name.replace(/(Booked|Cancelled|Failed)$/, ""), name, channel: "trips" },
    ends: false,
  });

function sagaOf(events: readonly Event[], asOfSecond: number, pairs = PAIRS) {
  const surroundings = { rule: SAGA_BY_NAME, pairsOf: () => pairs, usualMs: null, asOf: asOfSecond * 1_000 };
  return sagaOfCase(tellStory(events), surroundings);
}

const brief = (saga: ReturnType<typeof sagaOf>) =>
  saga === null ? null : [saga.state, ...saga.steps.map(({ subject, state }) => `${subject} ${state}`)];

test("a diagram declares which task takes back which, and broken ones declare nothing", () => {
  assert.deepEqual(PAIRS, [
    { elementId: "book-car", handlerId: "cancel-car" },
    { elementId: "book-hotel", handlerId: "cancel-hotel" },
  ]);
  assert.deepEqual(compensationPairs("<association sourceRef='a' targetRef='b'/><boundaryEvent id='a'"), []);
});

test("events tell a saga by their names: done, failed, taken back, and the one that nobody took back", () => {
  const booked = [told(1, "CarBooked"), told(2, "HotelBooked")];
  const failed = [...booked, told(3, "FlightFailed"), told(4, "CarCancelled")];

  assert.deepEqual(brief(sagaOf(booked, 10)), ["running", "car done", "hotel done"]);
  const steps = ["car compensated", "hotel compensation-pending", "flight failed"];
  assert.deepEqual(brief(sagaOf(failed, 10)), ["compensation-pending", ...steps]);
  const lost = ["car compensated", "hotel not-compensated", "flight failed"];
  assert.deepEqual(brief(sagaOf(failed, 200)), ["not-compensated", ...lost]);
  const undone = ["car compensated", "hotel compensated", "flight failed"];
  assert.deepEqual(brief(sagaOf([...failed, told(50, "HotelCancelled")], 200)), ["compensated", ...undone]);
});

test("an event that failed and was done at the next try is done", () => {
  const events = [told(1, "CarBooked"), told(2, "HotelFailed"), told(3, "HotelBooked")];

  assert.deepEqual(brief(sagaOf(events, 10)), ["running", "car done", "hotel done"]);
});

test("an engine took the hotel's cancellation for done, and the hotel never told so: it is not compensated", () => {
  const way = (second: number, id: string) => [at(second, entered(id)), at(second + 1, left(id))];
  const events = [
    at(1, started),
    ...way(2, "book-car"),
    told(4, "CarBooked"),
    ...way(5, "book-hotel"),
    told(7, "HotelBooked"),
    told(8, "FlightFailed"),
    at(9, job("book-flight", "error-thrown")),
    ...way(10, "cancel-hotel"),
    ...way(12, "cancel-car"),
    told(14, "CarCancelled"),
    at(15, ended("completed")),
  ];

  const lost = ["not-compensated", "car compensated", "hotel not-compensated", "flight failed"];
  assert.deepEqual(brief(sagaOf(events, 30)), lost);
  assert.equal(sagaOf([...events, told(16, "HotelCancelled")], 30)?.state, "compensated");
  assert.equal(sagaOf([at(1, started), ...way(2, "book-car"), at(4, ended("completed"))], 30)?.state, "done");
});

test("a case without steps is no saga", () => {
  assert.equal(sagaOf([told(1, "OrderPlaced"), told(2, "PaymentReceived")], 10), null);
});

const types = fc.constantFrom(
  "CarBooked",
  "CarCancelled",
  "HotelBooked",
  "HotelCancelled",
  "FlightFailed",
  "TripAsked",
);
const cases = fc.array(types, { maxLength: 14 }).map((names) => names.map((name, second) => told(second, name)));

test("in whatever order the events come, the saga is the same", () => {
  fc.assert(
    fc.property(cases, fc.nat(), fc.integer({ min: 0, max: 300 }), (events, seed, asOf) => {
      const shuffled = [...events].sort(
        (a, b) => ((a.position * 7919 + seed) % 101) - ((b.position * 7919 + seed) % 101),
      );
      assert.deepEqual(sagaOf(shuffled, asOf), sagaOf(events, asOf));
    }),
  );
});

test("a step that was done is compensated if and only if its compensation came after it and something failed or was taken back", () => {
  fc.assert(
    fc.property(cases, (events) => {
      const saga = sagaOf(events, 1_000);
      const names = events.map((event) => (event.kind === "activity.occurred" ? event.activity.name : ""));
      for (const [subject, type] of [
        ["car", "Car"],
        ["hotel", "Hotel"],
      ] as const) {
        const states = saga?.steps.filter((step) => step.subject === subject).map(({ state }) => state) ?? [];
        const isDone = names.includes(`${type}Booked`);
        const isUndone = isDone && names.lastIndexOf(`${type}Cancelled`) > names.lastIndexOf(`${type}Booked`);
        assert.equal(states.length, isDone ? 1 : 0);
        if (isDone) assert.equal(states[0] === "compensated", isUndone);
      }
    }),
  );
});

test("nothing is owed after the bound: it is either taken back or lost", () => {
  const mark = fc.record({
    kind: fc.constantFrom("done" as const, "undone" as const, "failed" as const),
    subject: fc.constantFrom("car", "hotel", "flight"),
    world: fc.constantFrom("events", "engine"),
  });
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 20 }), (given) => {
      const marks: SagaMark[] = given.map((one, at) => ({ ...one, at, eventId: `e${at}`, producer: "", name: "" }));
      const saga = toSaga(marks, { asOf: 10_000, withinMs: 1, overAt: null });
      assert.ok(saga === null || saga.steps.every(({ state }) => state !== "compensation-pending"));
    }),
  );
});
