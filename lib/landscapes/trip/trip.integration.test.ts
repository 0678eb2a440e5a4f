import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CaseStory } from "@/lib/api/contract/cases";
import { EventMapQuery } from "@/lib/api/contract/event-map";
import { SagaQuery } from "@/lib/api/contract/sagas";
import type { SagaState } from "@/lib/domain/saga-rule";
import { type InlineWorker, startInlineWorker } from "@/lib/ingest/inline-worker.test-support";
import { keepWatch } from "@/lib/ingest/watch/keep-watch";
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
import { readSagaList } from "@/lib/query/sagas";
import { createSidePool } from "@/lib/store/database";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { type PlacedOrder, PlacedOrders, type PlaceOrders } from "../retail/control-contract";
import { type RetailLandscape, startRetailLandscape } from "../retail/main";
import { TRIP_CHOREOGRAPHED_RULE, TRIP_CHOREOGRAPHED_SAGA } from "../trip-choreographed/decode-rules";
import { TRIP_CHOREOGRAPHED_TRUTH, TRIP_UNDOING_TRUTH } from "../trip-choreographed/truth";
import { compareToTruth } from "../truth/compare-truth";
import { TRIP_SAGA, TRIP_TOPIC_RULE, TRIP_VARIABLES } from "./decode-rules";
import { TRIP_TRUTH } from "./truth";

const sagas = [TRIP_SAGA, TRIP_CHOREOGRAPHED_SAGA];
const controlToken = "a token only for these tests";
let kafka: TestKafka;
let camunda8: TestCamunda8;
let database: TestDatabase;
let worker: InlineWorker;
let engine: RetailLandscape;
let nobody: RetailLandscape;
before(async () => {
  [kafka, database] = await Promise.all([startKafkaForTests(), startTestDatabase()]);
  camunda8 = await startCamundaForTests(kafka);
  const common = { kafkaBrokers: [kafka.bootstrap], controlToken, ordersPerMinute: 0, defects: { "flight-full": 0 } };
  const { grpcAddress: zeebeGrpcAddress } = camunda8;
  [engine, nobody] = await Promise.all([
    startRetailLandscape({ ...common, landscape: "trip", zeebeGrpcAddress }, { log: silentLog }),
    startRetailLandscape({ ...common, landscape: "trip-choreographed", zeebeGrpcAddress: null }, { log: silentLog }),
  ]);
  const zeebe = { topic: camunda8.topic, format: "zeebe", engine: "camunda8", variables: TRIP_VARIABLES };
  const topics = [TRIP_TOPIC_RULE, TRIP_CHOREOGRAPHED_RULE, zeebe];
  worker = startInlineWorker(database.connectionString, { brokers: [kafka.bootstrap], topics });
});
after(async () => {
  await worker?.stop();
  await Promise.all([engine?.stop(), nobody?.stop()]);
  await database?.stop();
  await camunda8?.stop();
  await kafka?.stop();
});

type Defects = NonNullable<PlaceOrders["defects"]>;

