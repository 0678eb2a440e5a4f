import assert from "node:assert/strict";
import { test } from "node:test";
import { createPaceMeter } from "./pace-meter";

test("the pace is that of the last ten seconds, and nothing is said of what was before", () => {
  let now = 0;
  const meter = createPaceMeter(() => now);
  for (now = 0; now < 20_000; now += 100) {
    meter.add({ records: now < 10_000 ? 999 : 50, events: 40, quarantined: 1, commitMs: now % 1_000 });
  }

  const pace = meter.read();
  now += 60_000;
  const later = meter.read();

  assert.deepEqual([Math.round(pace.recordsPerSecond), pace.recordsPerBatch], [495, 50]);
  assert.deepEqual([pace.commitMsP50, pace.commitMsP95], [500, 900]);
  assert.deepEqual([later.batchesPerSecond, later.recordsPerBatch, later.commitMsP95], [0, 0, 0]);
});
