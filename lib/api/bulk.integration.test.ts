import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import { POST as control } from "@/app/api/v1/operations/[operationId]/control/route";
import { GET as listItems } from "@/app/api/v1/operations/[operationId]/items/route";
import { GET as readOperation } from "@/app/api/v1/operations/[operationId]/route";
import { POST as operate } from "@/app/api/v1/operations/route";
import type { Operation, OperationItem, OperationPreview } from "@/lib/api/contract/operations";
import { openCamunda7Engine } from "@/lib/engines/camunda7/camunda7-engine";
import { eventually } from "@/lib/ingest/worker.test-support";
import { runOperations } from "@/lib/operations/runner";
import { ConfigurationSchema } from "@/lib/platform/configuration-schema";
import { silentLog } from "@/lib/platform/log";
import { claimOperationItems } from "@/lib/store/operations/claim-items";
import { startTestServer, type TestServer } from "./server.test-support";
import { incidentKeyOf } from "./shop.test-support";

const BROKEN = 40;
const ids = Array.from({ length: BROKEN }, (_, index) => `camunda8:${incidentKeyOf(index * 5)}`);
type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };
const toFound = (key: string): Answer => ({ status: 200, body: { incidentType: "failedJob", configuration: key } });
const TAKEN: Answer = { status: 204 };
const REFUSED: Answer = { status: 400, body: { type: "InvalidRequestException", message: "the job says no" } };

