import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, EventBody } from "@/lib/domain/event";
import { toProcessInstanceKey } from "@/lib/domain/identifiers";
import type { RollupAmounts, RollupName } from "./contribution";
import { foldTrace } from "./fold-trace";
import {
  at,
  ended,
  entered,
  incident,
  left,
  migrated,
  resolved,
  started,
  variable,
  versioned,
} from "./story.test-support";
import { variantId } from "./variant-id";

const HOUR_S = 3_600;
const fold = (...events: readonly Event[]) => foldTrace(events, variantId);

/** The sum of an amount over all rows of a rollup. */
function sumOf<Name extends RollupName>(
  folded: ReturnType<typeof fold>,
  rollup: Name,
  amount: keyof RollupAmounts[Name],
) {
  let sum = 0;
  for (const row of folded.contribution.values()) {
    if (row.key.rollup === rollup) sum += (row.amounts as RollupAmounts[Name])[amount] as number;
  }
  return sum;
}

const happened = (name: string, ends = false): EventBody => ({
  kind: "activity.occurred",
  activity: { kind: "event", producer: "checkout", name, channel: "orders" },
  ends,
});

test("an element that was entered and not left holds a token", () => {
  const { state } = fold(at(1, started), at(2, entered("pay")), at(3, entered("ship")), at(4, left("pay")));

  assert.deepEqual(
    state.openElements.map(({ elementId }) => elementId),
    ["ship"],
  );
});

test("a migrated process instance counts with its new version alone, and its token stands in the element there", () => {
  const events = [started, entered("pay"), ...migrated("pay", "charge")].map((body, index) => at(index + 1, body));
  const folded = fold(...events);

  assert.deepEqual(
    folded.state.openElements.map(({ elementId, definition }) => [elementId, definition.version]),
    [["charge", 4]],
  );
  const counted = [...folded.contribution.values()].flatMap(({ key, amounts }) =>
    key.rollup === "instance" && "started" in amounts && amounts.started !== 0 ? [key.definition.version] : [],
  );
  assert.deepEqual(counted, [4]);
  assert.equal(sumOf(folded, "element", "entered"), 1);
  const over = fold(...events, at(9, left("pay")));
  assert.deepEqual([sumOf(over, "element", "completed"), over.state.openElements], [1, []]);
});

test("an element that is left without having been seen entering counts as both and takes no time", () => {
  const folded = fold(at(1, started), at(2, left("pay")));

  assert.deepEqual([sumOf(folded, "element", "entered"), sumOf(folded, "element", "completed")], [1, 1]);
  assert.equal(sumOf(folded, "element-duration", "occurrences"), 0);
});

test("an element that is terminated on its way in was never there", () => {
  const folded = fold(at(1, started), at(2, left("pay", "terminated")));

  assert.deepEqual([sumOf(folded, "element", "entered"), sumOf(folded, "element", "terminated")], [0, 0]);
});

test("a clock that goes wrong leaves no token behind, and its negative duration is in no statistic", () => {
  const folded = fold(at(1, started), at(2, left("pay")), at(3, entered("pay")));

  assert.deepEqual(folded.state.openElements, []);
  assert.deepEqual([sumOf(folded, "element", "entered"), sumOf(folded, "element", "completed")], [1, 1]);
  assert.equal(sumOf(folded, "element", "totalMs"), 0);
  const buckets = [...folded.contribution.values()].flatMap(({ key }) =>
    key.rollup === "element-duration" ? [key.bucket] : [],
  );
  assert.deepEqual(buckets, [-1]);
});

test("what an element does counts in the hour in which it was entered", () => {
  const folded = fold(at(1, started), at(2, entered("pay")), at(HOUR_S + 3, left("pay")));

  const hours = [...folded.contribution.values()].flatMap(({ key }) => (key.rollup === "element" ? [key.hour] : []));
  assert.deepEqual(hours, [0]);
  assert.equal(sumOf(folded, "element", "totalMs"), (HOUR_S + 1) * 1000);
});

test("starts, ends and enterings that an engine tells twice count once", () => {
  const folded = fold(
    ...[at(1, started), at(2, { ...started, definitionKey: "other" } as EventBody)],
    ...[at(3, entered("pay")), at(4, entered("pay")), at(5, left("pay"))],
    ...[at(6, ended("completed")), at(7, ended("terminated"))],
  );

  const [instance] = folded.state.instances;
  assert.deepEqual([instance?.startedAt, instance?.definitionKey], [1_000, "250"]);
  assert.deepEqual([instance?.endedAt, instance?.status], [6_000, "completed"]);
  assert.deepEqual([sumOf(folded, "element", "entered"), sumOf(folded, "activity", "occurrences")], [1, 1]);
  assert.deepEqual([sumOf(folded, "instance", "completed"), sumOf(folded, "instance", "terminated")], [1, 0]);
});

