import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "@/lib/domain/failure";
import { checkedBpmn, hasLayout } from "./checked-bpmn";

test("a diagram with a document type is not read: its entities could name files or unfold to gigabytes", () => {
  const xml = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><definitions>&e;</definitions>`;

  assert.throws(
    () => checkedBpmn(xml, "order"),
    (error) => error instanceof Failure && /DOCTYPE/.test(error.message),
  );
  assert.throws(() => checkedBpmn("x".repeat(10_000_001), "order"), /larger than 10 MB/);
  assert.equal(checkedBpmn("<definitions/>", "order"), "<definitions/>");
});

test("a layout is known by its shapes, under whatever prefix", () => {
  assert.equal(hasLayout(`<bpmndi:BPMNShape id="a"/>`), true);
  assert.equal(hasLayout(`<BPMNShape bpmnElement="a">`), true);
  assert.equal(hasLayout("<bpmndi:BPMNPlane/><process id='BPMNShape'/>"), false);
});
