import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import { Camunda8 } from "@camunda8/sdk";
import { Kafka, logLevel } from "kafkajs";
import { startCamunda8 } from "./camunda8";
import { getFiles, SERVERS } from "./java-servers.test-support";
import { startKafka } from "./kafka";
import { prepareCamunda8, prepareKafka } from "./server-files";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";
import { waitFor } from "./waiting";

const PROCESS = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="one-step" isExecutable="true">
    <bpmn:startEvent id="begun"><bpmn:outgoing>flow</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="flow" sourceRef="begun" targetRef="ended"/>
    <bpmn:endEvent id="ended"><bpmn:incoming>flow</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`);

type Exported = {
  readonly key: string;
  readonly valueType: string;
  readonly intent: string;
  readonly recordType: string;
  readonly instanceKey: string;
};

const kafkaFiles = getFiles(await prepareKafka(SERVERS));
const files = getFiles(await prepareCamunda8(SERVERS));
const dataDir = await makeTestFolder("camunda8");
const startBroker = () => startKafka({ dataDir, files: kafkaFiles, preferredPort: 0, log: () => undefined });
let kafka = await startBroker();
const engineWish = { dataDir, files, kafkaBootstrap: kafka.bootstrap, preferredGrpcPort: 0, preferredRestPort: 0 };
const startEngine = () => startCamunda8({ ...engineWish, log: () => undefined });
let engine = await startEngine();
after(async () => {
  await engine.stop();
  await kafka.stop();
  removeTestFolder(dataDir);
});

/** The SDK reads its settings from the environment too; these say all that matters. */
function connect(grpcAddress: string) {
  return new Camunda8({
    CAMUNDA_OAUTH_DISABLED: true,
    CAMUNDA_AUTH_STRATEGY: "NONE",
    ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: "NONE" },
  }).getZeebeGrpcApiClient();
}

async function createInstance(): Promise<string> {
  const zeebe = connect(engine.grpcAddress);
  try {
    return (await zeebe.createProcessInstance({ bpmnProcessId: "one-step", variables: {} })).processInstanceKey;
  } finally {
    await zeebe.close();
  }
}

/** Everything in the topic, from its beginning. The keys of this one partition are below 2^53. */
async function readExported(): Promise<readonly Exported[]> {
  const client = new Kafka({ brokers: [kafka.bootstrap], logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  const high = Number((await admin.fetchTopicOffsets("zeebe"))[0]?.high ?? 0);
  await admin.disconnect();
  const consumer = client.consumer({ groupId: `test-${Date.now()}`, maxWaitTimeInMs: 100 });
  const records: Exported[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: "zeebe", fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const { valueType, intent, recordType, value } = JSON.parse(message.value?.toString() ?? "{}");
      const instanceKey = String(value.processInstanceKey);
      records.push({ key: message.key?.toString() ?? "", valueType, intent, recordType, instanceKey });
    },
  });
  await waitFor(() => (records.length >= high ? true : null), { withinMs: 10_000 });
  await consumer.disconnect();
  return records;
}

async function awaitCompletion(instanceKey: string): Promise<readonly Exported[]> {
  const isCompletion = ({ valueType, intent, instanceKey: key }: Exported) =>
    valueType === "PROCESS_INSTANCE" && intent === "ELEMENT_COMPLETED" && key === instanceKey;
  const question = async () => {
    const records = await readExported();
    return records.filter(isCompletion).length >= 3 ? records : null; // start event, end event, process
  };
  const records = await waitFor(question, { withinMs: 30_000 });
  assert.ok(records !== null, `the completion of ${instanceKey} did not come out of Kafka`);
  return records;
}

test("what the engine does comes out of Kafka as its own JSON, event records only, keyed by their position", async () => {
  const zeebe = connect(engine.grpcAddress);
  await zeebe.deployResource({ process: PROCESS, name: "one-step.bpmn" });
  await zeebe.close();

  const records = await awaitCompletion(await createInstance());

  assert.ok(records.every(({ recordType }) => recordType === "EVENT"));
  assert.ok(records.some(({ valueType, intent }) => valueType === "PROCESS" && intent === "CREATED"));
  assert.ok(records.some(({ intent }) => intent === "SEQUENCE_FLOW_TAKEN"));
  assert.match(records[0]?.key ?? "", /^\{"partitionId":1,"position":\d+\}$/);
  const positions = records.map(({ key }) => Number(JSON.parse(key).position));
  assert.deepEqual(
    positions,
    [...new Set(positions)].sort((one, other) => one - other),
    "in order, none twice",
  );
});

test("after a kill the engine knows its definitions and exports what it had not, at least once", async () => {
  const before = await createInstance();
  process.kill(-engine.process.pid, "SIGKILL");
  await engine.process.exited;

  engine = await startEngine();

  await awaitCompletion(before);
  await awaitCompletion(await createInstance());
});

test("while Kafka is away the engine goes on, and its records come when Kafka is back", async () => {
  const { port } = kafka;
  await kafka.stop();
  const meanwhile = await createInstance();

  kafka = await startKafka({ dataDir, files: kafkaFiles, preferredPort: port, log: () => undefined });

  await awaitCompletion(meanwhile);
});

test("the engine answers on the loopback address only", async () => {
  const settings = readFileSync(join(dataDir, "camunda8", "application.yaml"), "utf8");
  const ports = [...settings.matchAll(/"port": (\d+)/g)].map(([, port]) => Number(port));
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4");

  assert.equal(ports.length, 5);
  for (const port of ports) {
    assert.equal(await canConnect("127.0.0.1", port), true, `port ${port}`);
    for (const { address } of outside) assert.equal(await canConnect(address, port), false, `${address}:${port}`);
  }
});

/** A packet filter that swallows the attempt keeps us out as well as a refusal. */
function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 1_000 });
    const answer = (isConnected: boolean) => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
    socket.once("timeout", () => answer(false));
  });
}
