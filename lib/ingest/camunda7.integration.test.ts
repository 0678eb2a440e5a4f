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
    pageSize: 100,
    overlapSeconds: 5,
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
  await deployAs(processId, xml.replace('topic="charge"', `topic="${processId}"`));
}

async function deployAs(name: string, xml: string): Promise<void> {
  const form = new FormData();
  form.append("deployment-name", name);
  form.append("data", new Blob([xml]), `${name}.bpmn`);
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
      `select status from process_case where case_id = (select case_id from event where kind = 'instance.ended' and order_stream = 'instance/${id}')`,
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

test("a task that fails is an open incident of its case, and a resolved one when it was retried", async () => {
  const { id } = await place("fails");
  const [task] = await fetchTasks(1);
  const failure = { workerId: "shop", errorMessage: "card refused", retries: 0, retryTimeout: 0 };
  await ask("POST", `/external-task/${task?.id}/failure`, failure);
  const ofKind = (kind: string) =>
    `select count(*)::int from event where kind = '${kind}' and order_stream = 'instance/${id}'`;
  await becomes(ofKind("incident.opened"), 1);
  const visit = "detail::jsonb ->> 'elementInstanceKey'";
  assert.equal(
    await one(`select ${visit} from event where kind = 'incident.opened' and order_stream = 'instance/${id}'`),
    await one(`select ${visit} from event where kind = 'element.entered' and order_stream = 'instance/${id}'
      and detail::jsonb ->> 'elementId' = 'charge'`),
  );

  await ask("PUT", `/external-task/${task?.id}/retries`, { retries: 1 });

  await becomes(ofKind("incident.resolved"), 1);
  await ask("DELETE", `/process-instance/${id}`);
  await becomes(ofKind("instance.ended"), 1);
});

test("hundreds of orders come in pages, each once, though the worker is stopped in the middle", async () => {
  const many = `${processId}-many-`;
  const orders = Array.from({ length: 400 }, (_, index) => `${many}${index}`);
  const placing = Promise.all(
    Array.from({ length: 8 }, async (_, part) => {
      for (const order of orders.filter((_, index) => index % 8 === part)) await place(order);
    }),
  );
  await eventually("the first hundred", async () =>
    (await one<number>("select count(*)::int from process_case")) > 100 ? true : null,
  );
  await worker.stop();
  worker = start();
  await placing;

  await becomes(
    `select count(*)::int from process_case where case_id in (select case_id from correlation_key where value like '${many}%')`,
    400,
  );
  // A visit may be read before the instance that it is in: it stays under the id that its case had then.
  await becomes(
    `select count(distinct event_id)::int from event where kind = 'element.entered' and detail like '%"charge"%'
    and case_id in (select key_id from correlation_key where case_id in (
      select case_id from correlation_key where value like '${many}%'))`,
    400,
  );
  assert.equal(
    await one("select sum(event_count)::int from process_case"),
    await one("select count(distinct event_id)::int from event where kind <> 'definition.deployed'"),
  );
  assert.equal(await one("select count(*)::int from quarantine"), 0);
});

test("what is in what is told: each item of a multi-instance subprocess, and what its call activity called", async () => {
  const outer = `${processId}-outer`;
  const inner = `${processId}-inner`;
  const process = (id: string, content: string) => `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
    <process id="${id}" isExecutable="true" camunda:historyTimeToLive="P30D">${content}</process></definitions>`;
  const flow = (id: string, from: string, to: string) =>
    `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
  await deployAs(
    inner,
    process(inner, `<startEvent id="called"/>${flow("x", "called", "packed")}<endEvent id="packed"/>`),
  );
  await deployAs(
    outer,
    process(
      outer,
      `<startEvent id="begun"/>${flow("a", "begun", "pack")}
      <subProcess id="pack"><multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">3</loopCardinality></multiInstanceLoopCharacteristics>
        <startEvent id="item"/>${flow("i", "item", "call")}<callActivity id="call" calledElement="${inner}"/>${flow("j", "call", "done")}<endEvent id="done"/>
      </subProcess>${flow("b", "pack", "ended")}<endEvent id="ended"/>`,
    ),
  );

  const { id } = await ask<{ id: string }>("POST", `/process-definition/key/${outer}/start`, {});
  await becomes(`select count(*)::int from event where kind = 'instance.ended' and order_stream = 'instance/${id}'`, 1);

  const entered = `from event where kind = 'element.entered' and order_stream = 'instance/${id}'`;
  const { rows } = await ours.pool.query<{ element: string; type: string; key: string; scope: string; called: string }>(
    `select detail::jsonb ->> 'elementId' as element, detail::jsonb ->> 'elementType' as type, detail::jsonb ->> 'elementInstanceKey' as key,
       detail::jsonb ->> 'scopeKey' as scope, detail::jsonb ->> 'calledProcessInstanceKey' as called ${entered}`,
  );
  const typeOf = new Map(rows.map(({ key, type }) => [key, type]));
  const packs = rows.filter(({ element, type }) => element === "pack" && type === "SUB_PROCESS");
  assert.deepEqual(
    packs.map(({ scope }) => typeOf.get(scope)),
    ["MULTI_INSTANCE_BODY", "MULTI_INSTANCE_BODY", "MULTI_INSTANCE_BODY"],
  );
  const calls = rows.filter(({ element }) => element === "call");
  assert.deepEqual(new Set(calls.map(({ scope }) => scope)), new Set(packs.map(({ key }) => key)));
  for (const { called } of calls) {
    await becomes(
      `select detail::jsonb ->> 'parentProcessInstanceKey' from event where kind = 'instance.started' and order_stream = 'instance/${called}'`,
      id,
    );
  }
});
