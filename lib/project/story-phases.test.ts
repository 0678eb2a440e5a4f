import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventBody } from "@/lib/domain/event";
import { tellStory } from "./case-story";
import * as story from "./story.test-support";
import { tellPhases } from "./story-phases";

const { at, ended, entered, incident, job, left, resolved, started, subscription, timer, userTask } = story;

function phases(elementId: string, ...bodies: readonly EventBody[]): readonly unknown[] {
  const [instance] = tellStory(bodies.map((body, index) => at(index + 1, body))).instances;
  assert.ok(instance !== undefined);
  const told = tellPhases(instance).get(`visit of ${elementId}`) ?? [];
  return told.map(({ kind, from, to }) => [kind, from / 1000, to === null ? null : to / 1000]);
}

test("a user task waits until somebody takes it, and is worked on from then", () => {
  const created = [started, entered("approve", "USER_TASK"), job("approve", "created"), userTask("approve", "created")];

  assert.deepEqual(phases("approve", ...created), [["waiting", 4, null]]);
  assert.deepEqual(phases("approve", ...created, userTask("approve", "assigned", "ada")), [
    ["waiting", 4, 5],
    ["service", 5, null],
  ]);
  assert.deepEqual(
    phases("approve", ...created, userTask("approve", "assigned", "ada"), userTask("approve", "completed", "ada")),
    [
      ["waiting", 4, 5],
      ["service", 5, 6],
    ],
  );
});

test("a message and an incident take their time, a job's is told as one", () => {
  assert.deepEqual(
    phases("wait", started, entered("wait"), subscription("wait", "opened"), subscription("wait", "correlated")),
    [["waiting", 3, 4]],
  );
  assert.deepEqual(
    phases("pay", started, entered("pay"), job("pay", "created"), incident("pay", "no card"), resolved("pay")),
    [
      ["job", 3, null],
      ["stopped", 4, 5],
    ],
  );
});

test("a boundary timer is not what its host waits for, and nothing lasts longer than the visit", () => {
  assert.deepEqual(phases("pay", started, entered("pay"), timer("pay", "started", 99_000)), []);
  assert.deepEqual(phases("pay", started, entered("pay"), job("pay", "created"), left("pay", "terminated")), [
    ["job", 3, 4],
  ]);
  assert.deepEqual(phases("pay", started, entered("pay"), job("pay", "created"), ended("terminated")), [["job", 3, 4]]);
});
