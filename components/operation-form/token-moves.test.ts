import assert from "node:assert/strict";
import { test } from "node:test";
import { END, toModification } from "./token-moves";

const PLACES = [
  { elementId: "pay", label: "Pay", elementInstanceKeys: ["11"] },
  { elementId: "ship", label: "Ship", elementInstanceKeys: ["21", "22"] },
];

test("tokens of one element move together, and those of another end where they stand", () => {
  const entered = toModification(
    new Map([
      ["pay", "fetch"],
      ["ship", END],
    ]),
    PLACES,
  );

  assert.deepEqual(entered, {
    parameters: {
      moves: [{ fromElementId: "pay", toElementId: "fetch" }],
      terminate: [{ elementInstanceKey: "21" }, { elementInstanceKey: "22" }],
    },
  });
});

test("nothing chosen, and nothing left to go on, are no modification", () => {
  const all = new Map(PLACES.map(({ elementId }) => [elementId, END]));

  assert.ok("whyNot" in toModification(new Map(), PLACES));
  assert.match(JSON.stringify(toModification(all, PLACES)), /cancel the process instance instead/);
});
