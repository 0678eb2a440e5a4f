import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { POST as bind } from "@/app/api/v1/models/[modelId]/bindings/route";
import { POST as save } from "@/app/api/v1/models/route";
import { GET as readConformance } from "@/app/api/v1/processes/[processId]/conformance/route";
import { POST as discover } from "@/app/api/v1/processes/[processId]/discover/route";
import type { Conformance } from "@/lib/api/contract/conformance";
import { startTestServer, type TestServer } from "./server.test-support";

const ORDERS = 20;
const BROKEN = 4;
const PAID = ORDERS - BROKEN;
/** Paid before it was placed: what no order of the shop does. */
const WISHED = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="shop">
  <process id="wished-process" name="Wished">
    <startEvent id="Paid" name="Paid" /><task id="Placed" name="Placed" /><endEvent id="Completed" name="Completed" />
    <sequenceFlow id="one" sourceRef="Paid" targetRef="Placed" /><sequenceFlow id="two" sourceRef="Placed" targetRef="Completed" />
  </process>
</definitions>`;
const bound = (elementId: string, producer: string, name: string) => ({
  elementId,
  activity: { kind: "event", producer, name, channel: "shop" },
});

describe("conformance", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ orders: ORDERS });
  });
  after(() => server.stop());

  const judge = (process: string, filter = "") =>
    server.read<Conformance>(readConformance, {
      path: `/api/v1/processes/${encodeURIComponent(process)}/conformance${filter}`,
      role: "viewer",
    });

  test("an engine's cases fit its own diagram, and one that stands has only its beginning compared", async () => {
    for (const process of ["camunda8:order", "shop"]) {
      const told = await judge(process);

      assert.deepEqual(
        { cases: told.cases, conforming: told.conforming, running: told.running, undecided: told.undecided.cases },
        { cases: ORDERS, conforming: ORDERS, running: BROKEN, undecided: 0 },
      );
      assert.deepEqual([told.fitness, told.precision, told.cut.cases], [1, 1, 0]);
    }
    assert.equal((await judge("camunda8:order", "?state=ended")).cases, PAID);
  });

  test("a discovered model fits all it was found in, is laid out, and is saved with its bindings", async () => {
    const asked = { role: "analyst", method: "POST" } as const;
    const found = await server.ask(discover, { ...asked, path: "/api/v1/processes/shop/discover", body: { noise: 0 } });
    const xml = await found.text();
    const headers = { "content-type": "application/xml" };
    const saved = await server.ask(save, { ...asked, path: "/api/v1/models?name=found", body: xml, headers });
    const { bindings } = (await saved.json()) as { bindings: number };
    const { fitness, conforming, cases } = await judge("found");

    assert.match(xml, /<bpmndi:BPMNShape /);
    assert.deepEqual(
      [found.headers.get("x-throughline-fitness"), found.headers.get("x-throughline-cases")],
      ["1", "20"],
    );
    assert.equal(bindings, 6);
    assert.deepEqual([fitness, conforming, cases], [1, ORDERS, ORDERS]);
  });

  test("what cases do otherwise than a model wishes is named, counted and priced", async () => {
    const asked = { role: "analyst", method: "POST" } as const;
    const headers = { "content-type": "application/xml" };
    await server.ask(save, { ...asked, path: "/api/v1/models?name=wished", body: WISHED, headers });
    const unbound = await server.ask(readConformance, { path: "/api/v1/processes/wished/conformance", role: "viewer" });
    const bindings = [
      bound("Paid", "Payment", "PaymentReceivedEvent"),
      bound("Placed", "Checkout", "OrderPlacedEvent"),
      bound("Completed", "Checkout", "OrderCompletedEvent"),
    ];
    await server.ask(bind, {
      ...asked,
      path: "/api/v1/models/wished/bindings",
      body: { version: 1, basedOn: 0, bindings },
    });

    const { fitness, conforming, deviations, variants } = await judge("wished");

    assert.equal(unbound.status, 422);
    assert.equal(fitness, 1 - (PAID * 2 + BROKEN) / (PAID * 6 + BROKEN));
    assert.equal(conforming, 0);
    assert.deepEqual([deviations[0]?.kind, deviations[0]?.cases], ["wrong-order", PAID]);
    assert.deepEqual(
      variants.map(({ cases, cost }) => [cases, cost]),
      [
        [PAID, 2],
        [BROKEN, 1],
      ],
    );
  });
});
