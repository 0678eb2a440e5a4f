import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startOperatonForTests, type TestOperaton } from "@/lib/local/operaton.test-support";
import { ConfigurationSchema } from "@/lib/platform/configuration-schema";
import { type Camunda7Engine, openCamunda7Engine } from "./camunda7-engine";
import type { Camunda7Request } from "./camunda7-request";

let operaton: TestOperaton;
let engine: Camunda7Engine;
const processId = `mending-${process.pid}-${Date.now()}`;
const diagram = new URL("../../sources/camunda7/handling.test-support.bpmn", import.meta.url);

before(async () => {
  operaton = await startOperatonForTests();
  const { sources } = ConfigurationSchema.parse({
    database: { url: "postgresql://nowhere/none" },
    sources: [{ id: "operaton", kind: "camunda7", url: operaton.url }],
  });
  if (sources[0]?.kind !== "camunda7") throw new Error("an engine was configured");
  engine = openCamunda7Engine(sources[0]);
  await deploy("first");
});
after(() => operaton?.stop());

async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${operaton.url}${path}`, { method, headers, ...content });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return (text === "" ? null : JSON.parse(text)) as Answer;
}

async function deploy(name: string): Promise<string> {
  const xml = readFileSync(diagram, "utf8").replaceAll('"handling"', `"${processId}"`);
  const form = new FormData();
  form.append("deployment-name", `${processId}-${name}`);
  const topic = xml.replace('topic="charge"', `topic="${processId}"`).replace("a day later", name);
  form.append("data", new Blob([topic]), `${processId}.bpmn`);
  const response = await fetch(`${operaton.url}/deployment/create`, { method: "POST", body: form });
  const { deployedProcessDefinitions } = (await response.json()) as { deployedProcessDefinitions: object };
  return Object.keys(deployedProcessDefinitions)[0] ?? "";
}

type Row = { readonly id: string };
const placed = async () =>
  (await ask<Row>("POST", `/process-definition/key/${processId}/start`, { businessKey: processId })).id;
const tasks = (instance: string) => ask<readonly Row[]>("GET", `/task?processInstanceId=${instance}`);
const incidents = (instance: string) => ask<readonly Row[]>("GET", `/incident?processInstanceId=${instance}`);
const variable = async (instance: string, name: string) =>
  (await ask<{ value: unknown }>("GET", `/process-instance/${instance}/variables/${name}`)).value;

async function done(request: Camunda7Request): Promise<void> {
  const answer = await engine.perform(request);
  assert.equal(answer.outcome, "done", JSON.stringify(answer));
}

/** An instance whose card was refused; gives it with its incident. */
async function failed(): Promise<{ readonly instance: string; readonly incidentKey: string }> {
  const instance = await placed();
  const topics = [{ topicName: processId, lockDuration: 60_000, processInstanceIdIn: [instance] }];
  const [task] = await ask<readonly (Row & { processInstanceId: string })[]>("POST", "/external-task/fetchAndLock", {
    workerId: "shop",
    maxTasks: 1,
    topics: [{ ...topics[0], businessKey: processId }],
  });
  const failure = { workerId: "shop", errorMessage: "card refused", retries: 0, retryTimeout: 0 };
  await ask("POST", `/external-task/${task?.id}/failure`, failure);
  const [incident] = await incidents(task?.processInstanceId ?? instance);
  return { instance: task?.processInstanceId ?? instance, incidentKey: incident?.id ?? "" };
}

test("a failed task gets new retries and its incident is over, and asking again says that it is gone", async () => {
  const { instance, incidentKey } = await failed();

  await done({ action: "retry-incident", incidentKey, retries: 2 });

  assert.deepEqual(await incidents(instance), []);
  assert.equal((await engine.perform({ action: "retry-incident", incidentKey, retries: 2 })).outcome, "gone");
  await done({ action: "cancel-instance", processInstanceKey: instance });
});

test("variables are set before the task that failed is tried again", async () => {
  const { instance, incidentKey } = await failed();

  await done({ action: "edit-and-retry", incidentKey, variables: { card: "new" }, scope: "instance", retries: 1 });

  assert.equal(await variable(instance, "card"), "new");
  assert.deepEqual(await incidents(instance), []);
  await done({ action: "cancel-instance", processInstanceKey: instance });
});

test("an instance is moved, suspended, resumed, told its message, its task assigned and completed, and it is started again", async () => {
  const instance = await placed();
  const of = { processInstanceKey: instance };
  await done({ action: "set-variables", ...of, variables: { amount: 5, isPaid: true, rate: 0.5, note: null } });
  assert.equal(await variable(instance, "amount"), 5);
  await done({
    action: "modify-instance",
    ...of,
    activate: [],
    terminate: [],
    moves: [{ fromElementId: "charge", toElementId: "wait" }],
  });

  await done({ action: "suspend-instance", ...of });
  await done({ action: "resume-instance", ...of });
  await done({ action: "correlate-message", name: "paid", correlationKey: processId, variables: { by: "card" } });
  const [task] = await tasks(instance);
  await done({ action: "assign-user-task", taskKey: task?.id ?? "", assignee: "ada" });
  await done({ action: "complete-user-task", taskKey: task?.id ?? "", variables: { isRight: true } });
  await done({ action: "restart-instance", ...of });

  const again = await engine.perform({ action: "complete-user-task", taskKey: task?.id ?? "", variables: {} });
  assert.equal(again.outcome, "gone", JSON.stringify(again));
  const nobody = await engine.perform({
    action: "correlate-message",
    name: "paid",
    correlationKey: "nobody",
    variables: {},
  });
  assert.equal(nobody.outcome, "refused", JSON.stringify(nobody));
});

test("an instance is migrated to a newer version, and one that is gone is said to be", async () => {
  const instance = await placed();
  const target = await deploy("second");

  await done({ action: "migrate-instance", processInstanceKey: instance, targetDefinitionKey: target, mapping: [] });

  const { definitionId } = await ask<{ definitionId: string }>("GET", `/process-instance/${instance}`);
  assert.equal(definitionId, target);
  await done({ action: "cancel-instance", processInstanceKey: instance });
  for (const action of ["cancel-instance", "suspend-instance", "resume-instance"] as const) {
    assert.equal((await engine.perform({ action, processInstanceKey: instance })).outcome, "gone", action);
  }
});
