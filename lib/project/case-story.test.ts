import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Event, EventBody } from "@/lib/domain/event";
import { toProcessInstanceKey, toSourceName } from "@/lib/domain/identifiers";
import { tellStory } from "./case-story";
import { foldTrace } from "./fold-trace";
import { deliveries, landscapes } from "./landscape.test-support";
import * as story from "./story.test-support";
import { variantId } from "./variant-id";

const { at, entered, left, started, ended, job, incident, resolved, subscription, timer, userTask, variable } = story;

const told = (...bodies: readonly EventBody[]) => tellStory(bodies.map((body, index) => at(index + 1, body)));
const texts = (...bodies: readonly EventBody[]) => told(...bodies).waitsFor.map(({ text }) => text);

const BUSY: readonly EventBody[] = [
  variable("orderId", '"42"'),
  started,
  entered("pay"),
  job("pay", "created"),
  job("pay", "failed", { retries: 0, message: "no card" }),
  incident("pay", "no card", "job of pay"),
  entered("approve", "USER_TASK"),
  userTask("approve", "created", "ada"),
  resolved("pay"),
  job("pay", "retries-updated", { retries: 1 }),
  job("pay", "completed"),
  left("pay"),
  story.flow("paid"),
  story.flow("paid"),
  variable("orderId", '"43"'),
  entered("wait", "RECEIVE_TASK"),
  subscription("wait", "opened"),
  timer("wait", "started", 99_000),
];

test("whatever order the events come in, and however often, they tell the same story", () => {
  const busy = fc.constant(BUSY.map((body, index) => at(index + 1, body)));
  const delivered = fc.oneof(landscapes, busy).chain((events) =>
    fc.tuple(
      fc.constant(events),
      deliveries(events).map((batches) => batches.flat()),
    ),
  );

  fc.assert(
    fc.property(delivered, ([events, again]) => assert.deepEqual(tellStory(again), tellStory(events))),
    { numRuns: 250 },
  );
});

test("a story and the lists show the same instances, incidents and tokens", () => {
  fc.assert(
    fc.property(landscapes, (events) => {
      fc.pre(events.length > 0);
      const { state } = foldTrace(events, variantId);

      const { instances } = tellStory(events);

      const shown = new Map(instances.map((instance) => [instance.processInstanceKey, instance]));
      for (const listed of state.instances) {
        const instance = shown.get(listed.processInstanceKey);
        assert.deepEqual([instance?.state, instance?.endedAt], [listed.status, listed.endedAt]);
        // A story also hears of an instance by its variables, so that without its start it may begin before the list's.
        if (!listed.isStartSeen) continue;
        assert.deepEqual([instance?.startedAt, instance?.definition], [listed.startedAt, listed.definition]);
      }
      const active = new Set(
        instances.filter((each) => each.state === "active").map((each) => each.processInstanceKey),
      );
      const tokens = state.openElements.filter(({ processInstanceKey }) => active.has(processInstanceKey));
      const visits = instances.flatMap((each) => each.visits);
      const standing = visits.filter(({ outcome, enteredAt }) => outcome === "active" && enteredAt !== null);
      assert.deepEqual(keysOf(standing), keysOf(tokens));
      const incidents = instances.flatMap((each) => each.incidents);
      assert.deepEqual(
        incidents.map(({ incidentKey, resolvedAt }) => `${incidentKey} ${resolvedAt}`).sort(),
        state.incidents.map(({ incidentKey, resolvedAt }) => `${incidentKey} ${resolvedAt}`).sort(),
      );
    }),
    { numRuns: 250 },
  );
});

function keysOf(items: readonly { readonly elementInstanceKey: string }[]): readonly string[] {
  return items.map(({ elementInstanceKey }) => elementInstanceKey).sort();
}

test("a process instance tells its way, its flows and what its variables were", () => {
  const [instance] = told(...BUSY).instances;

  assert.equal(instance?.definition.version, 3);
  assert.deepEqual([instance.state, instance.startedAt, instance.definitionKey], ["active", 2000, "250"]);
  assert.deepEqual(
    instance.visits.map(({ elementId, outcome, durationMs }) => [elementId, outcome, durationMs]),
    [
      ["pay", "completed", 9000],
      ["approve", "active", null],
      ["wait", "active", null],
    ],
  );
  assert.deepEqual(instance.flows, [{ flowId: "paid", count: 2 }]);
  const [orderId] = instance.variables;
  assert.deepEqual([orderId?.value, orderId?.setAt, orderId?.changes], ['"43"', 15_000, 2]);
  assert.deepEqual(
    orderId?.history.map(({ value }) => value),
    ['"42"', '"43"'],
  );
  assert.deepEqual(
    instance.jobs.map(({ state, message }) => [state, message]),
    [["completed", "no card"]],
  );
  assert.deepEqual(
    instance.incidents.map(({ state, resolvedAt }) => [state, resolvedAt]),
    [["resolved", 9000]],
  );
});

test("a case waits for people, messages and timers, the longest wait first", () => {
  const { waitsFor } = told(...BUSY);

  assert.deepEqual(
    waitsFor.map(({ kind, text, since, dueAt }) => [kind, text, since, dueAt]),
    [
      ["user-task", "waits for ada to complete user task approve", 8000, null],
      ["message", "waits for message PaymentReceivedEvent with correlation key c-1", 17_000, null],
      ["timer", "waits for timer too-late", 18_000, 99_000],
    ],
  );
});

