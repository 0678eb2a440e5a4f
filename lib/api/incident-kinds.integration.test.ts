import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import type { IHeaders } from "kafkajs";
import { POST as change, GET as readOne } from "@/app/api/v1/incident-groups/[fingerprint]/route";
import { GET as listGroups } from "@/app/api/v1/incident-groups/route";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import type { Incident } from "@/lib/api/contract/cases";
import type { IncidentGroup, IncidentGroupDetail } from "@/lib/api/contract/incident-groups";
import { type InlineWorker, startInlineWorker } from "@/lib/ingest/inline-worker.test-support";
import { eventually, kafkaOf, withAdmin } from "@/lib/ingest/worker.test-support";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { startTestServer, type TestServer } from "./server.test-support";

const ORDERS = `orders-${randomBytes(4).toString("hex")}`;
const LETTERS = `${ORDERS}-dlt`;
const spring = (message: string): IHeaders => ({
  "kafka_dlt-original-topic": ORDERS,
  "kafka_dlt-original-consumer-group": "shipping",
  "kafka_dlt-exception-cause-fqcn": "java.lang.IllegalStateException",
  "kafka_dlt-exception-message": message,
});
const CONNECT: IHeaders = {
  "__connect.errors.topic": ORDERS,
  "__connect.errors.connector.name": "zeebe-sink",
  "__connect.errors.exception.class.name": "io.grpc.StatusRuntimeException",
  "__connect.errors.exception.message": "RESOURCE_EXHAUSTED",
};

describe("the inbox of all kinds of incidents", () => {
  let kafka: TestKafka;
  let server: TestServer;
  let worker: InlineWorker;
  before(async () => {
    kafka = await startKafkaForTests();
    const topics = [ORDERS, LETTERS].map((topic) => ({ topic, numPartitions: 1 }));
    await withAdmin(kafka.bootstrap, (admin) => admin.createTopics({ waitForLeaders: true, topics }));
    server = await startTestServer({ orders: 10 });
    worker = startInlineWorker(server.database.connectionString, {
      brokers: [kafka.bootstrap],
      topics: [{ topic: `${ORDERS}*`, process: "shop" }],
    });
    const letter = (orderId: string, headers: IHeaders) => ({
      value: `{"type":"ShipGoods","orderId":"${orderId}"}`,
      headers,
    });
    await send(ORDERS, [{ value: '{"type":"OrderPlaced","orderId":"41"}' }, { value: '{"type":"OrderPl' }]);
    await send(LETTERS, [letter("41", spring("no label for 41")), letter("42", spring("no label for 42"))]);
    await send(LETTERS, [letter("43", CONNECT)]);
    await eventually("three dead letters", async () =>
      (await incidents("?type=dead-letter")).length === 3 ? true : null,
    );
  });
  after(async () => {
    await worker.stop();
    await server.stop();
    await kafka.stop();
  });

  async function send(topic: string, messages: { value: string; headers?: IHeaders }[]): Promise<void> {
    const producer = kafkaOf(kafka.bootstrap).producer();
    await producer.connect();
    await producer.send({ topic, messages });
    await producer.disconnect();
  }
  type Page<Item> = { items: Item[]; nextCursor: string | null };
  const page = (query: string) =>
    server.read<Page<Incident>>(listIncidents, { path: `/api/v1/incidents${query}`, role: "viewer" });
  const incidents = async (query: string) => (await page(query)).items;
  const groups = async (query: string) =>
    (await server.read<Page<IncidentGroup>>(listGroups, { path: `/api/v1/incident-groups${query}`, role: "viewer" }))
      .items;

  test("dead letters stand among the incidents, tied to their case and topic, grouped without their ids", async () => {
    const found = await groups("?type=dead-letter");

    assert.deepEqual(
      found.map(({ kind, where, incidents: count, cases }) => [kind, where, count, cases]),
      [
        ["IllegalStateException", `${ORDERS} · ${LETTERS}`, 2, 2],
        ["StatusRuntimeException", `${ORDERS} · ${LETTERS}`, 1, 1],
      ],
    );
    assert.deepEqual(found[0]?.samples.map(({ label }) => label).sort(), ["orderId:41", "orderId:42"]);
    assert.equal(found[0]?.trend.at(-1), 2);
    const [first] = await incidents(`?fingerprint=${found[0]?.fingerprint}&key=orderId:41`);
    assert.equal(first?.caseLabel, "orderId:41");
    assert.equal(first?.retryable, false);
    assert.match(first?.message ?? "", /no label for 41/);
  });

  test("records that nobody could read are a group of their own", async () => {
    const [group] = await eventually("the unreadable record", async () => {
      const found = await groups("?type=undecodable");
      return found.length > 0 ? found : null;
    });

    assert.equal(group?.incidents, 1);
    assert.match(group?.where ?? "", new RegExp(ORDERS));
    assert.deepEqual((await groups("?type=undecodable&element=pay")).length, 0);
  });

  test("all kinds are one list, the latest first, that can be read page by page", async () => {
    const all = await incidents("");
    const paged: Incident[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const next: Page<Incident> = await page(`?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      paged.push(...next.items);
      cursor = next.nextCursor;
    }

    assert.deepEqual(
      paged.map(({ id }) => id),
      all.map(({ id }) => id),
    );
    assert.deepEqual([...new Set(all.map(({ type }) => type))].sort(), ["dead-letter", "engine"]);
    assert.deepEqual(
      all.map(({ openedAt }) => openedAt),
      all
        .map(({ openedAt }) => openedAt)
        .sort()
        .reverse(),
    );
    assert.equal((await incidents("?type=engine")).length, 2);
  });

  test("a group of dead letters is put away, and comes back with the next one", async () => {
    const [group] = await groups("?type=dead-letter");
    const path = `/api/v1/incident-groups/${group?.fingerprint}`;
    const body = { change: "archive", reason: "printed by hand" };
    const archived = await server.ask(change, { path, method: "POST", role: "operator", body });
    assert.equal(archived.status, 200, await archived.clone().text());
    assert.equal((await incidents("?type=dead-letter&triage=active")).length, 1);

    await send(LETTERS, [{ value: '{"type":"ShipGoods","orderId":"44"}', headers: spring("no label for 44") }]);

    await eventually("the group to come back", async () =>
      (await incidents("?type=dead-letter&triage=active")).length === 2 ? true : null,
    );
    const { group: seen } = await server.read<IncidentGroupDetail>(readOne, { path, role: "viewer" });
    assert.match(seen.reopened?.text ?? "", /^seen again .* after archived by token:operator$/);
  });
});
