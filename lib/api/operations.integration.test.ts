import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { GET as listGroups } from "@/app/api/v1/incident-groups/route";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import { GET as listItems } from "@/app/api/v1/operations/[operationId]/items/route";
import { GET as readOperation } from "@/app/api/v1/operations/[operationId]/route";
import { GET as listOperations, POST as operate } from "@/app/api/v1/operations/route";
import type { Incident } from "@/lib/api/contract/cases";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import type { Operation, OperationItem, OperationPreview } from "@/lib/api/contract/operations";
import type { Role } from "@/lib/domain/role";
import { openEngines } from "@/lib/operations/open-engines";
import { runOperations } from "@/lib/operations/runner";
import { silentLog } from "@/lib/platform/log";
import { startTestServer, type TestServer } from "./server.test-support";
import { incidentKeyOf } from "./shop.test-support";

type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };
const BROKEN = 6;
const idOf = (order: number) => `camunda8:${incidentKeyOf(order)}`;
const nobodyListens = {
  id: "camunda8",
  kind: "camunda8" as const,
  grpcAddress: "127.0.0.1:1",
  restAddress: null,
  clientId: null,
  clientSecret: null,
  oauthUrl: null,
  records: null,
  variables: [],
};

describe("operations", () => {
  const engines = openEngines({ sources: [nobodyListens] });
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ orders: 30, engines });
  });
  after(async () => {
    await server.stop();
    for (const engine of engines.values()) await engine.close();
  });

  type Asking = { readonly body: unknown; readonly role?: Role; readonly key?: string };
  const post = ({ body, role = "operator", key }: Asking) =>
    server.ask(operate, {
      path: "/api/v1/operations",
      method: "POST",
      role,
      body,
      ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
    });
  const read = <Reply>(handler: Parameters<TestServer["read"]>[0], path: string) =>
    server.read<Reply>(handler, { path, role: "viewer" });
  const retry = (orders: readonly number[], more: object = {}) => ({
    action: "retry-incident",
    target: { ids: orders.map(idOf) },
    reason: "the card is valid again",
    ...more,
  });

  test("open incidents come with where, what, how many alike and whether they can be retried", async () => {
    const { items } = await read<Page<Incident>>(listIncidents, "/api/v1/incidents");
    const groups = await read<Page<IncidentGroup>>(listGroups, "/api/v1/incident-groups");

    assert.equal(items.length, BROKEN);
    assert.deepEqual(
      {
        elementName: items[0]?.elementName,
        alike: items[0]?.alike,
        retryable: items[0]?.retryable,
        operation: items[0]?.operation,
      },
      { elementName: "Retrieve payment", alike: BROKEN, retryable: true, operation: null },
    );
    assert.deepEqual(
      groups.items.map(({ incidents, cases, state }) => [incidents, cases, state]),
      [[BROKEN, BROKEN, "open"]],
    );
    const paged = await read<Page<Incident>>(listIncidents, "/api/v1/incidents?limit=4");
    const rest = await read<Page<Incident>>(listIncidents, `/api/v1/incidents?limit=4&cursor=${paged.nextCursor}`);
    assert.deepEqual([...paged.items, ...rest.items], items);
    assert.equal((await read<Page<Incident>>(listIncidents, "/api/v1/incidents?key=orderId:order-5")).items.length, 1);
    assert.equal((await read<Page<Incident>>(listIncidents, "/api/v1/incidents?state=resolved")).items.length, 0);
  });

  test("a dry run says what would happen and to what, and writes nothing", async () => {
    const response = await post({ body: retry([0, 5], { dryRun: true, reason: "" }) });
    const preview = (await response.json()) as OperationPreview;

    assert.equal(response.status, 200);
    assert.equal(preview.matched, 2);
    assert.deepEqual(
      preview.sample.map(({ label }) => label),
      ["orderId:order-0 at pay", "orderId:order-5 at pay"],
    );
    assert.equal((await read<Page<Operation>>(listOperations, "/api/v1/operations")).items.length, 0);
  });

  test("a viewer is refused, an empty reason too, and an action that nobody offers says who offers what", async () => {
    const viewer = await post({ body: retry([0]), role: "viewer" });
    const silent = await post({ body: retry([0], { reason: " " }) });
    const other = await post({ body: retry([0], { action: "archive-incident" }) });

    assert.deepEqual([viewer.status, silent.status, other.status], [403, 400, 422]);
    assert.deepEqual(((await silent.json()) as { errors: unknown[] }).errors, [
      { pointer: "/reason", detail: "say why, for the audit trail" },
    ]);
    assert.match(((await other.json()) as { detail: string }).detail, /retry-incident \(Camunda 8, Camunda 7 family\)/);
  });

  test("a mistyped filter is refused, for without it the operation would be larger than it was meant", async () => {
    const response = await post({ body: { ...retry([]), target: { filter: { elemnt: "pay" } } } });

    assert.equal(response.status, 400);
    assert.equal((await read<Page<Operation>>(listOperations, "/api/v1/operations")).items.length, 0);
  });

  test("the same idempotency key is the same operation, with another request a conflict", async () => {
    const first = await post({ body: retry([5]), key: "key-1" });
    const again = await post({ body: retry([5]), key: "key-1" });
    const other = await post({ body: retry([10]), key: "key-1" });
    const mangled = await post({ body: retry([5]), key: "no blanks, please" });

    assert.deepEqual([first.status, again.status, other.status, mangled.status], [202, 202, 409, 400]);
    assert.deepEqual(await again.json(), await first.json());
  });

  test("the audit entry is there before anything is asked, and the incident shows what was requested", async () => {
    const { rows } = await server.database.pool.query<{ actor: string; reason: string; outcome: string }>(
      "select actor, reason, outcome from audit_entry where action = 'retry-incident'",
    );
    const { items } = await read<Page<Incident>>(listIncidents, "/api/v1/incidents?key=orderId:order-5");

    assert.deepEqual(rows, [{ actor: "token:operator", reason: "the card is valid again", outcome: "" }]);
    assert.deepEqual(
      [items[0]?.state, items[0]?.operation?.action, items[0]?.operation?.state],
      ["open", "retry-incident", "pending"],
    );
  });

  test("a filter is frozen into what it means now, and an engine that is down fails each item with its reason", async () => {
    const response = await post({ body: { ...retry([]), target: { filter: { key: ["orderId:order-15"] } } } });
    const { id, matched } = (await response.json()) as { id: string; matched: number };
    const stopping = new AbortController();
    const running = runOperations({ pool: server.database.pool, engines, log: silentLog, signal: stopping.signal });
    let operation = await read<Operation>(readOperation, `/api/v1/operations/${id}`);
    for (let tries = 0; tries < 300 && operation.endedAt === null; tries++) {
      await sleep(200);
      operation = await read<Operation>(readOperation, `/api/v1/operations/${id}`);
    }
    stopping.abort();
    await running;
    const { items } = await read<Page<OperationItem>>(listItems, `/api/v1/operations/${id}/items`);

    assert.equal(matched, 1);
    assert.deepEqual([operation.state, operation.total, operation.failed], ["failed", 1, 1]);
    assert.deepEqual([items[0]?.targetId, items[0]?.state], [idOf(15), "failed"]);
    assert.match(items[0]?.result ?? "", /cannot be reached/);
    assert.equal((await read<Page<Incident>>(listIncidents, "/api/v1/incidents")).items.length, BROKEN);
  });

  test("an operation that does not exist is not found, whatever its id looks like", async () => {
    for (const id of ["nonsense", "00000000-0000-0000-0000-000000000001"]) {
      const response = await server.ask(readOperation, { path: `/api/v1/operations/${id}`, role: "viewer" });
      assert.equal(response.status, 404);
    }
  });
});
