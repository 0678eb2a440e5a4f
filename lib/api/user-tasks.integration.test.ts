import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { POST as operate } from "@/app/api/v1/operations/route";
import { GET as listTasks } from "@/app/api/v1/user-tasks/route";
import type { OperationPreview } from "@/lib/api/contract/operations";
import type { UserTaskList } from "@/lib/api/contract/user-tasks";
import { openEngines } from "@/lib/operations/open-engines";
import { startTestServer, type TestServer, takeIn } from "./server.test-support";
import { OPENED_AT } from "./shop.test-support";

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

/** Order 41 is approved already, 42 waits for ada, 43 for anybody. */
const LINES = [41, 42, 43].flatMap((order, index) => {
  const instance = order * 1_000;
  const of = {
    bpmnProcessId: "approval",
    tenantId: "<default>",
    processInstanceKey: instance,
    processDefinitionKey: 901,
    parentProcessInstanceKey: -1,
  };
  const inInstance = { ...of, version: 1 };
  const task = {
    ...of,
    processDefinitionVersion: 1,
    elementId: "approve",
    elementInstanceKey: instance + 2,
    userTaskKey: instance + 3,
  };
  const step = (intent: string, elementId: string, type: string) =>
    ["PROCESS_INSTANCE", intent, { ...inInstance, elementId, bpmnElementType: type, flowScopeKey: instance }] as const;
  const records = [
    [instance, ...step("ELEMENT_ACTIVATED", "approval", "PROCESS")],
    [
      instance + 1,
      "VARIABLE",
      "CREATED",
      { ...inInstance, name: "orderId", value: `"order-${order}"`, scopeKey: instance },
    ],
    [instance + 2, ...step("ELEMENT_ACTIVATED", "approve", "USER_TASK")],
    [instance + 3, "USER_TASK", "CREATED", { ...task, assignee: "" }],
    ...(order === 43 ? [] : [[instance + 3, "USER_TASK", "ASSIGNED", { ...task, assignee: "ada" }] as const]),
    ...(order === 41
      ? [
          [instance + 3, "USER_TASK", "COMPLETED", { ...task, assignee: "ada" }] as const,
          [instance + 2, ...step("ELEMENT_COMPLETED", "approve", "USER_TASK")] as const,
        ]
      : []),
  ] as const;
  return records.map(([key, valueType, intent, value], at) => {
    const position = index * 10 + at + 1;
    const timestamp = OPENED_AT + position * 1_000;
    const record = { recordType: "EVENT", valueType, intent, partitionId: 1, position, key, timestamp, value };
    return JSON.stringify({
      topic: "zeebe",
      partition: 0,
      offset: position,
      timestamp,
      key: null,
      headers: {},
      value: JSON.stringify(record),
    });
  });
});

describe("user tasks", () => {
  const engines = openEngines({ sources: [nobodyListens] });
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ engines });
    await takeIn(server.database, LINES);
  });
  after(async () => {
    await server.stop();
    for (const engine of engines.values()) await engine.close();
  });

  const preview = async (action: string, ids: readonly string[], parameters: object = {}) => {
    const body = { action, target: { ids }, parameters, dryRun: true };
    const response = await server.ask(operate, { path: "/api/v1/operations", method: "POST", role: "operator", body });
    assert.equal(response.status, 200);
    return (await response.json()) as OperationPreview;
  };

  test("what waits for a person is listed over all engines, the latest first, with who has it", async () => {
    const { items } = await server.read<UserTaskList>(listTasks, { path: "/api/v1/user-tasks", role: "viewer" });

    assert.deepEqual(
      items.map(({ id, caseLabel, name, assignee }) => [id, caseLabel, name, assignee]),
      [
        ["camunda8:43000:43003", "orderId:order-43", "approve", null],
        ["camunda8:42000:42003", "orderId:order-42", "approve", "ada"],
      ],
    );
  });

  test("the list goes on where a page ended", async () => {
    const first = await server.read<UserTaskList>(listTasks, { path: "/api/v1/user-tasks?limit=1", role: "viewer" });
    const path = `/api/v1/user-tasks?limit=1&cursor=${first.nextCursor}`;
    const second = await server.read<UserTaskList>(listTasks, { path, role: "viewer" });

    assert.deepEqual(
      [...first.items, ...second.items].map(({ caseLabel }) => caseLabel),
      ["orderId:order-43", "orderId:order-42"],
    );
    assert.equal(second.nextCursor, null);
  });

  test("an open task can be completed, one that was completed already cannot, and one that nobody knows is not there", async () => {
    const ids = ["camunda8:42000:42003", "camunda8:41000:41003", "camunda8:42000:9"];

    const { matched, sample, impossible } = await preview("complete-user-task", ids, { variables: { approved: true } });

    assert.equal(matched, 3);
    assert.deepEqual(
      sample.map(({ label }) => label),
      ["orderId:order-42 at approve"],
    );
    assert.deepEqual(
      new Map(impossible.map(({ id, why }) => [id, why])),
      new Map([
        ["camunda8:41000:41003", "it is not open any more"],
        ["camunda8:42000:9", "there is no such user task"],
      ]),
    );
  });

  test("Camunda 8 assigns no task for us, and says why before it is asked", async () => {
    const { impossible } = await preview("assign-user-task", ["camunda8:42000:42003"], { assignee: "grace" });

    assert.match(impossible[0]?.why ?? "", /over REST alone/);
  });
});
