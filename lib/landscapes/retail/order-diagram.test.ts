import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { BpmnModdle } from "bpmn-moddle";
import { z } from "zod";
import { ORDER_PROCESS_ID, RETAIL_CHAIN } from "./truth";

const Drawn = z.object({
  rootElements: z
    .array(
      z.object({ id: z.string(), flowElements: z.array(z.object({ $type: z.string(), id: z.string() })).default([]) }),
    )
    .min(1),
  diagrams: z.tuple([
    z.object({ plane: z.object({ planeElement: z.array(z.object({ bpmnElement: z.object({ id: z.string() }) })) }) }),
  ]),
});

const xml = await readFile(new URL("./order.bpmn", import.meta.url), "utf8");
const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
const { rootElements, diagrams } = Drawn.parse(rootElement);
const flowElements = rootElements.flatMap((element) => element.flowElements);

test("the diagram of Order imports without a warning", () => {
  assert.deepEqual(warnings, []);
  assert.equal(rootElements[0]?.id, ORDER_PROCESS_ID);
});

test("every element and every flow of Order is drawn", () => {
  const drawn = diagrams[0].plane.planeElement.map(({ bpmnElement }) => bpmnElement.id);

  assert.deepEqual(drawn.sort(), flowElements.map(({ id }) => id).sort());
});

test("each message of the chain has its element, from left to right", () => {
  const nodes = flowElements.filter(({ $type }) => $type !== "bpmn:SequenceFlow");

  assert.deepEqual(
    nodes.map(({ id }) => id),
    RETAIL_CHAIN.map(({ elementId }) => elementId),
  );
});
