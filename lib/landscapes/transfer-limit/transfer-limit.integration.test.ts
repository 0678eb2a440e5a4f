import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { Camunda8 } from "@camunda8/sdk";
import type { CaseStory } from "@/lib/api/contract/cases";
import { EventMapQuery } from "@/lib/api/contract/event-map";
import { UserTaskQuery } from "@/lib/api/contract/user-tasks";
import { importRecords } from "@/lib/ingest/import-file";
import { type InlineWorker, startInlineWorker } from "@/lib/ingest/inline-worker.test-support";
import {
  startCamundaForTests,
  startKafkaForTests,
  type TestCamunda8,
  type TestKafka,
} from "@/lib/local/java-servers.test-support";
import { waitFor } from "@/lib/local/waiting";
import { silentLog } from "@/lib/platform/log";
import { getCaseStory } from "@/lib/query/case-story";
import { readEventMap } from "@/lib/query/event-map";
import { readProcessList } from "@/lib/query/process-list";
import { readUserTasks } from "@/lib/query/user-tasks";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { PlacedOrders, type PlaceOrders } from "../retail/control-contract";
import { type RetailLandscape, startRetailLandscape } from "../retail/main";
import { LIMIT_BATCH_RULE, LIMIT_TOPIC_RULE, LIMIT_VARIABLES } from "./decode-rules";
import { nightlyBatchLog } from "./nightly-batch";
import { LIMIT_TRUTH } from "./truth";

const controlToken = "a token only for these tests";
let kafka: TestKafka;
let camunda8: TestCamunda8;
let database: TestDatabase;
let worker: InlineWorker;
let bank: RetailLandscape;
before(async () => {
  [kafka, database] = await Promise.all([startKafkaForTests(), startTestDatabase()]);
  camunda8 = await startCamundaForTests(kafka);
  const quiet = { kafkaBrokers: [kafka.bootstrap], controlToken, ordersPerMinute: 0 };
  const defects = { "limit-doubtful": 0, "limit-temporary": 0, "next-working-day": 1_000 };
  const { grpcAddress: zeebeGrpcAddress } = camunda8;
  bank = await startRetailLandscape(
    { ...quiet, landscape: "transfer-limit", zeebeGrpcAddress, defects },
    { log: silentLog },
  );
  const zeebe = { topic: camunda8.topic, format: "zeebe", engine: "camunda8", variables: LIMIT_VARIABLES };
  const topics = [LIMIT_TOPIC_RULE, LIMIT_BATCH_RULE, zeebe];
  worker = startInlineWorker(database.connectionString, { brokers: [kafka.bootstrap], topics });
});
after(async () => {
  await worker?.stop();
  await bank?.stop();
  await database?.stop();
  await camunda8?.stop();
  await kafka?.stop();
});

type Defects = NonNullable<PlaceOrders["defects"]>;

async function control(method: "POST" | "PATCH", path: string, body: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${controlToken}`, "content-type": "application/json" };
  const response = await fetch(new URL(path, bank.controlUrl), { method, headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}

/** All that was asked for in these tests; the shared topic may hold more. */
const asked: string[] = [];

async function ask(...defects: Defects): Promise<string> {
  const [request] = PlacedOrders.parse(await control("POST", "/orders", { count: 1, defects })).orders;
  const requestId = request?.orderId ?? "";
  asked.push(requestId);
  return requestId;
}

async function becomes(requestId: string, isSo: (story: CaseStory) => boolean): Promise<CaseStory> {
  const masking = { variable: (_: string, value: string) => ({ value }) };
  let last: CaseStory | null = null;
  const found = await waitFor(
    async () => {
      const how = { engines: new Set<string>(), masking, now: Date.now(), sagas: [] };
      last = await getCaseStory(database.pool, `requestId:${requestId}`, how).catch(() => null);
      return last !== null && isSo(last) ? last : null;
    },
    { withinMs: 60_000, everyMs: 200 },
  );
  assert.ok(found, JSON.stringify(last).slice(0, 2_000));
  return found;
}

const isOver = ({ state }: CaseStory) => state === "ended";
const typesOf = ({ trace }: CaseStory) =>
  trace.filter(({ kind }) => kind === "activity.occurred").map(({ title }) => title);
const reachedBy = ({ processInstances }: CaseStory) =>
  processInstances.flatMap(({ elements }) => elements.map(({ elementId, outcome }) => `${elementId} ${outcome}`));

/** As the console does: the task is taken from the list of all, and its job is completed with what somebody decided. */
async function decide(story: CaseStory, variables: { approved?: boolean }): Promise<void> {
  const task = await waitFor(
    async () => {
      const { items } = await readUserTasks(database.pool, UserTaskQuery.parse({}));
      return items.find((one) => one.caseId === story.id && one.id !== null) ?? null;
    },
    { withinMs: 60_000, everyMs: 200 },
  );
  assert.equal(task?.name, "Manual approval");
  const client = new Camunda8({
    ZEEBE_GRPC_ADDRESS: `grpc://${camunda8.grpcAddress}`,
    CAMUNDA_AUTH_STRATEGY: "NONE",
    zeebeGrpcSettings: { ZEEBE_GRPC_CLIENT_RETRY: false, ZEEBE_CLIENT_LOG_LEVEL: "NONE" },
  }).getZeebeGrpcApiClient();
  await client.topology();
  await client.completeJob({ jobKey: task?.id?.split(":").at(-1) ?? "", variables });
  await client.close();
}

