import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { layoutProcess } from "bpmn-auto-layout";
import { Failure } from "@/lib/domain/failure";
import { readModelDiagram } from "./read-model-diagram";

const BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
const definitions = (inside: string, before = "") =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${before}<bpmn:definitions xmlns:bpmn="${BPMN}" targetNamespace="t">${inside}</bpmn:definitions>`;
const chain = (count: number) => {
  const tasks = Array.from({ length: count }, (_, index) => `<bpmn:task id="t${index}" name="Task ${index}" />`);
  const flows = Array.from(
    { length: count - 1 },
    (_, index) => `<bpmn:sequenceFlow id="f${index}" sourceRef="t${index}" targetRef="t${index + 1}" />`,
  );
  return definitions(`<bpmn:process id="p">${tasks.join("")}${flows.join("")}</bpmn:process>`);
};
const refused = async (xml: string, why: RegExp, code = "bad-request") =>
  assert.rejects(readModelDiagram(xml), (error: unknown) => {
    assert.ok(error instanceof Failure, `${String(error)} is no Failure`);
    assert.equal(error.code, code);
    assert.match(error.message, why);
    return true;
  });

describe("diagrams from outside", () => {
  test("the retail collaboration has five pools, all elements in them, and the messages between them", async () => {
    const { elements, flows, warnings } = await readModelDiagram(
      readFileSync("public/models/retail-collaboration.bpmn", "utf8"),
    );

    assert.deepEqual(
      [...new Set(elements.map(({ pool }) => pool))],
      ["Checkout", "Order", "Payment", "Inventory", "Shipping"],
    );
    assert.equal(flows.filter(({ kind }) => kind === "message").length, 7);
    assert.deepEqual(warnings, []);
  });

  test("a billion laughs and an external entity are refused before anything is parsed, with their line", async () => {
    const laughs =
      '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>';
    const external = '<!DOCTYPE foo [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>';

    await refused(definitions("", laughs), /Line 2 declares a document type/);
    await refused(definitions("", external), /Line 2 declares a document type/);
    await refused(definitions("", external.toLowerCase()), /document type/);
    await refused(definitions('<!ENTITY x "y">'), /entity/);
  });

  test("what is too large, too deep or too much is refused", async () => {
    const deep = `${"<bpmn:extensionElements>".repeat(200)}${"</bpmn:extensionElements>".repeat(200)}`;

    await refused(`${chain(2)}${" ".repeat(5_000_001)}`, /larger than 5 MB/, "too-large");
    await refused(definitions(deep), /nested deeper than 100/);
    await refused(definitions(`${"<a>".repeat(150_000)}`), /nested deeper than 100/);
    await refused(chain(5_001), /more than 5000 elements/, "too-large");
  });

  test("comments, CDATA and quoted angle brackets are not counted as depth", async () => {
    const harmless = `<!-- ${"<a>".repeat(200)} --><bpmn:process id="p"><bpmn:documentation><![CDATA[${"<a>".repeat(200)}]]></bpmn:documentation><bpmn:task id="a" name="1 &gt; 2" /><bpmn:task id="b" name='x>y' /></bpmn:process>`;

    assert.equal((await readModelDiagram(definitions(harmless))).elements.length, 2);
  });

  test("what is no BPMN, has no process, repeats an id or holds bytes that are no text says so", async () => {
    await refused("", /no BPMN 2\.0 diagram/);
    await refused("{}", /no BPMN 2\.0 diagram/);
    await refused("<html><body/></html>", /no BPMN 2\.0 diagram/);
    await refused(definitions(""), /no process with elements/);
    await refused(chain(2).replace("Task 0", "Task \u0000"), /Line 2 holds a character/);
    await refused(definitions("<bpmn:process id='p'><bpmn:task /></bpmn:process>"), /has no id/);
  });

  test("hostile names stay names", async () => {
    const xml = definitions(
      '<bpmn:process id="p"><bpmn:task id="__proto__" name="&lt;img src=x onerror=alert(1)&gt;&#10;two lines" /></bpmn:process>',
    );

    const [element] = (await readModelDiagram(xml)).elements;

    assert.deepEqual([element?.elementId, element?.name], ["__proto__", "<img src=x onerror=alert(1)> two lines"]);
  });

  test("2,000 elements without a layout are read and laid out", { timeout: 60_000 }, async () => {
    const xml = chain(2_000);

    const { elements } = await readModelDiagram(await layoutProcess(xml));

    assert.equal(elements.length, 2_000);
  });
});
