import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Camunda8 } from "@camunda8/sdk";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import { GET as listItems } from "@/app/api/v1/operations/[operationId]/items/route";
import { GET as readOperation } from "@/app/api/v1/operations/[operationId]/route";
import { POST as operate } from "@/app/api/v1/operations/route";
import { GET as listDefinitions } from "@/app/api/v1/processes/[processId]/definitions/route";
import { GET as listTasks } from "@/app/api/v1/user-tasks/route";
import type { Incident } from "@/lib/api/contract/cases";
import type { Operation, OperationItem } from "@/lib/api/contract/operations";
import type { ProcessDefinitions } from "@/lib/api/contract/processes";
import type { UserTaskList } from "@/lib/api/contract/user-tasks";
import { eventually, type RunningWorker, startWorker } from "@/lib/ingest/worker.test-support";
import {
  startCamundaForTests,
  startKafkaForTests,
  type TestCamunda8,
  type TestKafka,
} from "@/lib/local/java-servers.test-support";
import { openEngines } from "@/lib/operations/open-engines";
import { runOperations } from "@/lib/operations/runner";
import { silentLog } from "@/lib/platform/log";
import { startTestServer, type TestServer } from "./server.test-support";

const PROCESS = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="mend" name="Mend" isExecutable="true">
    <bpmn:startEvent id="begun"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begun" targetRef="work"/>
    <bpmn:serviceTask id="work" name="Do the work">
      <bpmn:extensionElements><zeebe:taskDefinition type="mend-work"/></bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="b" sourceRef="work" targetRef="ended"/>
    <bpmn:endEvent id="ended"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`);

const node = (id: string, inner: string, [from, to]: readonly [string, string]) =>
  `<bpmn:${inner}<bpmn:incoming>${from}</bpmn:incoming><bpmn:outgoing>${to}</bpmn:outgoing></bpmn:${id}>`;
const job = (id: string, ways: readonly [string, string]) =>
  node(
    "serviceTask",
    `serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="walk-${id}"/></bpmn:extensionElements>`,
    ways,
  );
/** Two jobs, then a message that it waits for by its order's id. */
const WALK = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:message id="go" name="Go"><bpmn:extensionElements><zeebe:subscription correlationKey="=orderId"/></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="walk" isExecutable="true">
    <bpmn:startEvent id="begun"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begun" targetRef="first"/>${job("first", ["a", "b"])}
    <bpmn:sequenceFlow id="b" sourceRef="first" targetRef="second"/>${job("second", ["b", "c"])}
    <bpmn:sequenceFlow id="c" sourceRef="second" targetRef="wait"/>
    <bpmn:intermediateCatchEvent id="wait"><bpmn:incoming>c</bpmn:incoming><bpmn:outgoing>e</bpmn:outgoing><bpmn:messageEventDefinition messageRef="go"/></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="e" sourceRef="wait" targetRef="ended"/>
    <bpmn:endEvent id="ended"><bpmn:incoming>e</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`);

/** The same with other names for its first job and the message. */
const NEWER_WALK = Buffer.from(
  String(WALK)
    .replaceAll('id="first"', 'id="prepare"')
    .replaceAll('"first"', '"prepare"')
    .replaceAll('"wait"', '"listen"'),
);

