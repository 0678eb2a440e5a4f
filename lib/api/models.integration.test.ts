import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { GET as readCollaboration } from "@/app/api/v1/cases/[caseId]/collaboration/route";
import { GET as listCases } from "@/app/api/v1/cases/route";
import { GET as importStatus } from "@/app/api/v1/imports/[importId]/route";
import { POST as startImport } from "@/app/api/v1/imports/route";
import { POST as archive } from "@/app/api/v1/models/[modelId]/archive/route";
import { POST as bind } from "@/app/api/v1/models/[modelId]/bindings/route";
import { GET as readModel } from "@/app/api/v1/models/[modelId]/route";
import { GET as listModels, POST as save } from "@/app/api/v1/models/route";
import { GET as readBpmn } from "@/app/api/v1/processes/[processId]/bpmn/route";
import { GET as readElements } from "@/app/api/v1/processes/[processId]/elements/route";
import { GET as readHeatmap } from "@/app/api/v1/processes/[processId]/heatmap/route";
import { GET as listProcesses } from "@/app/api/v1/processes/route";
import type { CaseCollaboration, ModelDetails, ModelSaved, ModelSummary } from "@/lib/api/contract/models";
import type { Heatmap, ProcessElements, ProcessSummary } from "@/lib/api/contract/processes";
import { startTestServer, type TestServer } from "./server.test-support";
import { OPENED_AT } from "./shop.test-support";

const ORDERS = 20;
const BROKEN = 4;
const PAID = ORDERS - BROKEN;
/** Drawn by hand, without a layout. */
const DRAWING = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="shop">
  <process id="shop-drawn" name="Shop">
    <startEvent id="Placed" name="Order placed" /><task id="Paid" name="Payment received" /><endEvent id="Completed" name="Order completed" />
    <sequenceFlow id="one" sourceRef="Placed" targetRef="Paid" /><sequenceFlow id="two" sourceRef="Paid" targetRef="Completed" />
  </process>
