import assert from "node:assert/strict";
import { test } from "node:test";
import { namedEvents } from "./named-events";
import { sampleEvent } from "./sample-event.test-support";

const entered = sampleEvent(1, { title: "Task_1 entered", elementId: "Task_1", processInstanceKey: "7" });
const nameOf = (elementId: string) => (elementId === "Task_1" ? "Ship $& goods" : null);

test("an element is called by its name in the timeline", () => {
  assert.equal(namedEvents([entered], new Set(["7"]), nameOf)[0]?.title, "Ship $& goods entered");
});

test("the names of one process are not given to the elements of another", () => {
  assert.equal(namedEvents([entered], new Set(["8"]), nameOf)[0]?.title, "Task_1 entered");
  assert.equal(namedEvents([entered], new Set(), nameOf)[0]?.title, "Task_1 entered");
});
