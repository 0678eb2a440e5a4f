import assert from "node:assert/strict";
import { test } from "node:test";
import { toInstants } from "./use-process-time";

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 12);
const at = (hours: number) => new Date(NOW - hours * HOUR_MS).toISOString();
const trendOf = (...started: readonly number[]) =>
  started.map((count, index) => ({ hour: at(started.length - index), started: count, ended: 0 }));

test("a process is walked through from the first hour of its trend that has a case, until now", () => {
  const instants = toInstants({ trend: trendOf(0, 3, 0, 5), lastStartedAt: at(1) }, NOW);

  assert.deepEqual([instants[0], instants.at(-1)], [NOW - 3 * HOUR_MS, NOW]);
  assert.ok(instants.every((instant, index) => index === 0 || instant > (instants[index - 1] ?? 0)));
});

test("one that was quiet of late is walked through from before its last start; one without cases is not", () => {
  const [first] = toInstants({ trend: trendOf(0, 0), lastStartedAt: at(500) }, NOW);

  assert.equal(first, NOW - 501 * HOUR_MS);
  assert.deepEqual(toInstants({ trend: trendOf(0, 0), lastStartedAt: null }, NOW), []);
});
