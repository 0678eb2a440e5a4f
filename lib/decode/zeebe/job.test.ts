import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, theEvent, whyNot } from "../decode.test-support";
import { element, instance, one, rule, unversioned, zeebe } from "./zeebe.test-support";

test("a job tells each state that an operator asks about", () => {
  const value = {
    ...element,
    processDefinitionVersion: 1,
    elementInstanceKey: 71,
    type: "pay",
    retries: 2,
    errorMessage: "no card\n at x",
  };
  const states = [
    ["CREATED", "created"],
    ["COMPLETED", "completed"],
    ["FAILED", "failed"],
    ["TIMED_OUT", "timed-out"],
    ["RETRIES_UPDATED", "retries-updated"],
    ["ERROR_THROWN", "error-thrown"],
    ["CANCELED", "canceled"],
  ] as const;

  for (const [intent, state] of states) assert.equal(one("job.changed", zeebe("JOB", intent, value)).state, state);
  const event = one("job.changed", zeebe("JOB", "FAILED", value));
  assert.deepEqual([event.jobKey, event.jobType, event.retries, event.message], ["700", "pay", 2, "no card\n at x"]);
  const updated = { ...value, changedAttributes: ["retries"] };
  assert.equal(one("job.changed", zeebe("JOB", "UPDATED", updated)).state, "retries-updated");
  assert.match(
    whyNot(zeebe("JOB", "UPDATED", { ...value, changedAttributes: ["timeout"] }), rule),
    /^ignored: JOB UPDATED/,
  );
});

test("a user task is seen whether the engine or a job holds it", () => {
  const value = { ...element, processDefinitionVersion: 1, elementInstanceKey: 71, assignee: "ada", userTaskKey: 800 };
  const job = {
    ...value,
    type: "io.camunda.zeebe:userTask",
    retries: 1,
    customHeaders: { "io.camunda.zeebe:assignee": "bob" },
  };

  const task = one("user-task.changed", zeebe("USER_TASK", "ASSIGNED", value));
  const ofJob = decoded(zeebe("JOB", "CREATED", job), rule);

  assert.deepEqual([task.state, task.taskKey, task.assignee], ["assigned", "800", "ada"]);
  assert.deepEqual(
    ofJob.map(({ kind, id, part }) => [kind, id, part]),
    [
      ["job.changed", "zeebe:camunda:1:99", 0],
      ["user-task.changed", "zeebe:camunda:1:99#1", 1],
    ],
  );
  assert.deepEqual(theEvent("user-task.changed", ofJob).assignee, "bob");
  assert.equal(decoded(zeebe("JOB", "FAILED", job), rule).length, 1);
});

test("an incident opens and resolves on its element, entered or not", () => {
  const value = {
    ...instance,
    elementId: "Task_1",
    elementInstanceKey: 71,
    jobKey: -1,
    errorType: "IO_MAPPING_ERROR",
    errorMessage: "no x",
  };

  const opened = one("incident.opened", zeebe("INCIDENT", "CREATED", value));
  const resolved = one("incident.resolved", zeebe("INCIDENT", "RESOLVED", value));

  assert.deepEqual(
    [opened.incidentKey, opened.errorType, opened.message, opened.jobKey],
    ["700", "IO_MAPPING_ERROR", "no x", null],
  );
  assert.deepEqual([resolved.incidentKey, resolved.elementId, resolved.definition], ["700", "Task_1", unversioned]);
  assert.match(whyNot(zeebe("INCIDENT", "CREATED", { ...value, processInstanceKey: -1 }), rule), /^ignored/);
});
