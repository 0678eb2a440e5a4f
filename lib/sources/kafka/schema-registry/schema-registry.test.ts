import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { SchemaRegistry as ConfluentClient, SchemaType } from "@kafkajs/confluent-schema-registry";
import {
  type RegistryServer,
  register,
  type Subjects,
  startRegistry,
  startRegistryForTests,
} from "./registry-server.test-support";
import { createSchemaRegistry } from "./schema-registry";

const ACCESS = { username: null, password: null, token: null };
let registry: RegistryServer;
before(async () => {
  registry = await startRegistryForTests();
});
after(() => registry.stop());

const subjectName = () => `orders-${randomBytes(4).toString("hex")}-value`;
const avroSchema = (name = subjectName().replaceAll("-", "")) =>
  JSON.stringify({
    type: "record",
    name,
    fields: [
      { name: "orderId", type: "string" },
      { name: "amount", type: "long" },
    ],
  });

async function readWith(url: string, value: Buffer): Promise<unknown> {
  const found = await createSchemaRegistry({ url, ...ACCESS }).readerFor(value.readInt32BE(1));
  if ("why" in found) throw new Error(found.why);
  return JSON.parse(found.read(value.subarray(5)));
}

test("what Confluent's own Node client writes is read: Avro, Protobuf and JSON Schema", async () => {
  const client = new ConfluentClient({ host: registry.url });
  const order = { orderId: "42", amount: 12 };
  const avro = await register(registry.url, subjectName(), { schema: avroSchema() });
  const proto = 'syntax = "proto3"; package shop; message Order { string order_id = 1; int32 amount = 2; }';
  const protobuf = await register(registry.url, subjectName(), { schemaType: SchemaType.PROTOBUF, schema: proto });
  const json = JSON.stringify({ type: "object", properties: { orderId: { type: "string" } } });
  const jsonSchema = await register(registry.url, subjectName(), { schemaType: SchemaType.JSON, schema: json });

  for (const id of [avro, protobuf, jsonSchema]) {
    assert.deepEqual(await readWith(registry.url, await client.encode(id, order)), order);
  }
});

test("schemas that a schema refers to are asked for, also those behind them", async () => {
  const [money, total] = [subjectName(), subjectName()];
  await register(registry.url, money, {
    schema: JSON.stringify({
      type: "record",
      name: "Money",
      namespace: "shop",
      fields: [{ name: "cents", type: "int" }],
    }),
  });
  await register(registry.url, total, {
    schema: JSON.stringify({
      type: "record",
      name: "Total",
      namespace: "shop",
      fields: [{ name: "net", type: "shop.Money" }],
    }),
    references: [{ name: "shop.Money", subject: money, version: 1 }],
  });
  const id = await register(registry.url, subjectName(), {
    schema: JSON.stringify({
      type: "record",
      name: "Order",
      namespace: "shop",
      fields: [{ name: "total", type: "Total" }],
    }),
    references: [{ name: "shop.Total", subject: total, version: 1 }],
  });
  const value = Buffer.alloc(6);
  value.writeInt32BE(id, 1);
  value[5] = 10;

  assert.deepEqual(await readWith(registry.url, value), { total: { net: { cents: 5 } } });
});

test("a schema that the registry does not have is told with its id and the registry's address", async () => {
  const found = await createSchemaRegistry({ url: registry.url, ...ACCESS }).readerFor(2_000_000_000);

  assert.ok("why" in found);
  assert.equal(
    found.why,
    `The value is of schema 2000000000 of the registry at ${registry.url}: it is not there (404).`,
  );
});

test("a schema is asked for once, however many ask at once, and one that is not there again after a minute", async () => {
  const own = await startRegistry();
  let now = 0;
  const schemas = createSchemaRegistry({ url: own.url, ...ACCESS }, () => now);
  const id = await register(own.url, "orders-value", { schema: avroSchema() });
  const asked = () => own.asked.filter((path) => path.startsWith("/schemas/ids/")).length;

  await Promise.all([1, 2, 3].map(() => schemas.readerFor(id)));
  await schemas.readerFor(id);
  assert.equal(asked(), 1);

  await schemas.readerFor(5);
  await schemas.readerFor(5);
  assert.equal(asked(), 2);
  now = 61_000;
  await schemas.readerFor(5);
  assert.equal(asked(), 3);
  await own.stop();
});

test("while the registry is away nothing is known of a value, and it is asked at growing intervals", async () => {
  const subjects: Subjects = [];
  const first = await startRegistry({ subjects });
  const id = await register(first.url, "orders-value", { schema: avroSchema() });
  await first.stop();
  let now = 0;
  const schemas = createSchemaRegistry({ url: first.url, ...ACCESS }, () => now);
  const isAway = {
    name: "Failure",
    code: "source-unavailable",
    message: /^The schema registry at http.* does not answer \(.+\)\.$/,
  };

  await assert.rejects(schemas.readerFor(id), isAway);
  const second = await startRegistry({ subjects, port: Number(new URL(first.url).port) });
  await assert.rejects(schemas.readerFor(id), isAway);
  assert.equal(second.asked.length, 0);
  now = 600;
  assert.ok("read" in (await schemas.readerFor(id)));
  await second.stop();
});

test("a registry that wants to know us is told who we are, and one that refuses is no reason to give a value up", async () => {
  const basic = await startRegistry({ authorization: `Basic ${Buffer.from("shop:geheim").toString("base64")}` });
  const bearer = await startRegistry({ authorization: "Bearer abc" });

  assert.ok(
    "why" in
      (await createSchemaRegistry({ url: basic.url, username: "shop", password: "geheim", token: null }).readerFor(1)),
  );
  assert.ok("why" in (await createSchemaRegistry({ url: `${bearer.url}/`, ...ACCESS, token: "abc" }).readerFor(1)));
  await assert.rejects(
    createSchemaRegistry({ url: basic.url, ...ACCESS }).readerFor(1),
    /refuses us \(401\): check username/,
  );
  await Promise.all([basic.stop(), bearer.stop()]);
});

test("an address that is no registry is told, and its 404 is not taken for a schema that is not there", async () => {
  const url = `${registry.url}/nowhere`;
  await assert.rejects(createSchemaRegistry({ url, ...ACCESS }).readerFor(1), /is no schema registry \(404/);
});
