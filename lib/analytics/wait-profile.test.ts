import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bucketOf } from "@/lib/project/duration-bucket";
import { conformalThreshold } from "./conformal-threshold";
import { stillComing, survivalAt } from "./survival";
import { profileWaits } from "./wait-profile";
import { stuckText, waitText } from "./wait-text";

function histogramOf(waits: readonly number[]): ReadonlyMap<number, number> {
  const histogram = new Map<number, number>();
  for (const wait of waits) histogram.set(bucketOf(wait), (histogram.get(bucketOf(wait)) ?? 0) + 1);
  return histogram;
}

/** The same numbers from the same seed, on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Waits as landscapes have them: most are short, a tail is long. */
const DISTRIBUTIONS: Readonly<Record<string, (random: () => number) => number>> = {
  exponential: (random) => -Math.log(random()) * 40_000,
  lognormal: (random) => Math.exp(9 + 1.6 * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())),
  "two kinds": (random) => (random() < 0.85 ? 500 + 200 * random() : 3_600_000 * (1 + 6 * random())),
  pareto: (random) => 1_000 * random() ** (-1 / 1.2),
};

for (const [name, draw] of Object.entries(DISTRIBUTIONS)) {
  test(`of ${name} waits about 99% are within the threshold that was learned from others`, () => {
    const random = randomOf(7_321);
    let within = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const threshold = conformalThreshold(histogramOf(Array.from({ length: 400 }, () => draw(random))));
      for (let next = 0; next < 20; next++) within += Number(draw(random) <= (threshold ?? Number.POSITIVE_INFINITY));
    }

    const coverage = within / (runs * 20);

    assert.ok(coverage >= 0.985 && coverage <= 0.998, `covered ${coverage}`);
  });
}

const someWaits = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 100, maxLength: 300 });

test("the threshold is at least the wait of that rank, and at most a bucket above it", () => {
  fc.assert(
    fc.property(someWaits, (waits) => {
      const exact = [...waits].sort((a, b) => a - b)[Math.ceil((waits.length + 1) * 0.99) - 1] ?? 0;

      const threshold = conformalThreshold(histogramOf(waits)) ?? 0;

      assert.ok(threshold >= exact && threshold <= exact * 1.016 + 1, `${threshold} for ${exact}`);
    }),
  );
});

test("the order in which waits came does not matter", () => {
  fc.assert(
    fc.property(someWaits, (waits) => {
      assert.equal(conformalThreshold(histogramOf(waits)), conformalThreshold(histogramOf(waits.toReversed())));
    }),
  );
});

test("a longer wait in the history never shortens the threshold, nor does less tolerance", () => {
  fc.assert(
    fc.property(
      someWaits,
      fc.integer({ min: 0, max: 299 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (waits, at, more) => {
        const longer = waits.map((wait, index) => (index === at ? wait + more : wait));
        const before = conformalThreshold(histogramOf(waits)) ?? 0;

        assert.ok((conformalThreshold(histogramOf(longer)) ?? 0) >= before);
        assert.ok((conformalThreshold(histogramOf(waits), 0.05) ?? 0) <= before);
      },
    ),
  );
});

test("98 waits promise nothing about one in a hundred, 99 do", () => {
  assert.equal(conformalThreshold(histogramOf(Array.from({ length: 98 }, (_, index) => index))), null);
  assert.equal(conformalThreshold(histogramOf(Array.from({ length: 99 }, (_, index) => index))), 98);
});

test("Kaplan and Meier's worked example: open waits count until they are left", () => {
  //  ended 1, 3, 3, 5; open 2, 4:   S(1) = 5/6, S(3) = 5/6 · 2/4, S(5) = 0
  const [ended, open] = [histogramOf([1, 3, 3, 5]), histogramOf([2, 4])];

  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((bucket) => Number(survivalAt(bucket, ended, open).toFixed(4))),
    [1, 0.8333, 0.8333, 0.4167, 0.4167, 0],
  );
});

test("the longer one waits where cases may end, the less is the next event still to be expected", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
      assert.ok(stillComing(0.6, Math.min(a, b)) <= stillComing(0.6, Math.max(a, b)));
    }),
  );
});

const steady = histogramOf(Array.from({ length: 500 }, (_, index) => 1_000 + index));
const long = (count: number) => new Map([[bucketOf(3_600_000), count]]);

test("a place where a few hang among hundreds that go on is judged case by case", () => {
  const profile = profileWaits({ waits: steady, ended: 3, open: long(20) });

  assert.deepEqual([profile.standing, profile.waiting, profile.thresholdMs], ["judged", 20, 30_000]);
});

test("a place where every fourth would be flagged at once is told as a place", () => {
  assert.equal(profileWaits({ waits: steady, ended: 0, open: long(170) }).standing, "silent");
});

test("where cases may end, where history is thin, or has no bound, nothing is flagged", () => {
  const few = histogramOf(Array.from({ length: 98 }, () => 1_000));

  assert.equal(profileWaits({ waits: steady, ended: 30, open: long(1) }).standing, "may-end");
  assert.equal(profileWaits({ waits: few, ended: 0, open: long(1) }).standing, "thin");
  assert.equal(profileWaits({ waits: few, ended: 5, open: long(1) }).standing, "unbounded");
});

test("a setting needs no history", () => {
  const profile = profileWaits({ waits: new Map(), ended: 0, open: long(2) }, 60_000);

  assert.deepEqual([profile.standing, profile.thresholdMs, profile.waiting], ["set", 60_000, 2]);
});

test("waits are told in two digits, with what they are held against", () => {
  assert.deepEqual([275_000_000, 18_360_000, 2_880_000, 30_000, 90].map(waitText), [
    "3.2 d",
    "5.1 h",
    "48 min",
    "30 s",
    "90 ms",
  ]);
  assert.equal(
    stuckText({
      waitedMs: 275_000_000,
      after: "Payment received",
      thresholdMs: 18_360_000,
      history: 4_210,
      isSet: false,
    }),
    "waits 3.2 d after Payment received; 99% continue within 5.1 h (n = 4,210)",
  );
});
