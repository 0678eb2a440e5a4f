import assert from "node:assert/strict";
import { test } from "node:test";
import { caseTies } from "./case-ties";
import { sampleEvent } from "./sample-event.test-support";

const key = (name: string, role: "link" | "shared" = "link") => ({ name, value: "1", role });

test("the event that first carries two keys is what ties them", () => {
  const placed = sampleEvent(1, { keys: [key("orderId")] });
  const started = sampleEvent(2, { keys: [key("orderId"), key("processInstanceKey")] });
  const again = sampleEvent(3, { keys: [key("processInstanceKey"), key("orderId")] });

  const ties = caseTies([placed, started, again]);

  assert.deepEqual(
    ties.map(({ event, joined }) => [event.id, joined.map(({ name }) => name)]),
    [["event-2", ["orderId", "processInstanceKey"]]],
  );
});

test("a late event that joins two halves of a case is named", () => {
  const ties = caseTies([
    sampleEvent(1, { keys: [key("orderId"), key("traceId")] }),
    sampleEvent(2, { keys: [key("paymentId"), key("cardId")] }),
    sampleEvent(3, { keys: [key("traceId"), key("cardId")] }),
  ]);

  assert.deepEqual(
    ties.map(({ event }) => event.id),
    ["event-1", "event-2", "event-3"],
  );
});

test("shared keys tie nothing", () => {
  assert.deepEqual(caseTies([sampleEvent(1, { keys: [key("customerId", "shared"), key("orderId")] })]), []);
});
