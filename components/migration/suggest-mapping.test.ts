import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Choices, canStandFor, type MappableElement, suggestMapping, whyUnmapped } from "./suggest-mapping";

const task = (id: string, more: Partial<MappableElement> = {}): MappableElement => ({
  id,
  name: null,
  kind: "service task",
  parentId: null,
  hostId: null,
  before: [],
  after: [],
  ...more,
});
const NONE: Choices = new Map();
const asText = (mapping: ReturnType<typeof suggestMapping>) =>
  [...mapping].map(([from, { targetId, by }]) => `${from} to ${targetId} by ${by}`).sort();

test("what keeps its id is taken over, what was renamed is found by its name, what is new in both by its neighbours", () => {
  const sources = [
    task("begun", { kind: "start event", after: ["pay"] }),
    task("pay", { name: "Retrieve payment", before: ["begun"], after: ["check"] }),
    task("check", { name: "Check", before: ["pay"] }),
  ];
  const targets = [
    task("begun", { kind: "start event", after: ["pay2"] }),
    task("pay2", { name: "retrieve payment", before: ["begun"], after: ["verify"] }),
    task("verify", { name: "Verify", before: ["pay2"] }),
  ];

  assert.deepEqual(asText(suggestMapping({ sources, targets }, NONE)), [
    "begun to begun by id",
    "check to verify by place",
    "pay to pay2 by name",
  ]);
});

test("the same id with another type is not taken over, and it is said why", () => {
  const sources = [task("approve", { kind: "user task" })];
  const targets = [task("approve")];
  const mapping = suggestMapping({ sources, targets }, NONE);

  assert.equal(mapping.size, 0);
  assert.equal(whyUnmapped(task("approve", { kind: "user task" }), targets, mapping), "The target has no user task.");
});

test("where two could be meant nothing is suggested, and a choice settles it", () => {
  const elements = {
    sources: [task("old", { name: "Pay" })],
    targets: ["a", "b"].map((id) => task(id, { name: "Pay" })),
  };

  assert.equal(suggestMapping(elements, NONE).size, 0);
  assert.deepEqual(asText(suggestMapping(elements, new Map([["old", "b"]]))), ["old to b by choice"]);
});

test("what is in a subprocess follows it, and goes nowhere when the subprocess does not", () => {
  const sources = [task("box", { kind: "sub process" }), task("inner", { parentId: "box" })];
  const targets = [task("crate", { kind: "sub process" }), task("inner", { parentId: "crate" })];

  assert.equal(suggestMapping({ sources, targets }, NONE).size, 0);
  assert.deepEqual(asText(suggestMapping({ sources, targets }, new Map([["box", "crate"]]))), [
    "box to crate by choice",
    "inner to inner by id",
  ]);
  assert.equal(suggestMapping({ sources, targets }, new Map([["box", null]])).size, 0);
});

const ids = fc.constantFrom("a", "b", "c", "d", "e", "f");
const element = fc.record({
  id: ids,
  name: fc.option(fc.constantFrom("Pay", "Ship", "pay", "__proto__")),
  kind: fc.constantFrom("service task", "user task", "sub process", "timer boundary event"),
  parentId: fc.option(ids),
  hostId: fc.option(ids),
  before: fc.array(ids, { maxLength: 2 }),
  after: fc.array(ids, { maxLength: 2 }),
});
const elements = fc.uniqueArray(element, { selector: ({ id }) => id, maxLength: 6 });
const choices = fc
  .array(fc.tuple(ids, fc.option(ids)), { maxLength: 3 })
  .map((pairs) => new Map<string, string | null>(pairs));

test("whatever the versions and choices: never across kinds, out of what it is in, or two for one", () => {
  fc.assert(
    fc.property(elements, elements, choices, (sources, targets, chosen) => {
      const mapping = suggestMapping({ sources, targets }, chosen);

      const taken = [...mapping.values()].map(({ targetId }) => targetId);
      assert.equal(new Set(taken).size, taken.length);
      for (const [sourceId, { targetId, by }] of mapping) {
        const source = sources.find(({ id }) => id === sourceId);
        const target = targets.find(({ id }) => id === targetId);
        assert.ok(source !== undefined && target !== undefined && canStandFor(source, target, mapping));
        assert.equal(chosen.has(sourceId), by === "choice");
      }
    }),
  );
});

test("a version is taken over to itself as it is, whatever its names", () => {
  const flat = fc
    .uniqueArray(element, { selector: ({ id }) => id, maxLength: 6 })
    .map((all) => all.map((one) => ({ ...one, parentId: null, hostId: null })));
  fc.assert(
    fc.property(flat, (all) => {
      const mapping = suggestMapping({ sources: all, targets: all }, NONE);

      assert.deepEqual(
        [...mapping].map(([from, { targetId }]) => from === targetId),
        all.map(() => true),
      );
    }),
  );
});