test("an incident that is resolved is no longer open, and not twice", () => {
  const folded = fold(
    at(1, started),
    at(2, incident("pay", "no card")),
    at(3, resolved("pay")),
    at(4, resolved("pay")),
  );

  assert.deepEqual(
    folded.state.incidents.map(({ resolvedAt }) => resolvedAt),
    [3_000],
  );
  assert.equal(sumOf(folded, "element", "incidentsResolved"), 1);
  assert.deepEqual([sumOf(folded, "instance", "openIncidents"), sumOf(folded, "case", "openIncidents")], [0, 0]);
});

test("an incident on an element that was never entered is counted at that element, of the version that its instance runs", () => {
  const folded = fold(at(1, started), at(2, incident("pay", "no card")));

  assert.deepEqual(
    folded.state.incidents.map(({ definition }) => definition),
    [versioned],
  );
  assert.equal(sumOf(folded, "instance", "openIncidents"), 1);
});

test("an incident that is told before anything names the version moves to that version once it is known", () => {
  const folded = fold(at(1, incident("pay", "no card")), at(2, left("pay", "terminated")));

  const definitions = [...folded.contribution.values()].flatMap(({ key }) =>
    "definition" in key ? [key.definition] : [],
  );
  assert.ok(definitions.length > 0 && definitions.every(({ version }) => version === versioned.version));
});

test("an incident that was resolved before it opened, by a wrong clock, is not open", () => {
  const folded = fold(at(1, started), at(2, resolved("pay")), at(3, incident("pay", "no card")));

  assert.deepEqual(
    folded.state.incidents.map(({ resolvedAt }) => resolvedAt),
    [2_000],
  );
  assert.equal(sumOf(folded, "instance", "openIncidents"), 0);
});

test("a process instance that ended before it started, by a wrong clock, is over", () => {
  const { state } = fold(at(1, ended("completed")), at(2, started));

  assert.deepEqual(
    state.instances.map(({ status, startedAt, endedAt }) => [status, startedAt, endedAt]),
    [["completed", 2_000, 1_000]],
  );
  assert.equal(state.status, "ended");
});

test("variables alone are no process instance yet, and its start gives the case its process", () => {
  assert.deepEqual(fold(at(1, variable("orderId", "42"))).state.instances, []);
  assert.equal(fold(at(1, variable("orderId", "42")), at(2, started)).state.process, "camunda:order");
});

test("a declared process goes before the one that an engine runs", () => {
  const declared = { ...at(3, happened("OrderPlaced")), process: "retail" };

  assert.equal(
    fold(at(1, started), declared, { ...declared, ...at(4, happened("Paid")), process: "x" }).state.process,
    "retail",
  );
});

test("a case is over with the event that ends it, unless a process instance says otherwise", () => {
  const done = at(2, happened("OrderCompleted", true));

  assert.deepEqual(pick(fold(at(1, happened("OrderPlaced")), done)), ["ended", 2_000]);
  assert.deepEqual(pick(fold(at(1, started), done)), ["active", null]);
  assert.deepEqual(pick(fold(at(1, started), done, at(3, ended("terminated")))), ["canceled", 3_000]);
});

test("a called instance does not decide whether the case is open, but stands for a caller that is not there", () => {
  const called = {
    ...started,
    processInstanceKey: toProcessInstanceKey("2"),
    parentProcessInstanceKey: toProcessInstanceKey("1"),
  } as EventBody;

  assert.deepEqual(pick(fold(at(1, started), at(2, called), at(3, ended("completed")))), ["ended", 3_000]);
  assert.deepEqual(pick(fold(at(2, called))), ["active", null]);
});

test("an edge is orchestrated inside an instance, a message to or from it, choreographed between services", () => {
  const { contribution } = fold(
    ...[at(1, happened("OrderPlaced")), at(2, happened("Checked")), at(3, entered("pay")), at(4, entered("ship"))],
    at(5, happened("Shipped")),
  );

  const kinds = [...contribution.values()].flatMap(({ key }) => (key.rollup === "edge" ? [key.kind] : []));
  assert.deepEqual(kinds, ["choreographed", "message", "orchestrated", "message"]);
});

test("what follows an activity and what precedes it add up to its count", () => {
  const folded = fold(...["A", "B", "A", "C", "A"].map((name, index) => at(index + 1, happened(name))));

  assert.equal(sumOf(folded, "activity", "occurrences"), sumOf(folded, "edge", "occurrences") + 1);
  assert.equal(folded.state.activityCount, 5);
  assert.deepEqual(
    folded.variantNodes.map(({ depth }) => depth),
    [1, 2, 3, 4, 5],
  );
});

function pick({ state }: ReturnType<typeof fold>) {
  return [state.status, state.endedAt];
}
