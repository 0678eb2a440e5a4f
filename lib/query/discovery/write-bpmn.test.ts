import assert from "node:assert/strict";
import { test } from "node:test";
import { treeToGraph } from "@/lib/analytics/discovery/tree-to-graph";
import { readToldBindings } from "../model/told-bindings";
import { writeBpmn } from "./write-bpmn";

test("names of events are text in a diagram, whatever they hold, and its tasks are bound to them again", async () => {
  const name = `"><script>&\u0000\ud800 Zahlung\n€`;
  const activity = { kind: "event" as const, producer: "<shop>", name, channel: "a&b" };
  const xml = writeBpmn(treeToGraph({ kind: "activity", label: "key" }), {
    processName: name,
    documentation: name,
    nameOf: () => name,
    activityOf: () => activity,
  });

  const [told] = await readToldBindings(xml);

  assert.doesNotMatch(xml, /<script>/);
  assert.deepEqual(told?.activity, { ...activity, name: `"><script>& Zahlung\n€` });
});
