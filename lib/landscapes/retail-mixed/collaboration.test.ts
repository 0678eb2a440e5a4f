import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readModelDiagram } from "@/lib/query/model/read-model-diagram";
import { MIXED_BINDINGS, MIXED_COLLABORATION } from "./collaboration";
import { MIXED_TRUTH } from "./truth";

const read = (diagram: URL) => readModelDiagram(readFileSync(diagram, "utf8"));
const collaboration = await read(MIXED_COLLABORATION.diagram);

test("the collaboration has five pools, and everything that is bound stands in it", () => {
  const ids = new Set(collaboration.elements.map(({ elementId }) => elementId));

  assert.deepEqual(collaboration.warnings, []);
  assert.equal(new Set(collaboration.elements.map(({ pool }) => pool)).size, 5);
  assert.deepEqual(
    MIXED_BINDINGS.filter(({ elementId }) => !ids.has(elementId)),
    [],
  );
});

test("each event of the landscape and each element of its engines' processes is bound", async () => {
  const [order, payment] = [new URL("./mixed-order.bpmn", import.meta.url), new URL("./payment.bpmn", import.meta.url)];
  const drawn = [...(await read(order)).elements, ...(await read(payment)).elements];
  const wanted = [
    ...drawn.map(({ bpmnProcessId, elementId }) => `${bpmnProcessId} ${elementId}`),
    ...MIXED_TRUTH.map(({ producer, type }) => `${producer} ${type}`),
  ];

  assert.deepEqual(
    MIXED_BINDINGS.map(({ activity: { producer, name } }) => `${producer} ${name}`).sort(),
    wanted.sort(),
  );
});
