import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import process from "node:process";
import { after, before, describe, test } from "node:test";
import { Camunda8 } from "@camunda8/sdk";
import { GET as listAudit } from "@/app/api/v1/audit/route";
import { POST as control } from "@/app/api/v1/operations/[operationId]/control/route";
import { GET as readOperation } from "@/app/api/v1/operations/[operationId]/route";
import { POST as operate } from "@/app/api/v1/operations/route";
import type { AuditEntry } from "@/lib/api/contract/audit";
import type { Operation } from "@/lib/api/contract/operations";
import { eventually, type RunningWorker, startWorker } from "@/lib/ingest/worker.test-support";
import { type LocalCamunda8, startCamunda8 } from "@/lib/local/camunda8";
import { getFiles, SERVERS, startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { prepareCamunda8 } from "@/lib/local/server-files";
import { makeTestFolder, removeTestFolder } from "@/lib/local/test-folder.test-support";
import { verifyAudit } from "@/lib/operations/audit/verify-audit";
import { openEngines } from "@/lib/operations/open-engines";
import { startTestServer, type TestServer } from "./server.test-support";

/** `THROUGHLINE_TEST_INCIDENTS=1000` is the proof; the suite does with fewer. */
const INCIDENTS = Number(process.env["THROUGHLINE_TEST_INCIDENTS"] ?? 150);
const CANARY = 10;
const AT_ONCE = 50;
/** Longer than an engine's answer may take, and shorter than the default, for the test waits for it. */
const LEASE_MS = 20_000;
const WITHIN_MS = 180_000;

const PROCESS = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="many" name="Many" isExecutable="true">
    <bpmn:startEvent id="begun"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begun" targetRef="work"/>
    <bpmn:serviceTask id="work" name="Do the work">
      <bpmn:extensionElements><zeebe:taskDefinition type="many-work"/></bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="b" sourceRef="work" targetRef="ended"/>
    <bpmn:endEvent id="ended"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`);

describe("retrying many incidents while processes are killed and frozen", { timeout: 600_000 }, () => {
  let [kafka, camunda, server, worker]: [TestKafka?, LocalCamunda8?, TestServer?, RunningWorker?] = [];
  let dataDir: string;
  let zeebe: ReturnType<Camunda8["getZeebeGrpcApiClient"]>;
  let engines: ReturnType<typeof openEngines>;
  let engineSource: Parameters<typeof openEngines>[0]["sources"][number];
  const runners: ChildProcess[] = [];

  before(async () => {
    kafka = await startKafkaForTests();
    dataDir = await makeTestFolder("bulk-killed");
    const files = getFiles(await prepareCamunda8(SERVERS));
    const topic = `zeebe-many-${randomBytes(4).toString("hex")}`;
    const wish = { dataDir, files, kafkaBootstrap: kafka.bootstrap, topic, preferredRestPort: 0, log: () => undefined };
    startEngine = (preferredGrpcPort) => startCamunda8({ ...wish, preferredGrpcPort });
    camunda = await startEngine(0);
    const nothing = { restAddress: null, clientId: null, clientSecret: null, oauthUrl: null };
    const { grpcAddress } = camunda;
    engineSource = { id: "camunda8", kind: "camunda8", grpcAddress, ...nothing, records: null, variables: [] };
    engines = openEngines({ sources: [engineSource] });
    server = await startTestServer({ engines });
    const topics = [{ topic, format: "zeebe", engine: "camunda8" }];
    worker = startWorker({ databaseUrl: server.database.connectionString, bootstrap: kafka.bootstrap, topics });
    zeebe = new Camunda8({
      CAMUNDA_AUTH_STRATEGY: "NONE",
      ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: "NONE" },
    }).getZeebeGrpcApiClient();
    await zeebe.deployResource({ process: PROCESS, name: "many.bpmn" });
  });
  after(async () => {
    for (const runner of runners) runner.kill("SIGKILL");
    await zeebe.close();
    for (const engine of engines.values()) await engine.close();
    await worker?.stop();
    await server?.stop();
    await camunda?.stop();
    await kafka?.stop();
    removeTestFolder(dataDir);
  });

  let startEngine: (preferredGrpcPort: number) => Promise<LocalCamunda8>;
  const at = () => server as TestServer;

  function startRunner(): ChildProcess {
    const database = { url: at().database.connectionString };
    const given = JSON.stringify({ database, sources: [engineSource], leaseMs: LEASE_MS });
    const child = spawn(process.execPath, ["--import", "tsx", "lib/operations/run-operations.test-support.ts", given], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    runners.push(child);
    return child;
  }

  /** Takes jobs until there were so many. */
  async function eachJob(work: (jobKey: string) => Promise<unknown>): Promise<ReadonlySet<string>> {
    const seen = new Set<string>();
    await eventually(
      "a job for each",
      async () => {
        const asked = { type: "many-work", worker: "test", timeout: 60_000, requestTimeout: 1_000 };
        const jobs = await zeebe.activateJobs({ ...asked, maxJobsToActivate: AT_ONCE });
        await Promise.all(jobs.map(({ key }) => work(key)));
        for (const { key } of jobs) {
          assert.ok(!seen.has(key), `job ${key} came twice`);
          seen.add(key);
        }
        return seen.size >= INCIDENTS ? true : null;
      },
      WITHIN_MS,
    );
    return seen;
  }

  async function breakAll(): Promise<void> {
    for (let made = 0; made < INCIDENTS; made += AT_ONCE) {
      const count = Math.min(AT_ONCE, INCIDENTS - made);
      const create = () => zeebe.createProcessInstance({ bpmnProcessId: "many", variables: {} });
      await Promise.all(Array.from({ length: count }, create));
    }
    await eachJob((jobKey) => zeebe.failJob({ jobKey, retries: 0, errorMessage: "the tool broke", retryBackOff: 0 }));
    await until("every incident to be shown", async () => (await count("resolved_at is null")) === INCIDENTS);
  }

  async function count(where: string): Promise<number> {
    const asked = `select count(*) as "count" from incident where ${where}`;
    const { rows } = await at().database.pool.query<{ count: number }>(asked);
    return rows[0]?.count ?? 0;
  }

  const until = (what: string, isTrue: () => Promise<boolean>) =>
    eventually(what, async () => ((await isTrue()) ? true : null), WITHIN_MS);
  const post = (body: object) =>
    at().read<{ id: string; matched: number }>(operate, {
      path: "/api/v1/operations",
      method: "POST",
      role: "operator",
      body: { action: "retry-incident", target: { filter: { process: "camunda8:many" } }, reason: "mended", ...body },
    });
  const read = (id: string) =>
    at().read<Operation>(readOperation, { path: `/api/v1/operations/${id}`, role: "viewer" });

  test("each is retried once, or reported; none is skipped; the audit trail has all of it", async () => {
    await breakAll();
    const first = startRunner();
    const { id, matched } = await post({ expected: INCIDENTS, execution: { canary: CANARY, itemsPerSecond: 60 } });
    await until("the canary", async () => (await read(id)).state === "canary");
    const canary = await read(id);
    const path = `/api/v1/operations/${id}/control`;
    await at().read(control, { path, method: "POST", role: "operator", body: { action: "continue", reason: "fine" } });

    await until("a quarter", async () => (await read(id)).succeeded >= INCIDENTS / 4);
    first.kill("SIGKILL");
    startRunner();
    await until("three eighths", async () => (await read(id)).succeeded >= (INCIDENTS * 3) / 8);
    await freezeEngine();
    await until("half", async () => (await read(id)).succeeded >= INCIDENTS / 2);
    signalEngine("SIGKILL");
    await camunda?.process.exited;
    camunda = await startEngine(Number(camunda?.grpcAddress.split(":")[1]));
    await until("the end", async () => (await read(id)).endedAt !== null);

    const operation = await read(id);
    assert.deepEqual([matched, canary.succeeded, canary.waiting], [INCIDENTS, CANARY, INCIDENTS - CANARY]);
    assert.deepEqual([operation.waiting, operation.running, operation.skipped], [0, 0, 0]);
    await until(
      "what succeeded to be resolved",
      async () => (await count("resolved_at is not null")) >= operation.succeeded,
    );
    process.stderr.write(
      `${operation.succeeded} retried, ${operation.failed} reported (${operation.unknown} unknown)\n`,
    );
    assert.equal(await doneAllTheSame(id), 0, "what is told as failed was not done");
    if (operation.failed > 0) await retryReported(operation.failed);

    const done = await eachJob((key) => zeebe.completeJob({ jobKey: key, variables: {} }));
    await until("all cases to end", async () => (await endedCases()) === INCIDENTS);
    assert.deepEqual([done.size, await count("true"), await count("resolved_at is null")], [INCIDENTS, INCIDENTS, 0]);
    await assertAudited(id, operation);
  });

  async function doneAllTheSame(id: string): Promise<number> {
    const { rows } = await at().database.pool.query<{ done: number }>(
      `select count(*) as done from operation_item as item
       join incident on item.target_id = 'camunda8:' || incident.incident_key
       where item.operation_id = $1 and item.state = 'failed' and incident.resolved_at is not null`,
      [id],
    );
    return rows[0]?.done ?? 0;
  }

  const signalEngine = (signal: NodeJS.Signals) => process.kill(-(camunda as LocalCamunda8).process.pid, signal);

  /** Until calls were given up whose commands the engine has got, and will carry out when it goes on. */
  async function freezeEngine(): Promise<void> {
    signalEngine("SIGSTOP");
    await until("calls to be given up", async () => {
      const { rowCount } = await at().database.pool.query(
        "select from operation_item where maybe_done and result like 'attempt %'",
      );
      return (rowCount ?? 0) > 0;
    });
    signalEngine("SIGCONT");
  }

  /** What was reported may have been done all the same: what is still open is asked again. */
  async function retryReported(reported: number): Promise<void> {
    const open = await count("resolved_at is null");
    assert.ok(open <= reported, `${open} are open, but only ${reported} were reported`);
    if (open === 0) return;
    const { id } = await post({});
    await until("the end of the second", async () => (await read(id)).endedAt !== null);
    await until("all to be resolved", async () => (await count("resolved_at is null")) === 0);
  }

  async function endedCases(): Promise<number> {
    const asked = `select count(*) as "count" from process_case where status = 'ended'`;
    return (await at().database.pool.query<{ count: number }>(asked)).rows[0]?.count ?? 0;
  }

  async function assertAudited(id: string, { succeeded, failed, unknown }: Operation): Promise<void> {
    const { items } = await at().read<{ items: AuditEntry[] }>(listAudit, {
      path: `/api/v1/audit?subject=operation:${id}`,
      role: "viewer",
    });
    const [begun, canary, go, end] = [...items].reverse();
    assert.deepEqual(
      [items.length, begun?.outcome, canary?.outcome, go?.action, end?.outcome],
      [4, "", "canary", "continue-operation", "done"],
    );
    assert.equal((begun?.detail["targets"] as string[] | undefined)?.length, INCIDENTS);
    const counts = { succeeded, failed: failed - unknown, unknown };
    assert.deepEqual(end?.detail, Object.fromEntries(Object.entries(counts).filter(([, many]) => many > 0)));
    assert.equal((await verifyAudit(at().database.pool)).isWhole, true);
  }
});