test("a job that ran out of retries is told once, as the incident that stops the case", () => {
  const failed = [started, entered("pay"), job("pay", "created"), job("pay", "failed", { retries: 0 })];

  assert.deepEqual(texts(entered("stand"), ...failed, incident("pay", "no card\n at x", "job of pay")), [
    "stopped by an incident at pay: no card",
    "stands at stand",
  ]);
  assert.deepEqual(texts(...failed, incident("pay", ""), resolved("pay"), job("pay", "retries-updated")), [
    "waits for a worker of type send-it",
  ]);
});

test("a job waits for a worker until it is completed, a failed one says why", () => {
  const created = [started, entered("pay"), job("pay", "created")];

  assert.deepEqual(texts(...created), ["waits for a worker of type send-it"]);
  assert.deepEqual(texts(...created, job("pay", "failed", { retries: 1, message: "busy\n at x" })), [
    "waits for a worker of type send-it to try again, 1 retry left: busy",
  ]);
  assert.deepEqual(texts(...created, job("pay", "error-thrown")), ["stands at pay"]);
});

test("a job that stands for a user task is told once, as the user task", () => {
  const created = [started, entered("approve", "USER_TASK"), job("approve", "created")];

  assert.deepEqual(texts(...created, userTask("approve", "created")), ["waits for somebody to take user task approve"]);
  assert.deepEqual(texts(...created, userTask("approve", "assigned", "ada"), userTask("approve", "assigned", null)), [
    "waits for somebody to take user task approve",
  ]);
});

test("nothing is waited for in a process instance that is over, or at an element that was left", () => {
  assert.deepEqual(told(...BUSY, ended("terminated")).waitsFor, []);
  assert.deepEqual(texts(started, entered("wait"), subscription("wait", "opened"), left("wait")), []);
  assert.deepEqual(texts(started, subscription("wait", "correlated"), subscription("wait", "opened")), []);
  const [instance] = told(started, entered("pay"), ended("terminated")).instances;
  assert.deepEqual(
    instance?.visits.map(({ outcome, leftAt }) => [outcome, leftAt]),
    [["terminated", null]],
  );
});

test("a subprocess is where a case stands only while nothing in it is known", () => {
  const inside = [started, entered("sub", "SUB_PROCESS")];

  assert.deepEqual(texts(...inside), ["stands at sub"]);
  assert.deepEqual(texts(...inside, entered("pay")), ["stands at pay"]);
});

test("a call is told by the process instance that it called, if that is known", () => {
  const calling = [started, entered("call", "CALL_ACTIVITY")];
  const called: Event = {
    ...at(9, {
      kind: "instance.started",
      definition: { ...story.versioned, bpmnProcessId: "payment" },
      processInstanceKey: toProcessInstanceKey("2"),
      definitionKey: "260",
      parentProcessInstanceKey: toProcessInstanceKey("1"),
    }),
  };

  assert.deepEqual(texts(...calling), ["waits for the process that call called"]);
  assert.deepEqual(tellStory([...calling.map((body, index) => at(index, body)), called]).waitsFor, []);
});

test("a story is told from what is there: no start, no entering, an end before the start", () => {
  const [unseen] = told(variable("orderId", '"42"')).instances;
  const [backwards] = told(ended("completed"), left("pay"), entered("pay"), started).instances;
  const stuck = told(started, incident("map", "no x"));

  assert.deepEqual([unseen?.state, unseen?.isStartSeen, unseen?.startedAt], ["active", false, 1000]);
  assert.deepEqual([backwards?.state, backwards?.startedAt, backwards?.endedAt], ["completed", 4000, 1000]);
  assert.deepEqual(
    backwards?.visits.map(({ outcome, durationMs, elementType }) => [outcome, durationMs, elementType]),
    [["completed", 0, "SERVICE_TASK"]],
  );
  assert.deepEqual(
    told(left("pay")).instances[0]?.visits.map(({ enteredAt, durationMs }) => [enteredAt, durationMs]),
    [[null, null]],
  );
  assert.deepEqual(
    stuck.waitsFor.map(({ text }) => text),
    ["stopped by an incident at map: no x"],
  );
  assert.deepEqual(
    stuck.instances[0]?.visits.map(({ enteredAt, outcome }) => [enteredAt, outcome]),
    [[null, "active"]],
  );
  assert.equal(told(timer("pay", "started", 9), variable("a", "1")).instances[0]?.definition.bpmnProcessId, "order");
});

test("equal keys of two engines are two process instances", () => {
  const other = at(2, variable("orderId", "1"));
  assert.ok(other.kind === "variable.set");
  const definition = { ...other.definition, source: toSourceName("other") };

  assert.equal(tellStory([at(1, started), { ...other, definition }]).instances.length, 2);
});

test("keys name the events that carry them, the leading one first", () => {
  const key = (name: string, priority: number, role: CorrelationKey["role"] = "link"): CorrelationKey => {
    return { scope: "", name, value: "v", role, priority };
  };
  const [first, second] = [at(1, started), at(2, entered("pay"))];

  const { keys } = tellStory([
    { ...second, keys: [key("traceId", 20), key("traceId", 20), key("customerId", 1, "shared"), key("orderId", 30)] },
    { ...first, keys: [key("traceId", 20), key("orderId", 10)] },
  ]);

  assert.deepEqual(
    keys.map(({ name, role, priority, eventIds }) => [name, role, priority, eventIds]),
    [
      ["orderId", "link", 10, ["e1", "e2"]],
      ["traceId", "link", 20, ["e1", "e2"]],
      ["customerId", "shared", 1, ["e2"]],
    ],
  );
});
