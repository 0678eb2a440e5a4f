import assert from "node:assert/strict";
import { test } from "node:test";
import type { MappableElement } from "./suggest-mapping";
import { toMigration } from "./to-migration";

const element = (id: string, hostId: string | null = null): MappableElement => ({
  id,
  name: null,
  kind: "task",
  parentId: null,
  hostId,
  before: [],
  after: [],
});
const sources = [element("pay"), element("late", "pay"), element("ship")];
const to = (targetId: string) => ({ targetId, by: "id" as const });

test("where tokens stand is told, with its boundary events, and nothing else", () => {
  const mapping = new Map([
    ["pay", to("pay2")],
    ["late", to("late")],
    ["ship", to("ship")],
  ]);

  assert.deepEqual(toMigration({ targetDefinitionKey: "7", sources, activeIds: new Set(["pay"]), mapping }), {
    parameters: {
      targetDefinitionKey: "7",
      mapping: [
        { sourceElementId: "pay", targetElementId: "pay2" },
        { sourceElementId: "late", targetElementId: "late" },
      ],
    },
  });
});

test("a token that would have no element to stand in keeps it from being asked, by name; what holds none does not", () => {
  const planned = { targetDefinitionKey: "7", sources, mapping: new Map([["pay", to("pay")]]) };

  assert.match(JSON.stringify(toMigration({ ...planned, activeIds: new Set(["ship"]) })), /stands for ship in/);
  assert.ok("parameters" in toMigration({ ...planned, activeIds: new Set(["pay"]) }));
  assert.ok("whyNot" in toMigration({ ...planned, activeIds: new Set(["pay"]), targetDefinitionKey: null }));
});
