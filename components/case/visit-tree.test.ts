import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import { visitTree, visitWords } from "./visit-tree";

type Visit = ProcessInstance["elements"][number];

const visit = (key: string, scopeKey: string | null, more: Partial<Visit> = {}): Visit => ({
  elementId: `element ${key}`,
  elementType: "SERVICE_TASK",
  elementInstanceKey: key,
  enteredAt: null,
  leftAt: null,
  outcome: "active",
  durationMs: null,
  phases: [],
  scopeKey,
  loopCounter: null,
  calledProcessInstanceKey: null,
  ...more,
});
const shown = (visits: readonly Visit[]) =>
  visitTree(visits).map(({ visit: { elementInstanceKey }, level }) => `${"-".repeat(level)}${elementInstanceKey}`);

test("what is in a subprocess stands below it, before what came after the subprocess", () => {
  const visits = [visit("1", null), visit("2", null), visit("3", "1"), visit("4", "3"), visit("5", "1")];

  assert.deepEqual(shown(visits), ["1", "-3", "--4", "-5", "2"]);
});

test("what is in something that was never seen stands directly in the process", () => {
  assert.deepEqual(shown([visit("1", "900")]), ["1"]);
});

test("whatever engines say of what is in what, each visit is there once", () => {
  const keys = fc.constantFrom("1", "2", "3", "4", "5", "6");
  const visits = fc.uniqueArray(fc.record({ key: keys, scope: fc.option(keys) }), { selector: ({ key }) => key });
  fc.assert(
    fc.property(visits, (told) => {
      const all = told.map(({ key, scope }) => visit(key, scope));
      const placed = visitTree(all).map((one) => one.visit.elementInstanceKey);
      assert.deepEqual([...placed].sort(), all.map(({ elementInstanceKey }) => elementInstanceKey).sort());
    }),
  );
});

test("the items of a multi-instance element are told apart by their number", () => {
  assert.equal(visitWords(visit("1", null, { elementType: "MULTI_INSTANCE_BODY" }), "Pack"), "Pack, all");
  assert.equal(visitWords(visit("2", "1", { loopCounter: 3 }), "Pack"), "Pack, 3");
  assert.equal(visitWords(visit("3", null), "Pack"), "Pack");
});