async function control(landscape: RetailLandscape, method: "POST" | "PATCH", path: string, body: unknown) {
  const headers = { authorization: `Bearer ${controlToken}`, "content-type": "application/json" };
  const response = await fetch(new URL(path, landscape.controlUrl), { method, headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}

async function book(landscape: RetailLandscape, count: number, ...defects: Defects): Promise<readonly PlacedOrder[]> {
  return PlacedOrders.parse(await control(landscape, "POST", "/orders", { count, defects })).orders;
}

/** As it is, or as it will be when nothing more has come by then. */
function tell({ orderId }: PlacedOrder, laterMs = 0): Promise<CaseStory | null> {
  const how = {
    engines: new Set<string>(),
    masking: { variable: (_: string, value: string) => ({ value }) },
    now: Date.now() + laterMs,
    sagas,
  };
  return getCaseStory(database.pool, `tripId:${orderId}`, how).catch(() => null);
}

async function becomes(trip: PlacedOrder, isSo: (story: CaseStory) => boolean, laterMs = 0): Promise<CaseStory> {
  let last: CaseStory | null = null;
  const found = await waitFor(
    async () => {
      last = await tell(trip, laterMs);
      return last !== null && isSo(last) ? last : null;
    },
    { withinMs: 60_000, everyMs: 200 },
  );
  assert.ok(found, JSON.stringify(last).slice(0, 2_000));
  return found;
}

const isOver = ({ state }: CaseStory) => state === "ended";
const stepsOf = ({ saga }: CaseStory) => saga?.steps.map(({ subject, state }) => `${subject} ${state}`) ?? [];
const isSaga = (wanted: SagaState) => (story: CaseStory) => story.saga?.state === wanted;
const typesOf = ({ trace }: CaseStory) =>
  trace.filter(({ kind }) => kind === "activity.occurred").map(({ title }) => title);

test("with nobody in charge a trip is one case of five events, and the map is that of the truth", async () => {
  const trips = await book(nobody, 3);
  for (const trip of trips) assert.equal((await becomes(trip, isOver)).events, 5);

  const process = TRIP_CHOREOGRAPHED_RULE.process ?? "";
  const map = await readEventMap(database.pool, EventMapQuery.parse({ process, activities: 1, edges: 1 }), Date.now());
  const both = {
    activities: [...TRIP_CHOREOGRAPHED_TRUTH.activities, ...TRIP_UNDOING_TRUTH.activities],
    edges: [...TRIP_CHOREOGRAPHED_TRUTH.edges, ...TRIP_UNDOING_TRUTH.edges],
  };
  const missing = compareToTruth(map, TRIP_CHOREOGRAPHED_TRUTH).filter((line) => line.startsWith("missing"));
  const unexpected = compareToTruth(map, both).filter((line) => line.startsWith("unexpected"));
  assert.deepEqual([...missing, ...unexpected], []);
});

test("with the engine in charge a full flight is undone by its compensation, and all of it is one case", async () => {
  const [full] = await book(engine, 1, "flight-full");
  const [booked] = await book(engine, 1);
  assert.ok(full && booked);

  const failed = await becomes(full, isOver);
  const done = await becomes(booked, isOver);

  const [instance, ...others] = failed.processInstances;
  assert.deepEqual(others, []);
  const reached = instance?.elements.map(({ elementId, outcome }) => `${elementId} ${outcome}`) ?? [];
  for (const element of ["cancel-car completed", "cancel-hotel completed", "trip-failed completed"]) {
    assert.ok(reached.includes(element), `${element} is not among ${reached}`);
  }
  const told = new Set([...typesOf(failed), ...typesOf(done)]);
  assert.deepEqual([...told].sort(), TRIP_TRUTH.map(({ type }) => type).sort());
});

const lostTrips: PlacedOrder[] = [];
const UNDONE = ["car compensated", "hotel compensated", "flight failed"];
const LOST = ["car compensated", "hotel not-compensated", "flight failed"];
/** When whatever is owed is lost. */
const MUCH_LATER_MS = 120_000;

test("in both worlds a trip is a saga that is done, or compensated, and a lost cancellation is seen in both", async () => {
  const seeAll = async (landscape: RetailLandscape) => {
    const [[booked], [full], [lost]] = await Promise.all([
      book(landscape, 1),
      book(landscape, 1, "flight-full"),
      book(landscape, 1, "flight-full", "cancellation-lost"),
    ]);
    assert.ok(booked && full && lost);

    const done = await becomes(booked, isSaga("done"));
    assert.ok(
      stepsOf(done).every((step) => step.endsWith(" done")),
      stepsOf(done).join(", "),
    );
    assert.deepEqual(stepsOf(await becomes(full, isSaga("compensated"))), UNDONE);
    const isLost = (story: CaseStory) => stepsOf(story).join() === LOST.join();
    assert.ok(isSaga("not-compensated")(await becomes(lost, isLost, MUCH_LATER_MS)));
    if (landscape === engine) lostTrips.push(lost);
  };
  await Promise.all([seeAll(engine), seeAll(nobody)]);
});

test("a slow cancellation is pending until it comes", async () => {
  await control(nobody, "PATCH", "/", { defects: { "slow-cancellation": 2_000 } });
  const [slow] = await book(nobody, 1, "flight-full");
  assert.ok(slow);

  const pending = await becomes(slow, ({ saga }) => saga?.steps[0]?.state === "compensated");
  assert.deepEqual(stepsOf(pending), ["car compensated", "hotel compensation-pending", "flight failed"]);
  assert.deepEqual(stepsOf(await becomes(slow, isSaga("compensated"))), UNDONE);
});

test("the watcher lists trips by how they stand, and finds the one that was not undone", async () => {
  const lost = lostTrips[0];
  assert.ok(lost);
  // The worker watches too, and would first wait for a minute; of its sources it says when it goes that they stand still.
  await worker.stop();
  await database.pool.query("update source set state = 'running', beat_at = now() + interval '1 hour'");
  const pool = createSidePool(database.pool);
  const stopping = new AbortController();
  const watching = keepWatch({ pool, rules: [], sagas, log: silentLog, everyMs: 100, settleMs: 300 }, stopping.signal);
  try {
    const process = TRIP_SAGA.process;
    const listed = await waitFor(
      async () => {
        const list = await readSagaList(pool, SagaQuery.parse({ process, state: "not-compensated" }));
        return list.items.some(({ caseLabel }) => caseLabel === `tripId:${lost.orderId}`) ? list : null;
      },
      { withinMs: 60_000, everyMs: 200 },
    );

    const counted = new Map(listed?.counts.map(({ state, count }) => [state, count]));
    assert.ok(listed);
    assert.equal(counted.get("not-compensated"), listed.items.length);
    assert.ok((counted.get("done") ?? 0) > 0 && (counted.get("compensated") ?? 0) > 0, JSON.stringify(listed.counts));
    const caseId = listed.items.find(({ caseLabel }) => caseLabel.endsWith(lost.orderId))?.caseId;
    const { rows } = await pool.query("select detail from finding where kind = 'not-compensated' and case_id = $1", [
      caseId,
    ]);
    assert.match(String(rows[0]?.detail), /^flight failed .* hotel was not taken back/);
  } finally {
    stopping.abort();
    await watching;
    await pool.end();
  }
});
