import assert from "node:assert/strict";
import { test } from "node:test";
import { bucketOf } from "@/lib/project/duration-bucket";
import { profileWaits } from "./wait-profile";

const CASES = 3_000;
const STEPS = 6;
const HOUR_MS = 3_600_000;

function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Cases of six steps whose waits have a heavy tail; every step another median, from seconds to an hour. */
function generate(seed: number) {
  const random = randomOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: CASES }, () => ({
    startedAt: random() * 48 * HOUR_MS,
    waits: Array.from({ length: STEPS - 1 }, (_, step) => Math.exp(7.5 + 1.6 * step + 1.1 * normal())),
    /** After this step nothing comes any more, though more was to come. */
    cutAfter: random() < 0.03 ? Math.floor(random() * (STEPS - 1)) : null,
  }));
}

type Generated = ReturnType<typeof generate>[number];

/** Where a case stands at an instant, and since when; null when it is over, or has not begun. */
function standing({ startedAt, waits, cutAfter }: Generated, now: number) {
  if (startedAt > now) return null;
  let at = startedAt;
  for (let step = 0; step < STEPS - 1; step++) {
    const wait = step === cutAfter ? Number.POSITIVE_INFINITY : (waits[step] ?? 0);
    if (at + wait > now) return { step, waitedMs: now - at };
    at += wait;
  }
  return null;
}

/** What is followed and what is open in each step, seen at an instant. */
function historiesAt(cases: readonly Generated[], now: number) {
  const histories = Array.from({ length: STEPS }, () => ({
    waits: new Map<number, number>(),
    open: new Map<number, number>(),
  }));
  const count = (histogram: Map<number, number> | undefined, waitMs: number) =>
    histogram?.set(bucketOf(waitMs), (histogram.get(bucketOf(waitMs)) ?? 0) + 1);
  for (const theCase of cases) {
    const stand = standing(theCase, now);
    const passed = stand?.step ?? (theCase.startedAt > now ? 0 : STEPS - 1);
    for (let step = 0; step < passed; step++) count(histories[step]?.waits, theCase.waits[step] ?? 0);
    if (stand !== null) count(histories[stand.step]?.open, stand.waitedMs);
  }
  return histories;
}

test("of cases whose rest was cut off nearly all are found, and of those that go on about one in a hundred is flagged", () => {
  const cases = generate(20_261);
  const now = 120 * HOUR_MS;
  const thresholds = historiesAt(cases, now).map(({ waits, open }) => profileWaits({ waits, ended: 0, open }));
  let [cut, found, passed, flagged] = [0, 0, 0, 0];
  for (const theCase of cases) {
    const stand = standing(theCase, now);
    if (theCase.cutAfter !== null && stand !== null) {
      cut += 1;
      const profile = thresholds[stand.step];
      found += Number(
        profile?.standing === "judged" && stand.waitedMs > (profile.thresholdMs ?? Number.POSITIVE_INFINITY),
      );
    } else {
      for (const [step, waitMs] of theCase.waits.entries()) {
        passed += 1;
        flagged += Number(waitMs > (thresholds[step]?.thresholdMs ?? Number.POSITIVE_INFINITY));
      }
    }
  }

  assert.ok(cut > 60, `only ${cut} were cut`);
  assert.ok(found / cut >= 0.97, `found ${found} of ${cut}`);
  assert.ok(flagged / passed <= 0.0125, `flagged ${flagged} of ${passed}`);
});
