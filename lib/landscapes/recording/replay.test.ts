import assert from "node:assert/strict";
import { test } from "node:test";
import { readEnvelope } from "../retail/envelope";
import { RETAIL_CHAIN } from "../retail/truth";
import { RETAIL_RECORDING, type RecordedLine, readRecordedLines } from "./recorded-line";
import { renew } from "./renew";
import { lapOf, playRecording, toRecording } from "./replay";

const lines = await readRecordedLines(RETAIL_RECORDING);
const recording = toRecording(lines);
const lapLines = (number: number) => {
  const lap = lapOf(recording, number);
  return lines.map((line) => renew(line, lap));
};
const lap7 = lapLines(7);
const lap8 = lapLines(8);

const idOf = ({ topic, partition, offset }: RecordedLine) => `${topic}/${partition}/${offset}`;
const envelopes = (of: readonly RecordedLine[]) =>
  of.map(({ value }) => readEnvelope(Buffer.from(value ?? ""))).filter((envelope) => envelope !== null);
const engineRecords = (of: readonly RecordedLine[]) =>
  of.filter(({ topic }) => topic === "zeebe").map(({ value }) => JSON.parse(value ?? "{}"));
const orderIdsOf = (of: readonly RecordedLine[]) =>
  new Set(envelopes(of).map(({ data }) => String(data?.["orderId"] ?? data?.["refId"])));

test("the recording holds some hundred orders of our own shop, most complete, and incidents", () => {
  const types = envelopes(lines).map(({ type }) => type);
  const count = (type: string) => types.filter((other) => other === type).length;
  const incidents = engineRecords(lines).filter(
    ({ valueType, intent }) => valueType === "INCIDENT" && intent === "CREATED",
  );

  assert.ok(count("OrderPlacedEvent") >= 150 && count("OrderPlacedEvent") <= 300);
  assert.ok(count("OrderCompletedEvent") > count("OrderPlacedEvent") * 0.9);
  for (const { type } of RETAIL_CHAIN) assert.ok(count(type) > 140, type);
  assert.ok(incidents.length >= 3);
});

test("a record of a lap is always the same, so that a restart repeats and doubles nothing", () => {
  assert.deepEqual(lapLines(7).slice(0, 2_000), lap7.slice(0, 2_000));
});

test("no two laps share a position, an order, a trace or an event", () => {
  const both = (of: (lap: readonly RecordedLine[]) => Iterable<string>) => {
    const first = new Set(of(lap7));
    return [...of(lap8)].filter((id) => first.has(id));
  };

  assert.deepEqual(
    both((lap) => lap.map(idOf)),
    [],
  );
  assert.deepEqual(both(orderIdsOf), []);
  assert.deepEqual(
    both((lap) => envelopes(lap).flatMap(({ id, traceid }) => [id, traceid])),
    [],
  );
  assert.deepEqual(
    both((lap) => envelopes(lap).flatMap(({ correlationid }) => correlationid ?? [])),
    [],
  );
  assert.deepEqual(
    both((lap) => engineRecords(lap).map(({ position }) => String(position))),
    [],
  );
  assert.deepEqual(
    both((lap) => instanceKeys(lap)),
    [],
  );
});

function instanceKeys(lap: readonly RecordedLine[]): readonly string[] {
  const started = engineRecords(lap).filter(({ value }) => value.bpmnElementType === "PROCESS");
  return started.map(({ value }) => String(value.processInstanceKey));
}

test("within a lap everything that belonged together still does", () => {
  const variables = engineRecords(lap7).filter(
    ({ valueType, value }) => valueType === "VARIABLE" && value.name === "orderId",
  );
  const orders = orderIdsOf(lap7);

  assert.equal(orders.size, orderIdsOf(lines).size);
  assert.equal(new Set(instanceKeys(lap7)).size, new Set(instanceKeys(lines)).size);
  assert.ok(variables.length > 100);
  for (const { value } of variables) assert.ok(orders.has(JSON.parse(value.value)), value.value);
});

test("all laps are instances of the one process that was deployed", () => {
  const definitions = (lap: readonly RecordedLine[]) =>
    new Set(
      engineRecords(lap).flatMap(({ value }) =>
        value.processDefinitionKey > 0 ? [String(value.processDefinitionKey)] : [],
      ),
    );

  assert.equal(definitions(lap7).size, 1);
  assert.deepEqual(definitions(lap7), definitions(lap8));
});

test("every time moves with the lap: of the log, in the envelope, in the engine's records", () => {
  const moved = recording.periodMs;

  lap7.forEach((line, index) => {
    const next = lap8[index];
    assert.equal(Number(next?.timestamp) - Number(line.timestamp), moved);
  });
  const times = (lap: readonly RecordedLine[]) => [
    ...envelopes(lap).map(({ time }) => +new Date(time)),
    ...engineRecords(lap).flatMap(({ timestamp, value }) => [
      timestamp,
      value.deadline > 0 ? value.deadline : timestamp,
    ]),
  ];
  const first = times(lap7);
  times(lap8).forEach((time, index) => {
    assert.equal(time - (first[index] ?? 0), moved);
  });
});

test("played, the past comes at once and the rest at the pace of life, without an end", async () => {
  let now = Date.UTC(2026, 10, 23, 12, 0, 0);
  const begun = now;
  const stopping = new AbortController();
  const pause = async (ms: number) => {
    now += ms;
  };
  const played: RecordedLine[] = [];
  let atOnce = 0;

  for await (const batch of playRecording({ recording, signal: stopping.signal, clock: () => now, pause })) {
    assert.ok(batch.length <= 500);
    for (const { timestamp } of batch) assert.ok(Number(timestamp) <= now, "nothing comes before its time");
    played.push(...batch);
    if (now === begun) atOnce = played.length;
    if (now - begun > 2.5 * recording.periodMs) stopping.abort();
  }

  assert.ok(atOnce >= lines.length, "a whole lap of the past came at once");
  assert.ok(played.length > 3.4 * lines.length);
  assert.equal(new Set(played.map(idOf)).size, played.length);
  assert.ok(now - Number(played.at(-1)?.timestamp) < 10_000, "it goes on until now");
});

test("keys beyond 2^53 lose no digit, and what only looks like a time or a key stays", () => {
  const value =
    '{"key":11258999068426245,"jobKey":-1,"amount":1795369777226000,"price":99.1795369777226,"code":"X-1795369777226"}';
  const line = { topic: "zeebe", partition: 0, offset: "5", timestamp: "1795369777226", key: null, headers: {}, value };

  const { value: renewed } = renew(line, { ...lapOf(recording, 3), span: 1_000 });

  assert.equal(
    renewed,
    '{"key":11258999068429245,"jobKey":-1,"amount":1795369777229000,"price":99.1795369777226,"code":"X-1795369777226"}',
  );
});
