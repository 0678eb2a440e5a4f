import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareEventOrder } from "@/lib/domain/event-order";
import { toEventId } from "@/lib/domain/identifiers";
import { difference } from "./contribution-algebra";
import { foldTrace } from "./fold-trace";
import { landscapes } from "./landscape.test-support";
import { createLedger } from "./ledger";
import { stepCase } from "./step-case";
import { toTrace } from "./trace";
import { variantId } from "./variant-id";

const RUNS = { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 250) };

test("going on from a state gives what folding the whole trace gives, or refuses", () => {
  const tally = { stepped: 0, refused: 0 };
  fc.assert(
    fc.property(landscapes, fc.nat(), (events, cut) => {
      fc.pre(events.length > 1);
      const trace = toTrace(events);
      const at = 1 + (cut % Math.max(1, trace.length - 1));
      const [known, fresh] = [trace.slice(0, at), trace.slice(at)];
      fc.pre(fresh.length > 0);
      const [before, after] = [foldTrace(known, variantId), foldTrace(trace, variantId)];
      const ledger = createLedger(variantId);

      const stepped = stepCase(JSON.parse(JSON.stringify(before.state)), fresh, ledger);

      tally[stepped === null ? "refused" : "stepped"] += 1;
      if (stepped === null) return assert.equal(ledger.tally.toContribution().size, 0);
      assert.deepEqual(stepped, after.state);
      assert.deepEqual(ledger.tally.toContribution(), difference(after.contribution, before.contribution));
    }),
    RUNS,
  );
  assert.ok(tally.stepped > RUNS.numRuns / 2, `${tally.stepped} stepped, ${tally.refused} refused`);
});

test("an event that comes before the last one is not stepped on", () => {
  const [events] = fc.sample(
    landscapes.filter((sample) => toTrace(sample).length > 3),
    { numRuns: 1, seed: 7 },
  );
  const trace = toTrace(events ?? []);
  const state = foldTrace(trace.slice(1), variantId).state;

  assert.equal(stepCase(state, trace.slice(0, 1), createLedger(variantId)), null);
});

test("an event that was known already is not stepped on, wherever it comes again", () => {
  const [events] = fc.sample(
    landscapes.filter((sample) => sample.length > 3),
    { numRuns: 1, seed: 8 },
  );
  const trace = toTrace(events ?? []);
  const [first, last] = [trace[0], trace.at(-1)];
  assert.ok(first !== undefined && last !== undefined && compareEventOrder(first, last) < 0);
  const state = foldTrace(trace, variantId).state;
  const again = { ...first, occurredAt: last.occurredAt + 1 };

  assert.equal(stepCase(state, [again], createLedger(variantId)), null);
  assert.notEqual(stepCase(state, [{ ...again, id: toEventId("another") }], createLedger(variantId)), null);
});

test("a state that was stepped on stays as it was", () => {
  fc.assert(
    fc.property(landscapes, (events) => {
      const trace = toTrace(events);
      fc.pre(trace.length > 1);
      const { state } = foldTrace(trace.slice(0, -1), variantId);
      const text = JSON.stringify(state);

      stepCase(state, trace.slice(-1), createLedger(variantId));

      assert.equal(JSON.stringify(state), text);
    }),
    RUNS,
  );
});