</definitions>`;
const event = (producer: string, name: string) => ({ kind: "event", producer, name, channel: "shop" });
const PAY = { kind: "element", producer: "order", name: "pay", channel: "camunda8" };

describe("process models", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ orders: ORDERS });
  });
  after(() => server.stop());

  const read = <Reply>(handler: Parameters<TestServer["read"]>[0], path: string) =>
    server.read<Reply>(handler, { path, role: "viewer" });
  const upload = (name: string, body: string, type = "application/xml") =>
    server.ask(save, {
      path: `/api/v1/models?name=${encodeURIComponent(name)}`,
      role: "analyst",
      method: "POST",
      body,
      headers: { "content-type": type },
    });
  const bindAll = (model: string, body: object) =>
    server.ask(bind, { path: `/api/v1/models/${model}/bindings`, role: "analyst", method: "POST", body });
  const occurrences = async (name: string): Promise<number> => {
    const { rows } = await server.database.pool.query<{ count: number }>(
      "select count(*) as count from event join activity using (activity_id) where activity.name = $1 and event.kind = 'activity.occurred'",
      [name],
    );
    return rows[0]?.count ?? 0;
  };

  test("a drawing is uploaded, laid out and bound, and its heatmap counts what the log holds", async () => {
    const saved = (await (await upload("Drawn", DRAWING)).json()) as ModelSaved;
    const bindings = [
      { elementId: "Placed", activity: event("Checkout", "OrderPlacedEvent") },
      { elementId: "Paid", activity: event("Payment", "PaymentReceivedEvent") },
      { elementId: "Completed", activity: event("Checkout", "OrderCompletedEvent") },
    ];
    const bound = await bindAll("Drawn", { version: 1, basedOn: 0, bindings, reason: "first" });
    const { elements } = await read<Heatmap>(readHeatmap, "/api/v1/processes/Drawn/heatmap?metric=frequency");
    const { flows, notes } = await read<ProcessElements>(readElements, "/api/v1/processes/Drawn/elements");

    assert.deepEqual([saved.version, saved.elements, saved.laidOut, saved.bindings], [1, 3, true, 0]);
    assert.equal(bound.status, 200);
    assert.deepEqual(Object.fromEntries(elements.map(({ elementId, value }) => [elementId, value])), {
      Placed: await occurrences("OrderPlacedEvent"),
      Paid: await occurrences("PaymentReceivedEvent"),
      Completed: await occurrences("OrderCompletedEvent"),
    });
    assert.equal(flows.find(({ flowId }) => flowId === "two")?.count, PAID);
    assert.match((notes ?? []).join(" "), /no time inside elements bound to events/);
  });

  test("it stands among the processes with its cases, and an element filters them", async () => {
    const { items } = await read<{ items: ProcessSummary[] }>(listProcesses, "/api/v1/processes");
    const drawn = items.find(({ id }) => id === "Drawn");
    const paid = await read<{ items: object[] }>(listCases, "/api/v1/cases?process=Drawn&element=Paid&limit=100");
    const xml = await server.ask(readBpmn, { path: "/api/v1/processes/Drawn/bpmn", role: "viewer" });
    const of = await read<ProcessElements>(readElements, "/api/v1/processes/Drawn/elements?state=active");

    assert.deepEqual([drawn?.origin, drawn?.active, drawn?.ended], ["uploaded", BROKEN, PAID]);
    assert.equal(paid.items.length, PAID);
    assert.match(await xml.text(), /BPMNShape/);
    assert.equal(of.elements.find(({ elementId }) => elementId === "Placed")?.completed, BROKEN);
  });

  test("as of an instant it shows what had been done and where orders stood by then", async () => {
    const at = new Date(OPENED_AT + 10_000).toISOString();
    const { elements } = await read<ProcessElements>(readElements, `/api/v1/processes/Drawn/elements?at=${at}`);
    const of = (id: string) => elements.find(({ elementId }) => elementId === id);
    const doneBy = async (name: string): Promise<number> => {
      const { rows } = await server.database.pool.query<{ count: number }>(
        "select count(*) as count from event join activity using (activity_id) where name = $1 and occurred_at <= $2",
        [name, at],
      );
      return rows[0]?.count ?? 0;
    };

    const shown = (of("Placed")?.completed ?? 0) + (of("Placed")?.active ?? 0);
    assert.equal(shown, await doneBy("OrderPlacedEvent"));
    assert.equal((of("Paid")?.completed ?? 0) + (of("Paid")?.active ?? 0), await doneBy("PaymentReceivedEvent"));
    assert.equal(of("Completed")?.completed, await doneBy("OrderCompletedEvent"));
  });

  test("where an engine runs an element, its executions, times and incidents count, not the events beside it", async () => {
    const bindings = [
      { elementId: "Paid", activity: PAY },
      { elementId: "Paid", activity: event("Payment", "PaymentReceivedEvent") },
    ];
    await bindAll("Drawn", { version: 1, basedOn: 1, bindings });
    const { elements } = await read<ProcessElements>(readElements, "/api/v1/processes/Drawn/elements");
    const paid = elements.find(({ elementId }) => elementId === "Paid");

    assert.deepEqual([paid?.active, paid?.completed, paid?.incidents, paid?.mean], [BROKEN, PAID, BROKEN, 2_000]);
  });

  test("one case shows its way over the drawing, where it stands and what stopped it", async () => {
    const path = "/api/v1/cases/orderId:order-0/collaboration";
    const { models, shown } = await read<CaseCollaboration>(readCollaboration, path);
    const paid = shown?.elements.find(({ elementId }) => elementId === "Paid");

    assert.deepEqual(
      models.map(({ id }) => id),
      ["Drawn"],
    );
    assert.deepEqual([paid?.state, paid?.visits, paid?.incidents], ["active", 1, 1]);
    assert.ok(shown?.unbound.some(({ name }) => name === "OrderPlacedEvent"));
  });

  test("its way as of an instant is that of the events up to it, over the same drawing", async () => {
    const path = "/api/v1/cases/orderId:order-1/collaboration";
    const asOf = async (laterMs: number) => {
      const at = new Date(OPENED_AT + 1_000 + laterMs).toISOString();
      const { shown } = await read<CaseCollaboration>(readCollaboration, `${path}?at=${at}`);
      return shown?.elements.find(({ elementId }) => elementId === "Paid")?.state ?? null;
    };

    assert.deepEqual([await asOf(-500), await asOf(1_000), await asOf(60_000)], [null, "active", "completed"]);
    assert.equal((await server.ask(readCollaboration, { path: `${path}?at=soon`, role: "viewer" })).status, 400);
  });

  test("bindings made from an older save are refused, and so are elements that the diagram lacks", async () => {
    const stale = await bindAll("Drawn", { version: 1, basedOn: 1, bindings: [] });
    const unknown = await bindAll("Drawn", {
      version: 1,
      basedOn: 2,
      bindings: [{ elementId: "nowhere", activity: PAY }],
    });
    const { saves } = await read<ModelDetails>(readModel, "/api/v1/models/Drawn");

    assert.deepEqual([stale.status, unknown.status], [409, 400]);
    assert.deepEqual(
      saves.map(({ bindingVersion, savedBy, bindings }) => [bindingVersion, savedBy, bindings]),
      [
        [2, "token:analyst", 2],
        [1, "token:analyst", 3],
      ],
    );
  });

  test("an engine's diagram taken as a model counts like the engine's own, flows included", async () => {
    const path = "/api/v1/models?name=Copy&from=camunda8%3Aorder";
    const taken = await server.ask(save, { path, role: "analyst", method: "POST" });
    const copy = await read<ProcessElements>(readElements, "/api/v1/processes/Copy/elements");
    const own = await read<ProcessElements>(readElements, "/api/v1/processes/camunda8%3Aorder/elements");

    assert.equal(taken.status, 200);
    assert.deepEqual(copy.elements, own.elements);
    assert.deepEqual(copy.flows.toSorted(byFlow), own.flows.toSorted(byFlow));
  });

  test("a drawing named like an observed process draws that one, bound by its names at once", async () => {
    const saved = (await (await upload("shop", DRAWING)).json()) as ModelSaved;
    const { items } = await read<{ items: ProcessSummary[] }>(listProcesses, "/api/v1/processes");
    const { elements } = await read<ProcessElements>(readElements, "/api/v1/processes/shop/elements");

    assert.ok(saved.bindings >= 3, `${saved.bindings} bindings`);
    assert.deepEqual(
      items.filter(({ id }) => id === "shop").map(({ origin, active }) => [origin, active]),
      [["uploaded", BROKEN]],
    );
    assert.equal(elements.find(({ elementId }) => elementId === "Completed")?.completed, PAID);
  });

  test("a second upload is the next version; archived it is gone from the processes, and uploaded again it is back", async () => {
    const second = (await (await upload("Copy", DRAWING)).json()) as ModelSaved;
    const asked = { path: "/api/v1/models/Copy/archive", role: "analyst", method: "POST", body: { reason: "wrong" } };
    const archived = await server.ask(archive, { ...asked, role: "analyst" });
    const again = await server.ask(archive, { ...asked, role: "analyst" });
    const gone = await server.ask(readElements, { path: "/api/v1/processes/Copy/elements", role: "viewer" });
    const third = (await (await upload("Copy", DRAWING)).json()) as ModelSaved;
    const { items } = await read<{ items: ModelSummary[] }>(listModels, "/api/v1/models");

    assert.deepEqual([second.version, third.version], [2, 3]);
    assert.deepEqual([archived.status, again.status, gone.status], [200, 404, 404]);
    assert.deepEqual(
      items.map(({ id, versions, archivedAt }) => [id, versions.length, archivedAt]),
      [
        ["Copy", 3, null],
        ["Drawn", 1, null],
        ["shop", 1, null],
      ],
    );
  });

  test("a diagram comes in as an import too, packed or not, and its import tells what became of it", async () => {
    const take = (body: string | Uint8Array) =>
      server.ask(startImport, {
        path: "/api/v1/imports?process=Imported&format=bpmn",
        role: "operator",
        method: "POST",
        body,
        headers: { "content-type": "application/gzip" },
      });
    const { id } = (await (await take(gzipSync(DRAWING))).json()) as { id: string };
    const status = await read<{ state: string }>(importStatus, `/api/v1/imports/${id}`);
    const broken = await take("<nothing>");
    const bomb = await take(gzipSync(Buffer.alloc(20_000_000)));
    const { version } = await read<ModelDetails>(readModel, "/api/v1/models/Imported");

    assert.deepEqual([status.state, version, broken.status, bomb.status], ["done", 1, 400, 400]);
  });

  test("who may only look cannot save, hostile XML, forms and what cannot be laid out are refused, and every change is in the audit trail", async () => {
    const path = "/api/v1/models?name=Evil";
    const headers = { "content-type": "application/xml" };
    const viewer = await server.ask(save, { path, role: "viewer", method: "POST", body: DRAWING, headers });
    const evil = await upload("Evil", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${DRAWING}`);
    const form = await upload("Evil", DRAWING, "multipart/form-data");
    const engines = await upload("camunda8:order", DRAWING);
    const second = '<process id="other"><task id="Other" /></process></definitions>';
    const pools = await upload("Pools", DRAWING.replace("</definitions>", second));
    const { rows } = await server.database.pool.query<{ action: string; subject: string }>(
      "select action, subject from audit_entry where action like '%model' or action = 'save-bindings' order by audit_id",
    );

    assert.deepEqual(
      [viewer.status, evil.status, form.status, engines.status, pools.status],
      [403, 400, 400, 409, 422],
    );
    assert.deepEqual(
      rows.map(({ action, subject }) => `${action} ${subject}`),
      [
        "save-model Drawn",
        "save-bindings Drawn",
        "save-bindings Drawn",
        "save-model Copy",
        "save-model shop",
        "save-model Copy",
        "archive-model Copy",
        "save-model Copy",
        "save-model Imported",
      ],
    );
  });
});

const byFlow = (a: { flowId: string }, b: { flowId: string }) => (a.flowId < b.flowId ? -1 : 1);
