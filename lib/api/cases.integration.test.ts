import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { GET as countCases } from "@/app/api/v1/case-count/route";
import { GET as readCaseAt } from "@/app/api/v1/cases/[caseId]/at/route";
import { GET as readEvents } from "@/app/api/v1/cases/[caseId]/events/route";
import { GET as readStory } from "@/app/api/v1/cases/[caseId]/route";
import { GET as listCases } from "@/app/api/v1/cases/route";
import type { CaseAt, CaseCount, CaseEventWithPayload, CaseStory, CaseSummary } from "@/lib/api/contract/cases";
import { startTestServer, type TestServer } from "./server.test-support";
import { instanceKeyOf, isBroken, OPENED_AT } from "./shop.test-support";

type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };
const ORDERS = 60;
const BROKEN = 12;

describe("cases", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({
      orders: ORDERS,
      configuration: 'masking: [{ path: "$.data.customer.name", visibleFrom: operator }]',
    });
  });
  after(() => server.stop());

  const list = (query: string) =>
    server.read<Page<CaseSummary>>(listCases, { path: `/api/v1/cases?${query}`, role: "viewer" });
  const labels = async (query: string) => (await list(`limit=500&${query}`)).items.map(({ label }) => label);
  const count = (query: string) =>
    server.read<CaseCount>(countCases, { path: `/api/v1/case-count?${query}`, role: "viewer" });

  test("an order is one case across the topic and the engine", async () => {
    const { items } = await list("limit=500");

    assert.equal(items.length, ORDERS);
    assert.deepEqual(
      { label: items[0]?.label, process: items[0]?.process, state: items[0]?.state, durationMs: items[0]?.durationMs },
      { label: "orderId:order-59", process: "shop", state: "ended", durationMs: 2_500 },
    );
  });

  test("pages follow each other without a gap or a repeat", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await list(`limit=7${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? "";
    } while (cursor !== "");

    assert.equal(seen.length, ORDERS);
    assert.equal(new Set(seen).size, ORDERS);
  });

  test("each filter leaves just the cases that it names", async () => {
    const broken = Array.from({ length: ORDERS }, (_, order) => order).filter(isBroken);
    const toLabels = (orders: readonly number[]) => orders.map((order) => `orderId:order-${order}`).reverse();
    const at = (second: number) => encodeURIComponent(new Date(OPENED_AT + second * 1_000).toISOString());

    assert.deepEqual(await labels("incident=true"), toLabels(broken));
    assert.equal((await labels("incident=false")).length, ORDERS - BROKEN);
    assert.deepEqual(await labels("state=active"), toLabels(broken));
    assert.equal((await labels("state=canceled")).length, 0);
    assert.equal((await labels("process=shop")).length, ORDERS);
    assert.equal((await labels(`process=${encodeURIComponent("camunda8:order")}&version=1`)).length, ORDERS);
    assert.equal((await labels("process=Order")).length, ORDERS);
    assert.deepEqual(
      await labels("activity=PaymentReceivedEvent&activity=OrderPlacedEvent&key=orderId:order-7"),
      toLabels([7]),
    );
    assert.equal((await labels("activity=PaymentReceivedEvent")).length, ORDERS - BROKEN);
    assert.equal((await labels("activity=NoSuchThing")).length, 0);
    assert.equal((await labels("element=done&process=camunda8:order")).length, ORDERS - BROKEN);
    assert.equal((await labels("element=pay")).length, ORDERS);
    assert.equal((await labels("source=camunda8")).length, ORDERS);
    assert.equal((await labels("source=elsewhere")).length, 0);
    assert.equal((await labels("stuck=true")).length, 0);
    assert.equal((await labels("maxDuration=600")).length, BROKEN);
    assert.equal((await labels("minDuration=2500")).length, ORDERS - BROKEN);
    assert.deepEqual(await labels(`from=${at(30)}&to=${at(32)}`), toLabels([28, 29, 30, 31]));
  });

  test("a person finds an order by whatever they have of it", async () => {
    assert.deepEqual(await labels("q=order-7"), ["orderId:order-7"]);
    assert.deepEqual(await labels("q=orderId:order-7"), ["orderId:order-7"]);
    assert.deepEqual(await labels(`q=${instanceKeyOf(7)}`), ["orderId:order-7"]);
    assert.deepEqual(await labels("q=trace-order-7"), ["orderId:order-7"]);
    assert.equal((await labels("q=order-")).length, ORDERS);
    assert.equal((await labels("q=paymentreceived")).length, ORDERS - BROKEN);
    assert.equal((await labels("q=Payment")).length, ORDERS - BROKEN);
    assert.equal((await labels(`q=${encodeURIComponent("100%_nothing'; drop table event; --")}`)).length, 0);
    const [first] = (await list("q=order-7")).items;
    assert.deepEqual(await labels(`q=${first?.id}`), ["orderId:order-7"]);
  });

  test("the count says the same as the list", async () => {
    assert.deepEqual(await count("incident=true"), { count: BROKEN, exact: true });
    assert.deepEqual(await count("q=order-7"), { count: 1, exact: true });
  });

  test("the story of a broken order says why it is one case and what it waits for", async () => {
    const story = await server.read<CaseStory>(readStory, { path: "/api/v1/cases/orderId:order-5", role: "viewer" });

    assert.equal(story.events, story.trace.length);
    assert.equal(story.keys[0]?.name, "orderId");
    assert.deepEqual(
      story.processInstances.map(({ processInstanceKey, state }) => [processInstanceKey, state]),
      [[instanceKeyOf(5), "active"]],
    );
    assert.deepEqual(
      story.openIncidents.map(({ elementName, kind }) => [elementName, kind]),
      [["Retrieve payment", "JOB_NO_RETRIES"]],
    );
    assert.equal(story.waitsFor[0]?.kind, "incident");
  });

  test("a case as it stood at each of its instants has the events up to it, and at its last it is as it is", async () => {
    const path = "/api/v1/cases/orderId:order-5";
    const story = await server.read<CaseStory>(readStory, { path, role: "viewer" });
    const instants = [...new Set(story.trace.map(({ occurredAt }) => occurredAt))];

    for (const at of instants) {
      const then = await server.read<CaseAt>(readCaseAt, { path: `${path}/at?at=${at}`, role: "viewer" });
      assert.deepEqual([then.events, then.lastAt], [story.trace.filter((each) => each.occurredAt <= at).length, at]);
    }
    const last = await server.read<CaseAt>(readCaseAt, { path: `${path}/at?at=${story.lastAt}`, role: "viewer" });
    const before = await server.read<CaseAt>(readCaseAt, {
      path: `${path}/at?at=2020-01-01T00:00:00Z`,
      role: "viewer",
    });
    const nonsense = await server.ask(readCaseAt, { path: `${path}/at?at=yesterday`, role: "viewer" });
    assert.deepEqual([last.processInstances, last.waitsFor], [story.processInstances, story.waitsFor]);
    assert.deepEqual([before.events, before.processInstances], [0, []]);
    assert.ok(nonsense.status >= 400 && nonsense.status < 500);
  });

  test("each id that leads to a case does, and what leads nowhere says so", async () => {
    const story = await server.read<CaseStory>(readStory, {
      path: "/api/v1/cases/traceId:trace-order-5",
      role: "viewer",
    });
    const again = await server.read<CaseStory>(readStory, { path: `/api/v1/cases/${story.id}`, role: "viewer" });
    const missing = await server.ask(readStory, { path: "/api/v1/cases/orderId:nobody", role: "viewer" });

    assert.equal(again.label, "orderId:order-5");
    assert.equal(missing.status, 404);
    assert.match(((await missing.json()) as { detail: string }).detail, /orderId:nobody/);
  });

  test("events come in canonical order page by page, with their payload", async () => {
    const first = await server.read<Page<CaseEventWithPayload>>(readEvents, {
      path: "/api/v1/cases/orderId:order-7/events?limit=5",
      role: "admin",
    });
    const rest = await server.read<Page<CaseEventWithPayload>>(readEvents, {
      path: `/api/v1/cases/orderId:order-7/events?limit=500&cursor=${first.nextCursor}`,
      role: "admin",
    });
    const all = [...first.items, ...rest.items];

    assert.equal(first.items.length, 5);
    assert.deepEqual(
      all.map(({ occurredAt }) => occurredAt),
      all.map(({ occurredAt }) => occurredAt).sort(),
    );
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.match(all[0]?.payload ?? "", /"customer":\{"name":"Jim"\}/);
    assert.deepEqual(all[0]?.record, { ...all[0]?.record, topic: "shop" });
  });

  test("whoever may not see a customer's name does not", async () => {
    const path = "/api/v1/cases/orderId:order-7/events?limit=1";
    const shown = async (role: "viewer" | "operator") =>
      (await server.read<Page<CaseEventWithPayload>>(readEvents, { path, role })).items[0];

    assert.doesNotMatch((await shown("viewer"))?.payload ?? "", /Jim/);
    assert.equal((await shown("viewer"))?.masked, true);
    assert.match((await shown("operator"))?.payload ?? "", /Jim/);
  });

  test("a cursor of another list is refused, not guessed at", async () => {
    const response = await server.ask(listCases, { path: "/api/v1/cases?cursor=WzEsMl0", role: "viewer" });

    assert.equal(response.status, 400);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
  });
});
