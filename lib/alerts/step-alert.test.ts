import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type AlertState, calmSince, type Reading, stepAlert } from "./step-alert";

const MINUTE = 60_000;
const LIMITS = { threshold: 10, clearThreshold: 5, afterMinutes: 3, clearAfterMinutes: 2 };

/** One value a minute; what changed, with its minute. */
function run(values: readonly (number | null)[], silent: (minute: number) => boolean = () => false) {
  let state: AlertState = calmSince(0);
  const told: string[] = [];
  const phases: string[] = [];
  for (const [minute, value] of values.entries()) {
    const step = stepAlert(state, { value, at: minute * MINUTE, isSilenced: silent(minute) }, LIMITS);
    state = step.state;
    phases.push(state.phase);
    for (const { kind, isSilenced } of step.changes) told.push(`${minute} ${kind}${isSilenced ? " silenced" : ""}`);
  }
  return { told, phases, state };
}

describe("an alert", () => {
  test("fires after three minutes over and clears after two minutes under", () => {
    const { told, phases } = run([0, 11, 12, 11, 11, 4, 5, 3, 0]);

    assert.deepEqual(told, ["4 fired", "7 cleared"]);
    assert.deepEqual(phases, ["ok", "pending", "pending", "pending", "firing", "clearing", "clearing", "ok", "ok"]);
  });

  test("that is at its threshold is not over it, and a short peak is nothing", () => {
    assert.deepEqual(run([10, 10, 10, 10, 10]).told, []);
    assert.deepEqual(run([11, 11, 11, 10, 11, 11, 11, 9]).told, []);
  });

  test("fires at once and clears at once when no minutes are asked for", () => {
    const limits = { ...LIMITS, clearThreshold: null, afterMinutes: 0, clearAfterMinutes: 0 };

    const fired = stepAlert(calmSince(0), { value: 11, at: 1, isSilenced: false }, limits);
    const cleared = stepAlert(fired.state, { value: 10, at: 2, isSilenced: false }, limits);

    assert.deepEqual(fired.changes, [{ kind: "fired", isSilenced: false }]);
    assert.deepEqual(cleared.changes, [{ kind: "cleared", isSilenced: false }]);
  });

  test("stays as it is while nothing can be said, and what was waited before does not count", () => {
    assert.deepEqual(run([11, 11, 11, null, 11, 11, 11, 11]).told, ["7 fired"]);
    assert.deepEqual(run([11, 11, 11, 11, 0, null, 0, 0, 0]).told, ["3 fired", "8 cleared"]);
    assert.deepEqual(run([11, 11, 11, 11, null, null, null]).state.phase, "firing");
  });

  test("that fires in a silence and still does when it ends is told then, and its end too", () => {
    const { told } = run([11, 11, 11, 11, 11, 11, 11, 0, 0, 0], (minute) => minute < 6);

    assert.deepEqual(told, ["3 fired silenced", "6 still-firing", "9 cleared"]);
  });

  test("that came and went in a silence is told to nobody", () => {
    const { told } = run([11, 11, 11, 11, 0, 0, 0, 0], (minute) => minute < 5);

    assert.deepEqual(told, ["3 fired silenced", "6 cleared silenced"]);
  });
});

const Value = fc.oneof(fc.double({ min: 0, max: 20, noNaN: true }), fc.constant(null));

describe("whatever the values", () => {
  test("inside the band nothing flaps, from whichever state", () => {
    const inBand = fc.double({ min: 5.0001, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(Value, { maxLength: 40 }),
        fc.array(inBand, { minLength: 1, maxLength: 60 }),
        (first, band) => {
          const before = run(first);
          const after = run([...first, ...band]);

          assert.deepEqual(after.told, before.told);
          assert.ok(new Set(after.phases.slice(first.length)).size === 1);
        },
      ),
    );
  });

  test("firing and clearing alternate, and no two notices of a kind follow each other", () => {
    fc.assert(
      fc.property(fc.array(Value, { maxLength: 200 }), (values) => {
        const kinds = run(values).told.map((text) => text.split(" ")[1]);

        for (const [index, kind] of kinds.entries()) assert.equal(kind, index % 2 === 0 ? "fired" : "cleared");
      }),
    );
  });

  test("a silence changes what is told and never the state", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(Value, fc.boolean()), { maxLength: 150 }), (readings) => {
        const values = readings.map(([value]) => value);
        const silenced = run(values, (minute) => readings[minute]?.[1] ?? false);

        assert.deepEqual(silenced.phases, run(values).phases);
        assert.deepEqual(
          silenced.told.map((text) => text.replace(" silenced", "")).filter((text) => !text.endsWith("still-firing")),
          run(values).told,
        );
        let isOpen = false;
        for (const text of silenced.told.filter((one) => !one.endsWith("silenced"))) {
          assert.equal(text.endsWith("cleared"), isOpen, "a notice of an end follows one of a beginning");
          isOpen = !isOpen;
        }
      }),
    );
  });

  test("stopping and going on from the stored state in the middle loses and doubles nothing", () => {
    fc.assert(
      fc.property(fc.array(Value, { maxLength: 100 }), fc.nat(100), (values, cut) => {
        const readings: Reading[] = values.map((value, minute) => ({ value, at: minute * MINUTE, isSilenced: false }));
        let state = calmSince(0);
        let changes = 0;
        for (const [index, reading] of readings.entries()) {
          if (index === cut) state = JSON.parse(JSON.stringify(state)) as AlertState;
          const step = stepAlert(state, reading, LIMITS);
          state = step.state;
          changes += step.changes.length;
        }

        assert.equal(changes, run(values).told.length);
      }),
    );
  });
});
