import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { diagnoseMessage, type LostMessage, type MessageWait } from "./message-doctor";

const MESSAGE: LostMessage = {
  messageName: "PaymentReceived",
  correlationKey: "c-1",
  publishedAt: 10_000,
  expiredAt: 20_000,
};
const WAIT: MessageWait = {
  caseId: "a",
  messageName: "PaymentReceived",
  correlationKey: "c-1",
  openedAt: 5_000,
  closedAt: null,
};

const of = (...waits: readonly Partial<MessageWait>[]) =>
  diagnoseMessage(
    MESSAGE,
    waits.map((wait) => ({ ...WAIT, ...wait })),
  );

test("the part that does not fit is told: the name, the key, the time, or all of it", () => {
  assert.equal(of({ messageName: "GoodsFetched" }).mismatch, "name");
  assert.match(of({ messageName: "GoodsFetched" }).text, /called GoodsFetched, not PaymentReceived/);
  assert.equal(of({ correlationKey: "c-2" }).mismatch, "key");
  assert.match(of({ openedAt: 23_500 }).text, /3\.5 s after it had expired/);
  assert.match(of({ closedAt: 4_000 }).text, /6\.0 s before it came/);
  assert.equal(of({ messageName: "GoodsFetched", correlationKey: "c-2" }).mismatch, "nobody");
  assert.equal(of().mismatch, "nobody");
});

test("the wait that comes nearest is the one that is told", () => {
  const { mismatch, nearest } = of(
    { caseId: "other key", correlationKey: "c-9" },
    { caseId: "too late", openedAt: 21_000 },
    { caseId: "other name", messageName: "GoodsFetched" },
  );

  assert.deepEqual([mismatch, nearest?.caseId], ["late", "too late"]);
});

test("in whatever order the waits are found, the diagnosis is the same", () => {
  const waits = fc.array(
    fc.record({
      caseId: fc.constantFrom("a", "b", "c"),
      messageName: fc.constantFrom("PaymentReceived", "GoodsFetched"),
      correlationKey: fc.constantFrom("c-1", "c-2"),
      openedAt: fc.integer({ min: 0, max: 30_000 }),
      closedAt: fc.option(fc.integer({ min: 0, max: 30_000 })),
    }),
    { maxLength: 8 },
  );

  fc.assert(
    fc.property(waits, (found) => {
      const { mismatch, text } = diagnoseMessage(MESSAGE, found);
      const reversed = diagnoseMessage(MESSAGE, [...found].reverse());
      assert.equal(reversed.mismatch, mismatch);
      if (mismatch !== "key") assert.equal(typeof text, "string");
    }),
  );
});
