import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { suggestKeys } from "./suggest-keys";

const order = (number: number) => `order-${number}`;

function placed(number: number) {
  const customer = { name: `customer-${number % 4}` };
  return { topic: "shop", activity: "OrderPlaced", payload: { data: { orderId: order(number), customer, amount: 7 } } };
}

function paid(number: number) {
  return {
    topic: "bank",
    activity: "PaymentReceived",
    payload: { data: { refId: order(number), at: 1_763_800_000_000 } },
  };
}

const numbers = Array.from({ length: 20 }, (_, number) => number);

test("a field whose values recur in another topic under another name is one key", () => {
  const [suggested, ...others] = suggestKeys(numbers.flatMap((number) => [placed(number), paid(number)]));

  assert.equal(suggested?.role, "link");
  assert.deepEqual([suggested.values, suggested.recursIn, suggested.busiest], [20, 2, 2]);
  assert.deepEqual(suggested.fields.map(({ topic, path }) => `${topic} ${path}`).sort(), [
    "bank $.data.refId",
    "shop $.data.orderId",
  ]);
  assert.deepEqual(others, []);
});

test("what many cases have is suggested as shared", () => {
  const visits = Array.from({ length: 300 }, (_, visit) => ({
    topic: "shop",
    activity: visit % 2 === 0 ? "Came" : "Went",
    payload: { vehicle: `truck-${visit < 120 ? 0 : visit >> 1}` },
  }));

  const [suggested] = suggestKeys(visits);

  assert.equal(suggested?.name, "vehicle");
  assert.equal(suggested.role, "shared");
});

test("an id says what it is the id of, and hostile payloads suggest nothing and break nothing", () => {
  const shipped = numbers.map((number) => ({
    topic: "a",
    activity: "Shipped",
    payload: { shipment: { id: order(number) } },
  }));
  const arrived = numbers.map((number) => ({
    topic: "a",
    activity: "Arrived",
    payload: { shipment: { id: order(number) } },
  }));

  assert.deepEqual(
    suggestKeys([...shipped, ...arrived]).map(({ name }) => name),
    ["shipmentId"],
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ topic: fc.string(), activity: fc.string(), payload: fc.jsonValue() })),
      (sample) => {
        suggestKeys(sample);
      },
    ),
  );
});

test("the order of the sample changes no suggestion", () => {
  const sample = numbers.flatMap((number) => [placed(number), paid(number)]);

  fc.assert(
    fc.property(fc.shuffledSubarray(sample, { minLength: sample.length }), (shuffled) => {
      const shapes = (found: ReturnType<typeof suggestKeys>) =>
        found.map(({ name, values, busiest, fields }) => [
          name,
          values,
          busiest,
          fields.map(({ path }) => path).sort(),
        ]);
      assert.deepEqual(shapes(suggestKeys(shuffled)), shapes(suggestKeys(sample)));
    }),
    { numRuns: 30 },
  );
});