describe("operations over many targets", { timeout: 240_000 }, () => {
  const given: string[] = [];
  let answer: (incidentKey: string) => Answer = () => TAKEN;
  let rest: Server;
  let server: TestServer;
  let engines: ReadonlyMap<string, ReturnType<typeof openCamunda7Engine>>;
  let stopping = new AbortController();
  let running: Promise<void>[] = [];

  before(async () => {
    rest = createServer((request, response) => {
      const key = (request.url ?? "").split("/")[3] ?? "";
      const { status, headers = {}, body } = request.method === "GET" ? toFound(key) : answer(key);
      if (request.method === "PUT" && status < 300) given.push(key);
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    }).listen(0, "127.0.0.1");
    await new Promise((listening) => rest.once("listening", listening));
    const url = `http://127.0.0.1:${(rest.address() as AddressInfo).port}/engine-rest`;
    const { sources } = ConfigurationSchema.parse({
      database: { url: "postgresql://unused" },
      sources: [{ id: "camunda8", kind: "camunda7", url }],
    });
    engines = new Map(
      sources.flatMap((source) => (source.kind === "camunda7" ? [[source.id, openCamunda7Engine(source)]] : [])),
    );
    server = await startTestServer({ orders: BROKEN * 5, engines });
  });
  beforeEach(async () => {
    await stopRunners();
    given.length = 0;
    answer = () => TAKEN;
  });
  after(async () => {
    await stopRunners();
    rest.close();
    await server.stop();
  });

  function startRunners(count = 1, leaseMs = 30_000): void {
    stopping = new AbortController();
    const { signal } = stopping;
    const start = () => runOperations({ pool: server.database.pool, engines, log: silentLog, signal, leaseMs });
    running = Array.from({ length: count }, start);
  }
  async function stopRunners(): Promise<void> {
    stopping.abort();
    await Promise.all(running);
    await server.database.pool.query("delete from engine_rest");
  }

  const post = (body: object) =>
    server.ask(operate, { path: "/api/v1/operations", method: "POST", role: "operator", body });
  async function ask(execution: object, targets: readonly string[] = ids): Promise<string> {
    const response = await post({ action: "retry-incident", target: { ids: targets }, reason: "mended", execution });
    assert.equal(response.status, 202, await response.clone().text());
    return ((await response.json()) as { id: string }).id;
  }
  const read = (id: string) =>
    server.read<Operation>(readOperation, { path: `/api/v1/operations/${id}`, role: "viewer" });
  const until = (id: string, state: string) =>
    eventually(`the operation to be ${state}`, async () => {
      const operation = await read(id);
      return operation.state === state && (operation.endedAt !== null || !isLast(state)) ? operation : null;
    });
  const isLast = (state: string) => ["done", "failed", "canceled"].includes(state);
  const turn = (id: string, action: string, role: "operator" | "viewer" = "operator") =>
    server.ask(control, {
      path: `/api/v1/operations/${id}/control`,
      method: "POST",
      role,
      body: { action, reason: "seen" },
    });
  async function items(id: string): Promise<readonly OperationItem[]> {
    const path = `/api/v1/operations/${id}/items?limit=500`;
    return (await server.read<{ items: OperationItem[] }>(listItems, { path, role: "viewer" })).items;
  }

  test("a canary does the first few, waits for somebody who looks, and then the rest is done, each once", async () => {
    startRunners(3);
    const id = await ask({ canary: 4 });

    const waiting = await until(id, "canary");
    const askedByThen = [...given];
    const tooEarly = await turn(id, "resume");
    const viewer = await turn(id, "continue", "viewer");
    await turn(id, "continue");
    const done = await until(id, "done");

    assert.deepEqual([waiting.succeeded, waiting.waiting, askedByThen.length], [4, BROKEN - 4, 4]);
    assert.match(waiting.stateReason, /first 4 are through, 0 of them failed/);
    assert.deepEqual([tooEarly.status, viewer.status], [409, 403]);
    assert.equal(done.succeeded, BROKEN);
    assert.deepEqual([...given].sort(), ids.map((one) => one.split(":")[1]).sort());
  });

  test("it stops by itself when too many fail, and goes on when an operator says so", async () => {
    startRunners(2);
    answer = () => REFUSED;
    const id = await ask({ stopAtFailureShare: 0.5, itemsPerSecond: 60 });

    const paused = await until(id, "paused");
    answer = () => TAKEN;
    await turn(id, "resume");
    const done = await until(id, "done");

    assert.ok(paused.failed >= 20 && paused.failed < BROKEN, `${paused.failed} failed`);
    assert.match(paused.stateReason, /of \d+ failed.*50\.0 %/);
    assert.equal(done.succeeded + done.failed, BROKEN);
    assert.equal(given.length, done.succeeded);
  });

  test("a canary that fails too often is paused, and says so", async () => {
    startRunners();
    answer = () => REFUSED;
    const id = await ask({ canary: 3, stopAtFailureShare: 0.5 });

    const paused = await until(id, "paused");
    await turn(id, "cancel");
    const canceled = await until(id, "canceled");

    assert.equal(paused.failed, 3);
    assert.deepEqual([canceled.failed, canceled.skipped], [3, BROKEN - 3]);
    assert.match((await items(id)).at(-1)?.result ?? "", /token:operator canceled the operation: seen/);
  });

  test("the rate holds over all runners together", async () => {
    startRunners(3);
    const id = await ask({ itemsPerSecond: 10 }, ids.slice(0, 20));

    const done = await until(id, "done");

    const tookMs = Date.parse(done.endedAt ?? "") - Date.parse(done.startedAt ?? "");
    // A quarter of a second's worth may come at once.
    assert.ok(tookMs >= 1_500, `20 at 10 a second took ${tookMs} ms`);
  });

  test("what is scheduled waits, shows when, and is undone by canceling before", async () => {
    startRunners();
    const id = await ask({ delaySeconds: 60 });
    const later = await ask({ startAt: new Date(Date.now() + 1_500).toISOString() }, ids.slice(0, 2));

    const scheduled = await read(id);
    await turn(id, "cancel");
    const canceled = await until(id, "canceled");
    const done = await until(later, "done");

    assert.deepEqual([scheduled.state, scheduled.startAt !== null], ["scheduled", true]);
    assert.deepEqual([canceled.skipped, canceled.succeeded], [BROKEN, 0]);
    assert.equal(done.succeeded, 2);
    assert.ok(Date.parse(done.startedAt ?? "") >= Date.parse(done.startAt ?? ""));
  });

  test("paused, nothing more is asked; resumed, it goes on where it was", async () => {
    startRunners(2);
    const id = await ask({ itemsPerSecond: 8 });
    await eventually("the first ones", async () => ((await read(id)).succeeded > 1 ? true : null));

    await turn(id, "pause");
    const paused = await eventually("what runs to end", async () => {
      const now = await read(id);
      return now.running === 0 ? now : null;
    });
    const asked = given.length;
    const other = await ask({ itemsPerSecond: 500 }, ids.slice(0, 1));
    await until(other, "done");
    assert.equal(given.length, asked + 1, "only the other operation asked something");
    assert.deepEqual([paused.state, paused.stateReason], ["paused", "token:operator paused it: seen"]);
    await turn(id, "resume");
    await turn(id, "cancel");
    const canceled = await until(id, "canceled");
    assert.equal(canceled.succeeded + canceled.skipped, BROKEN);
  });

  test("items of a runner that was killed are taken again, with what may have been done told apart", async () => {
    const id = await ask({ itemsPerSecond: 5_000 });
    const lost = await claimOperationItems(server.database.pool, 5, 30_000);
    startRunners(2, 500);

    const done = await until(id, "done");
    const attempts = (await items(id)).map((item) => item.attempts);

    assert.equal(lost.length, 5);
    assert.equal(done.succeeded, BROKEN);
    assert.deepEqual(
      [attempts.slice(0, 5), attempts.slice(5, 8)],
      [
        [2, 2, 2, 2, 2],
        [1, 1, 1],
      ],
    );
    assert.equal(new Set(given).size, BROKEN);
  });

  test("an engine that says it is too much is left alone by everybody, as long as it asks for, and nothing fails", async () => {
    startRunners(3);
    let turnedAway = 0;
    answer = () => {
      turnedAway += 1;
      return { status: 429, headers: { "retry-after": "1" }, body: { message: "too many requests" } };
    };
    const id = await ask({ itemsPerSecond: 4 });
    await eventually("the engine to turn one away", async () => (turnedAway > 0 ? true : null));
    answer = () => TAKEN;

    const rest = await eventually("the engine to be left alone", async () => {
      const { rows } = await server.database.pool.query<{ why: string }>("select why from engine_rest");
      return rows[0] ?? null;
    });
    await eventually("an answer", async () => ((await read(id)).succeeded > 0 ? true : null));
    await turn(id, "cancel");
    const canceled = await until(id, "canceled");

    assert.match(rest.why, /overloaded.*too many requests/);
    assert.equal(canceled.failed, 0);
  });

  test("refused credentials stop the rest", async () => {
    startRunners();
    answer = () => ({ status: 401, body: { message: "who are you?" } });
    const id = await ask({ itemsPerSecond: 20 });

    const failed = await until(id, "failed");

    assert.ok(failed.failed >= 1 && failed.failed < BROKEN);
    assert.equal(failed.failed + failed.skipped, BROKEN);
    assert.equal(given.length, 0);
  });

  test("when it is not as many as were shown, nothing is asked, and both numbers are told", async () => {
    const body = { action: "retry-incident", target: { filter: { process: "camunda8:order" } }, reason: "mended" };
    const matching = await post({ ...body, dryRun: true });
    const { matched } = (await matching.json()) as OperationPreview;
    const conflict = await post({ ...body, expected: matched + 2 });
    const fits = await post({ ...body, expected: matched, execution: { delaySeconds: 300 } });

    assert.deepEqual([conflict.status, fits.status], [409, 202]);
    assert.match(
      ((await conflict.json()) as { detail: string }).detail,
      new RegExp(`${matched + 2} were shown.*${matched}`),
    );
    await turn(((await fits.json()) as { id: string }).id, "cancel");
  });
});
