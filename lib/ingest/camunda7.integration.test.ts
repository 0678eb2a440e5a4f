import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startOperatonForTests, type TestOperaton } from "@/lib/local/operaton.test-support";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { type InlineWorker, startInlineWorker } from "./inline-worker.test-support";
import { eventually } from "./worker.test-support";

let ours: TestDatabase;
let operaton: TestOperaton;
let worker: InlineWorker;
/** The engine is shared with other tests: what is ours is told by its process id. */
const processId = `handling-${process.pid}-${Date.now()}`;

before(async () => {
  [ours, operaton] = await Promise.all([startTestDatabase(), startOperatonForTests()]);
  await deploy();
  worker = start();
});
after(async () => {
  await worker?.stop();
  await ours?.stop();
  await operaton?.stop();
});

const start = () =>
  startInlineWorker(ours.connectionString, {
    id: "operaton",
    kind: "camunda7",
    url: operaton.url,
    businessKey: "orderId",
    pollMs: 100,
    pageSize: 200,
    overlapSeconds: 2,
  });

async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${operaton.url}${path}`, { method, headers, ...content });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return (text === "" ? null : JSON.parse(text)) as Answer;
}

async function deploy(): Promise<void> {
  const diagram = new URL("../sources/camunda7/handling.test-support.bpmn", import.meta.url);
  const xml = readFileSync(diagram, "utf8")
    .replaceAll('"handling"', `"${processId}"`)
    .replaceAll('"charge"', `"charge"`);
  const form = new FormData();
  form.append("deployment-name", processId);
  form.append("data", new Blob([xml.replace('topic="charge"', `topic="${processId}"`)]), `${processId}.bpmn`);
  const response = await fetch(`${operaton.url}/deployment/create`, { method: "POST", body: form });
  assert.ok(response.ok, await response.text());
}

const place = (orderId: string) =>
  ask<{ id: string }>("POST", `/process-definition/key/${processId}/start`, {
    businessKey: orderId,
    variables: { amount: { value: 12, type: "Integer" } },
  });

type Task = { readonly id: string; readonly processInstanceId: string };
const fetchTasks = (maxTasks: number) =>
  ask<readonly Task[]>("POST", "/external-task/fetchAndLock", {
    workerId: "shop",
    maxTasks,
    topics: [{ topicName: processId, lockDuration: 60_000 }],
  });

async function one<Value>(sql: string): Promise<Value> {
  const { rows } = await ours.pool.query<{ value: Value }>(`select (${sql}) as value`);
  return rows[0]?.value as Value;
}

const becomes = (sql: string, wanted: unknown) => {
  let last: unknown;
  return eventually(`${sql} to be ${wanted}`, async () => {
    last = await one(sql);
    return last === wanted ? true : null;
  }).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : error}; it was ${JSON.stringify(last)}`);
  });
};

const kindsOf = (instance: string) =>
  `select string_agg(kind || coalesce(' ' || (detail::jsonb ->> 'elementId'), ''), ', ' order by occurred_at, order_position, part) from event
   where order_stream = 'instance/${instance}' and kind <> 'variable.set'`;

test("an order that runs in the engine is a case with its elements, its message and its user task, each counted once", async () => {
  const { id } = await place("through");
  const [task] = await fetchTasks(1);
  await ask("POST", `/external-task/${task?.id}/complete`, { workerId: "shop" });
  await ask("POST", "/message", { messageName: "paid", businessKey: "through" });
  const [todo] = await ask<readonly Task[]>("GET", `/task?processInstanceId=${id}`);
  await becomes(
    `select count(*)::int from event where kind = 'user-task.changed' and order_stream = 'instance/${id}'`,
    1,
  );
  await ask("POST", `/task/${todo?.id}/complete`, {});

  await becomes(`select count(*)::int from event where kind = 'instance.ended' and order_stream = 'instance/${id}'`, 1);
  await becomes(`select count(*)::int from event where kind = 'element.left' and order_stream = 'instance/${id}'`, 5);
  assert.equal(
    await one(
      "select status from process_case where case_id = (select case_id from event where kind = 'instance.ended' limit 1)",
    ),
    "ended",
  );
  const told = await one<string>(kindsOf(id));
  for (const fact of [
    "element.entered charge",
    "subscription.changed wait",
    "user-task.changed check",
    "element.left done",
  ]) {
    assert.ok(told.includes(fact), `${fact} is missing in ${told}`);
  }
});
