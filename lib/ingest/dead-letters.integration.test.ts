import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { toStreamName } from "@/lib/domain/identifiers";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { createPipeline } from "./pipeline";
import { committingOn, createEventStream, SOME_RECORD } from "./projecting.test-support";
import { rebuildOf } from "./rebuild/rebuild.test-support";

const RULES = rulesInForce([DecodeRule.parse({ topic: "orders", process: "retail" })]);

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

type Given = { readonly value: unknown; readonly headers?: Readonly<Record<string, string>> };

async function take(topic: string, given: readonly Given[]): Promise<void> {
  const { streamId, next } = await createEventStream(committingOn(database.pool), `${topic}/0`);
  const from = next();
  const records = given.map(({ value, headers = {} }, index) => ({
    position: from + index,
    record: {
      ...SOME_RECORD,
      topic,
      stream: toStreamName(`${topic}/0`),
      position: from + index,
      headers: Object.entries(headers).map(([name, text]) => ({ name, value: Buffer.from(text) })),
      value: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)),
    },
  }));
  const nextPosition = from + records.length;
  const batch = { streamId, source: "kafka", fromPosition: from, nextPosition, endPosition: null, records };
  await createPipeline(committingOn(database.pool))(batch, { version: 0, rules: RULES });
}

const SPRING = { "kafka_dlt-original-topic": "orders", "kafka_dlt-exception-message": "no label" };
const REPLAY = { "throughline-replay-of": "orders-dlt:0:0", "throughline-operation": "op/1" };

async function readLetters() {
  const { rows } = await database.pool.query(
    `select letter.place, known.value as "order", letter.event_type, letter.message, letter.undecodable is null as readable,
       letter.archived_by, replay.place as replay, replay.operation
     from dead_letter as letter left join correlation_key as known on known.case_id = letter.home_case_id and known.name = 'orderId'
     left join dead_letter_replay as replay on replay.replay_of = letter.place order by letter.place`,
  );
  return rows;
}

test("dead letters are kept with their batch, and a rebuild makes them again and forgets nothing that people said of them", async () => {
  await take("orders", [{ value: { type: "ShipGoods", orderId: "42" } }]);
  await take("orders-dlt", [
    { value: { type: "ShipGoods", orderId: "42" }, headers: SPRING },
    { value: "{ poison", headers: SPRING },
  ]);
  await take("orders", [{ value: { type: "ShipGoods", orderId: "42" }, headers: REPLAY }]);
  await database.pool.query("update dead_letter set archived_at = now(), archived_by = 'ada' where position = 1");

  const before = await readLetters();

  const common = { event_type: null, message: "no label", readable: false, archived_by: null, order: null };
  const none = { replay: null, operation: null };
  assert.deepEqual(before, [
    {
      ...common,
      place: "orders-dlt/0/0",
      order: "42",
      event_type: "ShipGoods",
      readable: true,
      replay: "orders/0/1",
      operation: "op/1",
    },
    { ...common, ...none, place: "orders-dlt/0/1", archived_by: "ada" },
  ]);
  await database.pool.query(
    "update dead_letter set event_type = 'spoiled', home_case_id = gen_random_uuid() where position = 0",
  );
  await database.pool.query("delete from dead_letter_replay");

  await rebuildOf(database.connectionString, { rulesOf: () => RULES });

  assert.deepEqual(await readLetters(), before);
});
