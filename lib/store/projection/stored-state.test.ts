import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { foldTrace } from "@/lib/project/fold-trace";
import { landscapes } from "@/lib/project/landscape.test-support";
import { variantId } from "@/lib/project/variant-id";
import { fromStoredState, toStoredState } from "./stored-state";

test("a state that was stored is read as it was", () => {
  fc.assert(
    fc.property(landscapes, (events) => {
      fc.pre(events.length > 0);
      const { state } = foldTrace(events, variantId);

      assert.deepEqual(fromStoredState(toStoredState(state)), state);
    }),
    { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 250) },
  );
});
