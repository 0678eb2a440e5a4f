import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "@/lib/domain/failure";
import { createIntakeGate } from "./intake-gate";

const isBusy = (error: unknown) =>
  error instanceof Failure && error.code === "too-many-requests" && (error.retryAfterS ?? 0) > 0;
const MIB = 1024 * 1024;

test("who comes when too many requests are in work is refused, until one of them is answered", () => {
  const gate = createIntakeGate();
  const passes = Array.from({ length: 64 }, () => gate.enter(1));

  assert.throws(() => gate.enter(1), isBusy);
  passes[0]?.leave();
  passes[0]?.leave();

  gate.enter(1);
  assert.throws(() => gate.enter(1), isBusy);
});

test("bytes and events in work have their bounds, and one request alone always fits", () => {
  const gate = createIntakeGate();
  const large = gate.enter(200 * MIB);
  assert.throws(() => gate.enter(1 * MIB), isBusy);
  large.leave();

  const first = gate.enter(8 * MIB);
  const second = gate.enter(8 * MIB);
  first.count(15_000);
  assert.throws(() => second.count(10_000), isBusy);
  first.leave();
  second.count(10_000);
});
