import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { GET as getGroup } from "@/app/api/v1/streams/group/route";
import { GET as getGroups } from "@/app/api/v1/streams/groups/route";
import { GET as searchRecords } from "@/app/api/v1/streams/records/route";
import { GET as tailTopic } from "@/app/api/v1/streams/tail/route";
import { GET as getTopic } from "@/app/api/v1/streams/topic/route";
import type { GroupDetail, RecordLine, TopicDetail } from "@/lib/api/contract/topics";
import { openKafkaCluster } from "@/lib/engines/kafka/kafka-cluster";
import { UnreadTimes } from "@/lib/engines/kafka/unread-times";
import { observe } from "@/lib/ingest/observe-cluster";
import { kafkaOf, withAdmin } from "@/lib/ingest/worker.test-support";
import { startKafkaForTests, type TestKafka } from "@/lib/local/java-servers.test-support";
import { parseConfiguration } from "@/lib/platform/configuration";
import type { KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import { startTestServer, type TestServer } from "../server.test-support";
import { closeReaders } from "./kafka-readers";

const SOURCE = "shop";
const TOPIC = `records-${randomBytes(4).toString("hex")}`;
const GROUP = `billing-${randomBytes(4).toString("hex")}`;
const LONG_AGO = Date.now() - 3_600_000;

let kafka: TestKafka;
let server: TestServer;
before(async () => {
  kafka = await startKafkaForTests();
  server = await startTestServer({ configuration: sourcesOf(kafka.bootstrap) });
  await withAdmin(kafka.bootstrap, (admin) => admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 2 }] }));
  await send(
    ["a", "b", "c"].map((key, index) => ({
      key,
      value: `{"amount":${index},"card":"4111"}`,
      partition: 0,
      timestamp: String(LONG_AGO + index * 60_000),
      headers: { tenant: index === 1 ? "north" : "south" },
    })),
  );
  await standStill();
});
after(async () => {
  await closeReaders();
  await server.stop();
  await kafka.stop();
});

function sourcesOf(bootstrap: string): string {
  return [
    `sources: [{ id: ${SOURCE}, kind: kafka, brokers: ["${bootstrap}"], topics: [{ topic: "${TOPIC}" }] }]`,
    `masking: [{ path: "$.card", visibleFrom: operator }]`,
  ].join("\n");
}

function configurationOf(bootstrap: string): KafkaSourceConfiguration {
  const text = `database: { url: "postgresql://x" }\n${sourcesOf(bootstrap)}`;
  const [source] = parseConfiguration(text, { file: "test", environment: {} }).sources;
  assert.ok(source?.kind === "kafka");
  return source;
}

type Message = {
  readonly key: string;
  readonly value: string;
  readonly partition: number;
  readonly timestamp?: string;
  readonly headers: Readonly<Record<string, string>>;
};

async function send(messages: readonly Message[]): Promise<void> {
  const producer = kafkaOf(kafka.bootstrap).producer();
  await producer.connect();
  await producer.send({ topic: TOPIC, messages: messages.map((message) => ({ ...message })) });
  await producer.disconnect();
}

/** A group that has committed the first record and has been away since. */
async function standStill(): Promise<void> {
  await withAdmin(kafka.bootstrap, (admin) =>
    admin.setOffsets({ groupId: GROUP, topic: TOPIC, partitions: [{ partition: 0, offset: "1" }] }),
  );
}

async function look(): Promise<void> {
  const { pool } = server.database;
  await pool.query("insert into source (name, kind) values ($1, 'kafka') on conflict do nothing", [SOURCE]);
  const { rows } = await pool.query<{ source_id: number }>("select source_id from source where name = $1", [SOURCE]);
  const cluster = openKafkaCluster(configurationOf(kafka.bootstrap), "test");
  try {
    await observe({ pool, sourceId: rows[0]?.source_id ?? 0, cluster, times: new UnreadTimes(cluster) }, [TOPIC]);
  } finally {
    await cluster.close();
  }
}

async function linesOf(response: Response, isEnough: (lines: readonly RecordLine[]) => boolean): Promise<RecordLine[]> {
  assert.equal(response.status, 200, response.status === 200 ? "" : await response.text());
  const lines: RecordLine[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return lines;
    text += value ?? "";
    const whole = text.split("\n");
    text = whole.pop() ?? "";
    lines.push(...whole.map((line) => JSON.parse(line) as RecordLine));
    if (isEnough(lines)) {
      await reader?.cancel();
      return lines;
    }
  }
}

const records = (lines: readonly RecordLine[]) => lines.flatMap((line) => (line.kind === "record" ? [line] : []));
const groupsOfCluster = () =>
  withAdmin(kafka.bootstrap, async (admin) => (await admin.listGroups()).groups.map(({ groupId }) => groupId).sort());

test("a group that stands still is behind in records and in time, by the record that it has not read", async () => {
  await look();

  const path = `/api/v1/streams/group?source=${SOURCE}&group=${GROUP}`;
  const group = await server.read<GroupDetail>(getGroup, { path, role: "viewer" });

  assert.equal(group.state, "empty");
  assert.equal(group.members, 0);
  assert.equal(group.lagRecords, 2);
  assert.equal(group.oldestUnreadAt, new Date(LONG_AGO + 60_000).toISOString());
  assert.ok((group.lagMs ?? 0) >= 3_600_000 - 60_000);
  assert.deepEqual(
    group.parts.map(({ topic, partition, committed, end }) => [topic, partition, committed, end]),
    [[TOPIC, 0, 1, 3]],
  );
});

