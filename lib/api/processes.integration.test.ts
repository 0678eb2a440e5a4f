import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { GET as readMap } from "@/app/api/v1/event-map/route";
import { GET as readBpmn } from "@/app/api/v1/processes/[processId]/bpmn/route";
import { GET as readElements } from "@/app/api/v1/processes/[processId]/elements/route";
import { GET as readHeatmap } from "@/app/api/v1/processes/[processId]/heatmap/route";
import { GET as readProcess } from "@/app/api/v1/processes/[processId]/route";
import { GET as readVariants } from "@/app/api/v1/processes/[processId]/variants/route";
import { GET as listProcesses } from "@/app/api/v1/processes/route";
import type { EventMap } from "@/lib/api/contract/event-map";
import type { Heatmap, ProcessElements, ProcessSummary, VariantList } from "@/lib/api/contract/processes";
import { startTestServer, type TestServer } from "./server.test-support";
import { OPENED_AT } from "./shop.test-support";

const ORDERS = 60;
const BROKEN = 12;
const PAID = ORDERS - BROKEN;
const MODEL = "/api/v1/processes/camunda8%3Aorder";

describe("processes", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ orders: ORDERS });
  });
  after(() => server.stop());

  const read = <Reply>(handler: Parameters<TestServer["read"]>[0], path: string) =>
    server.read<Reply>(handler, { path, role: "viewer" });

  test("the engine's model and the observed process stand beside each other with their figures", async () => {
    const { items } = await read<{ items: ProcessSummary[] }>(listProcesses, "/api/v1/processes");
    const of = (id: string) => items.find((process) => process.id === id);

    assert.deepEqual(items.map(({ id }) => id).sort(), ["camunda8:order", "shop"]);
    const { active, ended, incidents, version, origin, name, hasDiagram } =
      of("camunda8:order") ?? ({} as ProcessSummary);
    assert.deepEqual(
      { active, ended, incidents, version, origin, name, hasDiagram },
      { active: BROKEN, ended: PAID, incidents: BROKEN, version: 1, origin: "engine", name: "Order", hasDiagram: true },
    );
    assert.deepEqual([of("shop")?.active, of("shop")?.ended, of("shop")?.incidents], [BROKEN, PAID, BROKEN]);
  });

  test("one process is found by its id, and a wrong one is named in the answer", async () => {
    const process = await read<ProcessSummary>(readProcess, MODEL);
    const missing = await server.ask(readProcess, { path: "/api/v1/processes/nothing", role: "viewer" });

    assert.equal(process.lastStartedAt, new Date(OPENED_AT + 59_002).toISOString());
    assert.equal(missing.status, 404);
  });

  test("a diagram without a layout is laid out, for the model and for the observed process that uses it", async () => {
    for (const path of [`${MODEL}/bpmn`, "/api/v1/processes/shop/bpmn"]) {
      const response = await server.ask(readBpmn, { path, role: "viewer" });

      assert.match(response.headers.get("content-type") ?? "", /^application\/xml/);
      assert.match(await response.text(), /<bpmndi:BPMNShape /);
    }
    assert.equal((await server.ask(readBpmn, { path: `${MODEL}/bpmn?version=9`, role: "viewer" })).status, 404);
  });

  test("elements show where orders stand and how long they took", async () => {
    const { elements, flows } = await read<ProcessElements>(readElements, `${MODEL}/elements`);
    const pay = elements.find(({ elementId }) => elementId === "pay");

    assert.deepEqual(
      { name: pay?.name, active: pay?.active, completed: pay?.completed, incidents: pay?.incidents, mean: pay?.mean },
      { name: "Retrieve payment", active: BROKEN, completed: PAID, incidents: BROKEN, mean: 2_000 },
    );
    assert.ok(Math.abs((pay?.p50 ?? 0) - 2_000) / 2_000 < 0.01);
    assert.deepEqual(flows, [
      { flowId: "toEnd", count: PAID },
      { flowId: "toPay", count: ORDERS },
    ]);
  });

  test("figures of chosen cases, folded one by one, agree with the rollups", async () => {
    const rolled = await read<ProcessElements>(readElements, `${MODEL}/elements`);
    const folded = await read<ProcessElements>(readElements, `${MODEL}/elements?minDuration=0`);
    const broken = await read<ProcessElements>(readElements, `${MODEL}/elements?incident=true`);
    const byId = ({ flows }: ProcessElements) => [...flows].sort((a, b) => (a.flowId < b.flowId ? -1 : 1));

    assert.deepEqual(folded.elements, rolled.elements);
    assert.deepEqual(byId(folded), byId(rolled));
    assert.deepEqual(byId(broken), [{ flowId: "toPay", count: BROKEN }]);
  });

  test("a time range before the first order holds nothing", async () => {
    const to = encodeURIComponent(new Date(OPENED_AT - 3_600_000).toISOString());
    const { elements, flows } = await read<ProcessElements>(readElements, `${MODEL}/elements?to=${to}`);

    assert.deepEqual(flows, []);
    assert.ok(elements.every(({ active, completed }) => active === 0 && completed === 0));
  });

  test("the heatmap weighs elements, and says which metrics there are not yet", async () => {
    const heat = await read<Heatmap>(readHeatmap, `${MODEL}/heatmap?metric=frequency`);
    const waiting = await server.ask(readHeatmap, { path: `${MODEL}/heatmap?metric=waiting`, role: "viewer" });

    assert.deepEqual(
      heat.elements.find(({ elementId }) => elementId === "pay"),
      { elementId: "pay", value: ORDERS, weight: 1 },
    );
    assert.equal(waiting.status, 422);
    assert.match(((await waiting.json()) as { detail: string }).detail, /frequency, duration, incidents/);
  });

  test("variants come most frequent first, with shares of all cases, page by page", async () => {
    const path = "/api/v1/processes/shop/variants?limit=1";
    const first = await read<VariantList>(readVariants, path);
    const second = await read<VariantList>(readVariants, `${path}&cursor=${first.nextCursor}`);

    assert.deepEqual([first.cases, first.total, second.nextCursor], [ORDERS, 2, null]);
    assert.deepEqual(first.variants[0]?.activities, [
      "OrderPlacedEvent",
      "placed",
      "pay",
      "PaymentReceivedEvent",
      "done",
      "OrderCompletedEvent",
    ]);
    assert.equal(first.variants[0]?.share, PAID / ORDERS);
    assert.equal(second.variants[0]?.cases, BROKEN);
  });

  test("the event map is the same from rollups and from folded cases, and adds up", async () => {
    const rolled = await read<EventMap>(readMap, "/api/v1/event-map?process=shop");
    const folded = await read<EventMap>(readMap, "/api/v1/event-map?process=shop&minDuration=0");
    const sorted = ({ nodes, edges }: EventMap) => ({
      nodes: [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1)),
      edges: [...edges].sort((a, b) => (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1)),
    });

    assert.deepEqual(sorted(folded), sorted(rolled));
    assert.equal(
      rolled.nodes.reduce((sum, { start }) => sum + start, 0),
      ORDERS,
    );
    assert.equal(
      rolled.nodes.reduce((sum, { end }) => sum + end, 0),
      ORDERS,
    );
    assert.ok(rolled.edges.some(({ kind, cases }) => kind === "orchestrated" && cases === ORDERS));
  });

  test("a smaller share of the map is part of a larger one", async () => {
    const all = await read<EventMap>(readMap, "/api/v1/event-map");
    const some = await read<EventMap>(readMap, "/api/v1/event-map?activities=0.5&edges=0.5");
    const ids = new Set(all.nodes.map(({ id }) => id));

    assert.ok(some.nodes.length >= Math.ceil(all.nodes.length / 2) && some.nodes.length < all.nodes.length);
    assert.ok(some.nodes.every(({ id }) => ids.has(id)));
    assert.ok(some.nodes.some(({ start }) => start > 0) && some.nodes.some(({ end }) => end > 0));
    assert.deepEqual(some.total, { activities: all.nodes.length, edges: all.edges.length });
  });
});
