import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleEvent } from "./sample-event.test-support";
import { flowsBetween, instantsOf, lastInstant, stepFrom } from "./story-as-of";

const trace = [1, 3, 3, 7].map((second, index) => ({ ...sampleEvent(second), id: `event ${index}` }));
const instants = instantsOf(trace);
const at = (second: number) => Date.parse(sampleEvent(second).occurredAt);

test("events of one instant are one step", () => {
  assert.deepEqual(instants, [at(1), at(3), at(7)]);
});

test("between two events the case is as it was after the first of them", () => {
  assert.equal(lastInstant(instants, at(5)), at(3));
  assert.equal(lastInstant(instants, at(3)), at(3));
  assert.equal(lastInstant(instants, at(0)), null);
  assert.equal(lastInstant([], at(0)), null);
});

test("a step goes to the next event or the one before, and no further than the case", () => {
  assert.equal(stepFrom(instants, at(3), 1), at(7));
  assert.equal(stepFrom(instants, at(5), -1), at(3));
  assert.equal(stepFrom(instants, at(3), -1), at(1));
  assert.equal(stepFrom(instants, at(7), 1), at(7));
  assert.equal(stepFrom(instants, at(0), 1), at(1));
});

test("tokens move over the flows that were taken since the instant that was shown before", () => {
  const flow = (second: number, processInstanceKey: string) =>
    sampleEvent(second, { kind: "flow.taken", flowId: `flow ${second}`, processInstanceKey });
  const taken = [flow(1, "1"), flow(2, "1"), flow(2, "2"), flow(4, "1")];

  assert.deepEqual(flowsBetween(taken, { after: at(1), until: at(3) }, "1"), ["flow 2"]);
});