const waitsForSomebody = ({ waitsFor }: CaseStory) => waitsFor.some(({ kind }) => kind === "user-task");

test("a plausible change is adjusted at once, and a request is one case over the topic and the engine", async () => {
  const story = await becomes(await ask(), isOver);

  assert.deepEqual(typesOf(story), ["LimitChangeRequested", "TransferlimitAdjustedEvent"]);
  assert.equal(story.processInstances.length, 1);
});

test("a doubtful change waits for somebody, who approves it or rejects it; a silent rejection tells nobody", async () => {
  const requests = [
    await ask("limit-doubtful"),
    await ask("limit-doubtful"),
    await ask("limit-doubtful", "rejection-silent"),
  ];
  const [approved, rejected, silent] = await Promise.all(requests.map((request) => becomes(request, waitsForSomebody)));
  assert.ok(approved && rejected && silent);

  await decide(approved, {});
  await decide(rejected, { approved: false });
  await decide(silent, { approved: false });

  const ends = await Promise.all(requests.map((request) => becomes(request, isOver)));
  assert.deepEqual(ends.map(typesOf), [
    ["LimitChangeRequested", "TransferlimitAdjustedEvent"],
    ["LimitChangeRequested", "LimitChangeRejected"],
    ["LimitChangeRequested"],
  ]);
  for (const end of ends.slice(1)) assert.ok(reachedBy(end).includes("change-rejected completed"), `${reachedBy(end)}`);
});

test("a temporary change waits for the next working day, and changes itself back", async () => {
  await control("PATCH", "/", { defects: { "limit-temporary": 1 } });
  const story = await becomes(await ask(), isOver);

  const changedBack = ["LimitChangeRequested", "TransferlimitAdjustedEvent", "TransferlimitChangedBackEvent"];
  assert.deepEqual(typesOf(story), changedBack);
  assert.ok(reachedBy(story).includes("next-working-day completed"));
  const cases = await Promise.all(asked.map((request) => becomes(request, isOver)));
  assert.equal(new Set(cases.map(({ id }) => id)).size, asked.length);
  for (const { processInstances } of cases) assert.equal(processInstances.length, 1);
  const query = EventMapQuery.parse({ process: LIMIT_TOPIC_RULE.process, activities: 1, edges: 1 });
  const { nodes } = await readEventMap(database.pool, query, Date.now());
  const seen = nodes
    .filter(({ producer }) => producer !== "transfer-limit")
    .map(({ activity, producer }) => `${producer} ${activity}`);
  for (const { type, producer } of LIMIT_TRUTH) assert.ok(seen.includes(`${producer} ${type}`), seen.join(", "));
});

test("the nightly batch of old is a process beside it: a request takes a night there, and seconds here", async () => {
  const batch = LIMIT_BATCH_RULE.process ?? "";
  const log = nightlyBatchLog(Date.now());
  const request = { pool: database.pool, process: batch, format: "jsonl", rules: [LIMIT_BATCH_RULE] };
  for (const importId of [randomUUID(), randomUUID()]) {
    const { rejected, cases, error } = await importRecords({
      ...request,
      importId,
      input: Readable.from([Buffer.from(log)]),
    });
    assert.deepEqual([rejected, cases, error], [0, 168, null], "taken in again it makes the same cases");
  }

  const { items: processes } = await readProcessList(database.pool, { limit: 50 }, Date.now());
  const [old, ours] = [batch, "camunda8:transfer-limit"].map((id) => processes.find((process) => process.id === id));
  assert.deepEqual([old?.ended, old?.active], [168, 0]);
  assert.ok((ours?.ended ?? 0) >= asked.length, JSON.stringify(processes.map(({ id }) => id)));
  const { medianMs } = processes.find(({ id }) => id === LIMIT_TOPIC_RULE.process) ?? { medianMs: null };
  assert.ok((old?.medianMs ?? 0) > 8 * 3_600_000, `half of them took ${old?.medianMs} ms`);
  assert.ok(medianMs !== null && medianMs < 60_000, `half of them took ${medianMs} ms`);
});
