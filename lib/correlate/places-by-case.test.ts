import assert from "node:assert/strict";
import { test } from "node:test";
import { type CorrelatedCase, UNCORRELATED } from "@/lib/domain/correlation";
import { toCaseId } from "@/lib/domain/identifiers";
import { placesByCase } from "./places-by-case";

function caseNamed(name: string): CorrelatedCase {
  const caseId = toCaseId(name);
  const leadingKey = { keyId: name, caseId, scope: "", name: "orderId", value: name, priority: 10 };
  return { caseId, before: [], leadingKey, events: [] };
}

test("events are written case by case, in the order in which they came, those of no case first", () => {
  const [a, b] = [caseNamed("a"), caseNamed("b")];
  const caseIds = [b.caseId, a.caseId, UNCORRELATED, b.caseId, a.caseId];

  assert.deepEqual([...placesByCase({ caseIds, cases: [a, b] })], [2, 1, 4, 0, 3]);
});

test("a batch without events has no places", () => {
  assert.deepEqual([...placesByCase({ caseIds: [], cases: [] })], []);
});