test("a topic shows its partitions with what they hold, and who consumes it", async () => {
  await look();

  const path = `/api/v1/streams/topic?source=${SOURCE}&topic=${TOPIC}`;
  const topic = await server.read<TopicDetail>(getTopic, { path, role: "viewer" });

  assert.deepEqual(
    topic.parts.map(({ partition, low, high }) => [partition, low, high]),
    [
      [0, 0, 3],
      [1, 0, 0],
    ],
  );
  assert.deepEqual(
    topic.consumers.map(({ group, lagRecords }) => [group, lagRecords]),
    [[GROUP, 2]],
  );
  assert.equal(topic.slowest?.group, GROUP);
  assert.ok(topic.isLive);
});

test("a group that is gone is not shown any more", async () => {
  const gone = `${GROUP}-gone`;
  await withAdmin(kafka.bootstrap, (admin) =>
    admin.setOffsets({ groupId: gone, topic: TOPIC, partitions: [{ partition: 0, offset: "0" }] }),
  );
  const path = `/api/v1/streams/groups?source=${SOURCE}&topic=${TOPIC}`;
  const named = async () =>
    (await server.read<{ items: GroupDetail[] }>(getGroups, { path, role: "viewer" })).items.map(({ group }) => group);
  await look();
  assert.ok((await named()).includes(gone));

  await withAdmin(kafka.bootstrap, (admin) => admin.deleteGroups([gone]));
  await look();

  assert.deepEqual(await named(), [GROUP]);
});

test("a search on the cluster finds a record by its header, masked as the role demands, and says how far it looked", async () => {
  const path = `/api/v1/streams/records?in=kafka&source=${SOURCE}&topic=${TOPIC}&header=tenant:north`;

  const lines = await linesOf(await server.ask(searchRecords, { path, role: "analyst" }), () => false);

  assert.deepEqual(
    records(lines).map(({ key, position, value }) => [key, position, value]),
    [["b", 1, '{"amount":1,"card":"•••"}']],
  );
  assert.deepEqual(lines.at(-1), {
    kind: "end",
    scanned: 3,
    found: 1,
    why: "All of the window was looked through.",
  });
});

test("a search does not find what is masked for the caller", async () => {
  const path = `/api/v1/streams/records?in=kafka&source=${SOURCE}&topic=${TOPIC}&value=4111`;

  const ofAnalyst = await linesOf(await server.ask(searchRecords, { path, role: "analyst" }), () => false);
  const ofOperator = await linesOf(await server.ask(searchRecords, { path, role: "operator" }), () => false);

  assert.equal(records(ofAnalyst).length, 0);
  assert.equal(records(ofOperator).length, 3);
});

test("a search within a time window looks at nothing outside of it", async () => {
  const from = new Date(LONG_AGO + 60_000).toISOString();
  const to = new Date(LONG_AGO + 120_000).toISOString();
  const path = `/api/v1/streams/records?in=kafka&source=${SOURCE}&topic=${TOPIC}&from=${from}&to=${to}`;

  const lines = await linesOf(await server.ask(searchRecords, { path, role: "analyst" }), () => false);

  assert.deepEqual(
    records(lines).map(({ key }) => key),
    ["b"],
  );
  assert.equal(lines.find(({ kind }) => kind === "end")?.kind, "end");
});

test("a tail shows what comes, leaves no group behind and commits nothing", async () => {
  const groupsBefore = await groupsOfCluster();
  const path = `/api/v1/streams/tail?source=${SOURCE}&topic=${TOPIC}`;
  const response = await server.ask(tailTopic, { path, role: "analyst" });

  let isSent = false;
  const lines = await linesOf(response, (sofar) => {
    if (!isSent && sofar.some(({ kind }) => kind === "alive")) {
      isSent = true;
      void send([{ key: "late", value: "{}", partition: 1, headers: {} }]);
    }
    return records(sofar).some(({ key }) => key === "late");
  });

  assert.deepEqual(
    records(lines).map(({ key }) => key),
    ["a", "b", "c", "late"],
  );
  assert.deepEqual(await groupsOfCluster(), groupsBefore);
  const [committed] = await withAdmin(kafka.bootstrap, (admin) =>
    admin.fetchOffsets({ groupId: GROUP, topics: [TOPIC] }),
  );
  assert.equal(committed?.partitions.find(({ partition }) => partition === 0)?.offset, "1");
});

test("a topic that does not exist is said to, and so is a source that is no cluster", async () => {
  const ofTopic = await server.ask(tailTopic, {
    path: `/api/v1/streams/tail?source=${SOURCE}&topic=nope`,
    role: "analyst",
  });
  const ofSource = await server.ask(tailTopic, { path: "/api/v1/streams/tail?source=nope&topic=x", role: "analyst" });

  assert.equal(ofTopic.status, 404);
  assert.equal(ofSource.status, 404);
});

test("records are for analysts and those above them", async () => {
  const path = `/api/v1/streams/records?in=kafka&source=${SOURCE}&topic=${TOPIC}`;

  assert.equal((await server.ask(searchRecords, { path, role: "viewer" })).status, 403);
});