/** One task for a person, which the engine keeps as a job. */
const PERSON = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <bpmn:process id="person" isExecutable="true">
    <bpmn:startEvent id="begun"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begun" targetRef="approve"/>${node("userTask", 'userTask id="approve" name="Approve it">', ["a", "b"])}
    <bpmn:sequenceFlow id="b" sourceRef="approve" targetRef="ended"/>
    <bpmn:endEvent id="ended"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`);

type Page<Item> = { readonly items: readonly Item[] };

describe("mending an incident of the real engine", { timeout: 300_000 }, () => {
  let [kafka, camunda, server, worker]: [TestKafka?, TestCamunda8?, TestServer?, RunningWorker?] = [];
  let zeebe: ReturnType<Camunda8["getZeebeGrpcApiClient"]> | undefined;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let engines: ReturnType<typeof openEngines> = new Map();

  before(async () => {
    kafka = await startKafkaForTests();
    camunda = await startCamundaForTests(kafka);
    const { grpcAddress, topic } = camunda;
    const nothing = {
      restAddress: null,
      clientId: null,
      clientSecret: null,
      oauthUrl: null,
      records: null,
      variables: [],
    };
    engines = openEngines({ sources: [{ id: "camunda8", kind: "camunda8", grpcAddress, ...nothing }] });
    server = await startTestServer({ engines });
    const rule = { topic, format: "zeebe", engine: "camunda8" };
    worker = startWorker({
      databaseUrl: server.database.connectionString,
      bootstrap: kafka.bootstrap,
      topics: [rule],
    });
    zeebe = new Camunda8({
      CAMUNDA_OAUTH_DISABLED: true,
      CAMUNDA_AUTH_STRATEGY: "NONE",
      ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: "NONE" },
    }).getZeebeGrpcApiClient();
    await zeebe.deployResource({ process: PROCESS, name: "mend.bpmn" });
    await zeebe.deployResource({ process: WALK, name: "walk.bpmn" });
    await zeebe.deployResource({ process: PERSON, name: "person.bpmn" });
    running = runOperations({ pool: server.database.pool, engines, log: silentLog, signal: stopping.signal });
  });
  after(async () => {
    stopping.abort();
    await running;
    await zeebe?.close();
    for (const engine of engines.values()) await engine.close();
    await worker?.stop();
    await server?.stop();
    await camunda?.stop();
    await kafka?.stop();
  });

  const at = () => server as TestServer;
  const client = () => zeebe as NonNullable<typeof zeebe>;

  async function activate() {
    return eventually("a job to work on", async () => {
      const jobs = await client().activateJobs({
        type: "mend-work",
        worker: "test",
        timeout: 10_000,
        maxJobsToActivate: 1,
        requestTimeout: 2_000,
      });
      return jobs[0] ?? null;
    });
  }

  async function breakOne(): Promise<Incident> {
    const { processInstanceKey } = await client().createProcessInstance({ bpmnProcessId: "mend", variables: {} });
    const job = await activate();
    await client().failJob({ jobKey: job.key, retries: 0, errorMessage: "the tool broke", retryBackOff: 0 });
    return eventually("the incident", async () => {
      const path = "/api/v1/incidents?process=camunda8:mend";
      const response = await at().ask(listIncidents, { path, role: "viewer" });
      if (response.status !== 200) return null;
      const { items } = (await response.json()) as Page<Incident>;
      return items.find((incident) => incident.processInstanceKey === processInstanceKey) ?? null;
    });
  }

  async function ask(
    action: string,
    id: string,
    parameters: object = {},
  ): Promise<{ operation: Operation; items: readonly OperationItem[] }> {
    const body = { action, target: { ids: [id] }, parameters, reason: "the tool is mended" };
    const accepted = await at().read<{ id: string }>(operate, {
      path: "/api/v1/operations",
      method: "POST",
      role: "operator",
      body,
    });
    const path = `/api/v1/operations/${accepted.id}`;
    const operation = await eventually("the operation's end", async () => {
      const known = await at().read<Operation>(readOperation, { path, role: "viewer" });
      return known.endedAt === null ? null : known;
    });
    const { items } = await at().read<Page<OperationItem>>(listItems, { path: `${path}/items`, role: "viewer" });
    return { operation, items };
  }

  /** A process instance of `walk`, as soon as the console shows where its token stands. */
  async function walk(orderId: string): Promise<string> {
    const { processInstanceKey } = await client().createProcessInstance({
      bpmnProcessId: "walk",
      variables: { orderId },
    });
    await eventually("its token at the first job", async () =>
      (await tokensOf(processInstanceKey)) === "first" ? true : null,
    );
    return `camunda8:${processInstanceKey}`;
  }

  async function tokensOf(processInstanceKey: string): Promise<string> {
    const { rows } = await at().database.pool.query<{ element_id: string }>(
      "select element_id from open_element where process_instance_key = $1 and element_id <> 'walk' order by element_id",
      [processInstanceKey],
    );
    return rows.map(({ element_id }) => element_id).join(" ");
  }

  async function statusOf(id: string): Promise<string> {
    const { rows } = await at().database.pool.query<{ status: string }>(
      "select status from process_instance where process_instance_key = $1",
      [id.split(":")[1]],
    );
    return rows[0]?.status ?? "";
  }

  const isOpen = async (id: string) => {
    const { items } = await at().read<Page<Incident>>(listIncidents, { path: "/api/v1/incidents", role: "viewer" });
    return items.some((incident) => incident.id === id);
  };

  test("a retry lets the order go on, and the incident goes when the engine says so", async () => {
    const incident = await breakOne();
    assert.match(incident.message, /the tool broke/);
    assert.equal(incident.elementName, "Do the work");

    const { operation, items } = await ask("retry-incident", incident.id);
    await eventually("the incident to be gone", async () => ((await isOpen(incident.id)) ? null : true));
    const job = await activate();
    await client().completeJob({ jobKey: job.key, variables: {} });

    assert.deepEqual([operation.state, operation.succeeded], ["done", 1]);
    assert.equal(items[0]?.result, "the engine took the incident as resolved");
    assert.equal(String(job.processInstanceKey), incident.processInstanceKey);
  });

  test("what somebody else has resolved meanwhile is skipped, in the engine's own words", async () => {
    const incident = await breakOne();
    worker?.kill("SIGSTOP"); // the projection does not hear of it
    await client().updateJobRetries({ jobKey: incident.jobKey ?? "", retries: 1 });
    await client().resolveIncident({ incidentKey: incident.id.split(":")[1] ?? "" });

    const { items } = await ask("resolve-incident", incident.id);
    worker?.kill("SIGCONT");
    await client().completeJob({ jobKey: (await activate()).key, variables: {} });

    assert.equal(items[0]?.state, "skipped");
    assert.match(items[0]?.result ?? "", /no such incident/i);
  });

  test("two operators retry the same incident at once: it is done once, and the other is told so", async () => {
    const incident = await breakOne();

    const both = await Promise.all([ask("retry-incident", incident.id), ask("retry-incident", incident.id)]);
    await client().completeJob({ jobKey: (await activate()).key, variables: {} });

    const items = both.flatMap((one) => one.items);
    assert.deepEqual(items.map(({ state }) => state).sort(), ["skipped", "succeeded"]);
    const told = items.find(({ state }) => state === "skipped")?.result ?? "";
    assert.match(told, /no such incident|resolved already/i);
  });

  test("a token is moved on the way, variables are set, and a message lets the instance go on to its end", async () => {
    const id = await walk("order-7");
    const key = id.split(":")[1] ?? "";

    const moved = await ask("modify-instance", id, { moves: [{ fromElementId: "first", toElementId: "wait" }] });
    assert.equal(moved.items[0]?.result, "1 activated, 1 terminated");
    await eventually("the token at the message", async () => ((await tokensOf(key)) === "wait" ? true : null));
    const set = await ask("set-variables", id, { variables: { note: "moved by hand", nothing: null } });
    assert.equal(set.items[0]?.result, "note, nothing set");

    const message = { name: "Go", correlationKey: "order-7", variables: {}, timeToLiveMs: 0 };
    const sent = await ask("correlate-message", "camunda8", message);
    assert.deepEqual([sent.operation.state, sent.items[0]?.caseId], ["done", null]);
    await eventually("its end", async () => ((await statusOf(id)) === "completed" ? true : null));

    const late = await ask("cancel-instance", id);
    assert.deepEqual([late.items[0]?.state, late.items[0]?.result], ["skipped", "it has ended already"]);
  });

  test("a user task is found among those of all engines, completed with what it came to, and leaves the list", async () => {
    const { processInstanceKey } = await client().createProcessInstance({ bpmnProcessId: "person", variables: {} });
    const list = () => at().read<UserTaskList>(listTasks, { path: "/api/v1/user-tasks", role: "viewer" });
    const task = await eventually("the task", async () => {
      const { items } = await list();
      return items.find((one) => one.processInstanceKey === processInstanceKey && one.id !== null) ?? null;
    });
    assert.deepEqual([task.name, task.assignee], ["Approve it", null]);

    const { items } = await ask("complete-user-task", task.id ?? "", { variables: { approved: true } });
    await eventually("its end", async () =>
      (await statusOf(`camunda8:${processInstanceKey}`)) === "completed" ? true : null,
    );

    assert.equal(items[0]?.result, "the task was completed");
    const left = (await list()).items.filter((one) => one.processInstanceKey === processInstanceKey);
    assert.deepEqual(left, []);
  });

  test("by a filter the open instances of a model are canceled, and the projection hears of it from the engine", async () => {
    const ids = [await walk("order-8"), await walk("order-9")].sort();
    const target = { filter: { process: "camunda8:walk" } };
    const dry = { action: "cancel-instance", target, dryRun: true };
    const path = "/api/v1/operations";
    const preview = await at().read<{ matched: number; effect: string; sample: { id: string }[] }>(operate, {
      path,
      method: "POST",
      role: "operator",
      body: dry,
    });
    assert.deepEqual(
      [preview.matched, preview.sample.map((one) => one.id).sort(), preview.effect.slice(0, 34)],
      [2, ids, "The engine ends 2 process instance"],
    );

    for (const id of ids) assert.equal((await ask("cancel-instance", id)).operation.succeeded, 1);
    for (const id of ids) {
      await eventually("its end", async () => ((await statusOf(id)) === "terminated" ? true : null));
    }
  });

  test("variables are mended and the job tried again in one operation; what does not fit is refused with its place", async () => {
    const incident = await breakOne();
    const post = (parameters: object) =>
      at().ask(operate, {
        path: "/api/v1/operations",
        method: "POST",
        role: "operator",
        body: { action: "edit-and-retry", target: { ids: [incident.id] }, parameters, reason: "a new tool" },
      });
    const refused = await post({ variables: {}, retries: 500 });
    assert.equal(refused.status, 400);
    const problem = (await refused.json()) as { errors: { pointer: string }[] };
    assert.deepEqual(
      problem.errors.map(({ pointer }) => pointer),
      ["/parameters/variables", "/parameters/retries"],
    );

    const { items } = await ask("edit-and-retry", incident.id, { variables: { tool: "hammer" }, retries: 2 });
    const tried = await activate();
    await client().completeJob({ jobKey: tried.key, variables: {} });

    assert.equal(items[0]?.result, "tool set; the engine took the incident as resolved");
    assert.equal((tried.variables as { tool?: string }).tool, "hammer");
  });

  test("what Camunda 8 does not have is refused before anything is asked, and says which engines do", async () => {
    const id = await walk("order-10");
    const { items } = await ask("suspend-instance", id);

    assert.deepEqual([items[0]?.state, items[0]?.result], ["skipped", "camunda8 does not offer suspend-instance"]);
    await ask("cancel-instance", id);
  });

  test("an instance goes over to a newer version, whose elements it stands in from then on", async () => {
    const [id, left] = [await walk("order-11"), await walk("order-12")];
    const target = { filter: { process: "camunda8:walk", element: "first" } };
    const body = { action: "cancel-instance", target, dryRun: true };
    const asked = { path: "/api/v1/operations", method: "POST", role: "operator", body } as const;
    const count = async () => (await at().read<{ matched: number }>(operate, asked)).matched;
    const standing = await count();
    const { deployments } = await client().deployResource({ process: NEWER_WALK, name: "walk.bpmn" });
    const newest = deployments[0]?.process.version;
    const newer = await eventually("the newer version", async () => {
      const path = "/api/v1/processes/camunda8:walk/definitions";
      const { items } = await at().read<ProcessDefinitions>(listDefinitions, { path, role: "viewer" });
      return items.find(({ version, hasDiagram }) => version === newest && hasDiagram) ?? null;
    });

    const to = { targetDefinitionKey: newer.definitionKey };
    const lost = await ask("migrate-instance", id, { ...to, mapping: [] });
    assert.equal(lost.items[0]?.state, "failed", lost.items[0]?.result);
    const mapping = [{ sourceElementId: "first", targetElementId: "prepare" }];
    const { items } = await ask("migrate-instance", id, { ...to, mapping });

    assert.equal(items[0]?.result, "the engine migrated it");
    await eventually("its token in the newer version", async () =>
      (await tokensOf(id.split(":")[1] ?? "")) === "prepare" ? true : null,
    );
    assert.equal(await count(), standing - 1);
    for (const each of [id, left]) await ask("cancel-instance", each);
  });
});
