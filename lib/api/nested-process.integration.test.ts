import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Camunda8 } from "@camunda8/sdk";
import { GET as readEvents } from "@/app/api/v1/cases/[caseId]/events/route";
import { GET as readCase } from "@/app/api/v1/cases/[caseId]/route";
import { GET as listCases } from "@/app/api/v1/cases/route";
import type { CaseEventWithPayload, CaseStory, CaseSummary, ProcessInstance } from "@/lib/api/contract/cases";
import { eventually, type RunningWorker, startWorker } from "@/lib/ingest/worker.test-support";
import {
  startCamundaForTests,
  startKafkaForTests,
  type TestCamunda8,
  type TestKafka,
} from "@/lib/local/java-servers.test-support";
import { startTestServer, type TestServer } from "./server.test-support";

const bpmn = (inner: string) =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">${inner}</bpmn:definitions>`);
const flow = (id: string, from: string, to: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
const timer = (kind: "timeDuration" | "timeCycle", value: string) =>
  `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${value}</bpmn:${kind}></bpmn:timerEventDefinition>`;

const CALLED = bpmn(`<bpmn:process id="nested-called" name="Pack one" isExecutable="true">
  <bpmn:startEvent id="called"/>${flow("x", "called", "packed")}<bpmn:endEvent id="packed"/></bpmn:process>`);

/** Three items of a multi-instance subprocess, each of which calls a process; then a day's wait, with an event subprocess beside it. */
const NESTED = bpmn(`<bpmn:process id="nested" name="Nested" isExecutable="true">
  <bpmn:startEvent id="begun"/>${flow("a", "begun", "pack")}
  <bpmn:subProcess id="pack" name="Pack">
    <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="=[10, 20, 30]" inputElement="item"/></bpmn:extensionElements>
    </bpmn:multiInstanceLoopCharacteristics>
    <bpmn:startEvent id="item"/>${flow("i", "item", "call")}
    <bpmn:callActivity id="call" name="Pack one"><bpmn:extensionElements>
      <zeebe:calledElement processId="nested-called"/></bpmn:extensionElements></bpmn:callActivity>
    ${flow("j", "call", "done")}<bpmn:endEvent id="done"/>
  </bpmn:subProcess>
  ${flow("b", "pack", "rest")}
  <bpmn:intermediateCatchEvent id="rest" name="Rest a day">${timer("timeDuration", "P1D")}</bpmn:intermediateCatchEvent>
  ${flow("c", "rest", "ended")}<bpmn:endEvent id="ended"/>
  <bpmn:subProcess id="remind" name="Remind" triggeredByEvent="true">
    <bpmn:startEvent id="reminded" isInterrupting="false">${timer("timeCycle", "R1/PT1S")}</bpmn:startEvent>
    ${flow("k", "reminded", "told")}<bpmn:endEvent id="told"/>
  </bpmn:subProcess></bpmn:process>`);

const DISCOUNT =
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="nested-drd" name="nested" namespace="http://t">
  <decision id="nested-discount" name="Discount"><decisionTable id="table" hitPolicy="FIRST">
    <input id="i" label="Amount"><inputExpression id="e" typeRef="number"><text>amount</text></inputExpression></input>
    <output id="o" name="percent" typeRef="number" />
    <rule id="small"><inputEntry id="i1"><text>&lt; 100</text></inputEntry><outputEntry id="o1"><text>0</text></outputEntry></rule>
    <rule id="large"><inputEntry id="i2"><text>&gt;= 100</text></inputEntry><outputEntry id="o2"><text>15</text></outputEntry></rule>
  </decisionTable></decision></definitions>`);

const DECIDING = bpmn(`<bpmn:process id="nested-deciding" isExecutable="true">
  <bpmn:startEvent id="begun"/>${flow("a", "begun", "decide")}
  <bpmn:businessRuleTask id="decide" name="Decide"><bpmn:extensionElements>
    <zeebe:calledDecision decisionId="nested-discount" resultVariable="discount"/></bpmn:extensionElements></bpmn:businessRuleTask>
  ${flow("b", "decide", "ended")}<bpmn:endEvent id="ended"/></bpmn:process>`);

type CaseEvents = { readonly items: readonly CaseEventWithPayload[] };

describe("a process with processes in it", { timeout: 300_000 }, () => {
  let [kafka, camunda, server, worker]: [TestKafka?, TestCamunda8?, TestServer?, RunningWorker?] = [];
  let zeebe: ReturnType<Camunda8["getZeebeGrpcApiClient"]> | undefined;

  before(async () => {
    kafka = await startKafkaForTests();
    camunda = await startCamundaForTests(kafka);
    server = await startTestServer();
    const rule = { topic: camunda.topic, format: "zeebe", engine: "camunda8" };
    worker = startWorker({
      databaseUrl: server.database.connectionString,
      bootstrap: kafka.bootstrap,
      topics: [rule],
    });
    zeebe = new Camunda8({
      CAMUNDA_OAUTH_DISABLED: true,
      CAMUNDA_AUTH_STRATEGY: "NONE",
      ZEEBE_GRPC_ADDRESS: `grpc://${camunda.grpcAddress}`,
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: "NONE" },
    }).getZeebeGrpcApiClient();
    await zeebe.deployResource({ process: CALLED, name: "nested-called.bpmn" });
    await zeebe.deployResource({ process: NESTED, name: "nested.bpmn" });
    await zeebe.deployResource({ decision: DISCOUNT, name: "nested.dmn" });
    await zeebe.deployResource({ process: DECIDING, name: "nested-deciding.bpmn" });
  });
  after(async () => {
    await zeebe?.close();
    await worker?.stop();
    await server?.stop();
    await camunda?.stop();
    await kafka?.stop();
  });

  const readStory = async (key: string): Promise<CaseStory | null> => {
    if (server === undefined) return null;
    const path = `/api/v1/cases?key=processInstanceKey:camunda8:${key}`;
    const { items } = await server.read<{ items: readonly CaseSummary[] }>(listCases, { path, role: "viewer" });
    const caseId = items[0]?.id;
    if (caseId === undefined) return null;
    return server.read<CaseStory>(readCase, { path: `/api/v1/cases/${caseId}`, role: "viewer" });
  };
  const instanceOf = (story: CaseStory, bpmnProcessId: string): ProcessInstance | undefined =>
    story.processInstances.find((instance) => instance.bpmnProcessId === bpmnProcessId);

  test("is one case: what was called, what is in what, each item by its number, and the timer that it waits for", async () => {
    const begun = await zeebe?.createProcessInstance({ bpmnProcessId: "nested", variables: {} });
    const story = await eventually("the day's rest", async () => {
      const told = await readStory(String(begun?.processInstanceKey));
      const elements = told === null ? [] : (instanceOf(told, "nested")?.elements ?? []);
      const isThere = (id: string) =>
        elements.some(({ elementId, outcome }) => elementId === id && outcome !== "active");
      return isThere("told") && isThere("pack") && elements.some(({ elementId }) => elementId === "rest") ? told : null;
    });

    const { elements = [] } = instanceOf(story, "nested") ?? {};
    const byKey = new Map(elements.map((visit) => [visit.elementInstanceKey, visit]));
    const around = (scopeKey: string | null) => (scopeKey === null ? null : byKey.get(scopeKey)?.elementType);
    const items = elements.filter(
      ({ elementId, elementType }) => elementId === "pack" && elementType === "SUB_PROCESS",
    );
    assert.deepEqual(
      items.map(({ scopeKey, loopCounter }) => [around(scopeKey), loopCounter]).sort(),
      [1, 2, 3].map((counter) => ["MULTI_INSTANCE_BODY", counter]),
    );
    const calls = elements.filter(({ elementType }) => elementType === "CALL_ACTIVITY");
    const called = story.processInstances.filter(({ bpmnProcessId }) => bpmnProcessId === "nested-called");
    assert.equal(called.length, 3);
    assert.deepEqual(
      calls.map(({ calledProcessInstanceKey }) => calledProcessInstanceKey).sort(),
      called.map(({ processInstanceKey }) => processInstanceKey).sort(),
    );
    assert.ok(calls.every(({ scopeKey }) => around(scopeKey) === "SUB_PROCESS"));
    const told = elements.find(({ elementId }) => elementId === "told");
    assert.equal(around(told?.scopeKey ?? null), "EVENT_SUB_PROCESS");
    assert.equal(elements.find(({ elementId }) => elementId === "rest")?.scopeKey, null);
    assert.deepEqual(
      story.waitsFor.map(({ kind, elementId }) => [kind, elementId]),
      [["timer", "rest"]],
    );
  });

  test("tells of a decision which rule of the table matched, and with what", async () => {
    const begun = await zeebe?.createProcessInstance({ bpmnProcessId: "nested-deciding", variables: { amount: 120 } });
    const { id, trace } = await eventually("the decision", async () => {
      const told = await readStory(String(begun?.processInstanceKey));
      return told?.trace.some(({ kind }) => kind === "decision.evaluated") ? told : null;
    });

    const decision = trace.find(({ kind }) => kind === "decision.evaluated");
    assert.deepEqual([decision?.title, decision?.elementId], ["Decision Discount made", "decide"]);
    const path = `/api/v1/cases/${id}/events?event=${encodeURIComponent(decision?.id ?? "")}`;
    const told = await server?.read<CaseEvents>(readEvents, { path, role: "viewer" });
    assert.deepEqual(told?.items[0]?.detail["decisions"], [
      {
        decisionId: "nested-discount",
        name: "Discount",
        output: "15",
        inputs: [{ name: "Amount", value: "120" }],
        rules: [{ row: 2, outputs: [{ name: "percent", value: "15" }] }],
      },
    ]);
  });
});
