import assert from "node:assert/strict";
import { after, test } from "node:test";
import { silentLog } from "@/lib/platform/log";
import type { LandscapeChange, LandscapeState } from "./control-contract";
import { startControlServer } from "./control-server";

const token = "a token only for these tests";
const changes: LandscapeChange[] = [];
const state: LandscapeState = {
  landscape: "retail",
  startedAt: "2026-11-23T09:00:00.000Z",
  ordersPerMinute: 12,
  defects: [],
  counts: { ordersPlaced: 0, ordersCompleted: 0, incidents: 0, recordsSent: 0 },
};
const server = await startControlServer(
  { port: 0, token, log: silentLog },
  {
    state: () => state,
    change: (change) => void changes.push(change),
    place: async ({ count }) =>
      Array.from({ length: count }, (_, number) => ({ orderId: `R-${number}`, traceId: "t" })),
  },
);
after(() => server.close());

async function ask(method: string, path: string, { body, as = token }: { body?: string; as?: string } = {}) {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: { authorization: `Bearer ${as}` },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, reply: JSON.parse(await response.text()) };
}

test("nobody without the token is answered", async () => {
  const { status, reply } = await ask("GET", "/", { as: "a token only for these guests" });

  assert.equal(status, 401);
  assert.match(reply.message, /token/);
  assert.equal((await ask("PATCH", "/", { as: "", body: '{"ordersPerMinute":1}' })).status, 401);
  assert.deepEqual(changes, []);
});

test("the state is told and knobs are turned", async () => {
  const told = await ask("GET", "/");
  const turned = await ask("PATCH", "/", { body: '{"ordersPerMinute":60,"defects":{"poison":0.5}}' });

  assert.deepEqual(told, { status: 200, reply: state });
  assert.equal(turned.status, 200);
  assert.deepEqual(changes, [{ ordersPerMinute: 60, defects: { poison: 0.5 } }]);
});

test("orders are placed, one if no number is said", async () => {
  assert.equal((await ask("POST", "/orders")).reply.orders.length, 1);
  assert.equal((await ask("POST", "/orders", { body: '{"count":3}' })).reply.orders.length, 3);
});

test("what is wrong with a request is said, and nothing is done", async () => {
  const before = changes.length;
  const wrong = [
    "{",
    "[]",
    '{"ordersPerMinute":-1}',
    '{"orders":1}',
    '{"defects":{"poison":2}}',
    '{"defects":{"typo":1}}',
  ];

  for (const body of wrong) {
    const { status, reply } = await ask("PATCH", "/", { body });
    assert.equal(status, 400, body);
    assert.ok(reply.message.length > 10, reply.message);
  }
  assert.equal((await ask("POST", "/orders", { body: '{"count":100000}' })).status, 400);
  assert.equal((await ask("DELETE", "/orders")).status, 404);
  assert.equal(changes.length, before);
});

test("a body without end is refused", async () => {
  const { status } = await ask("PATCH", "/", { body: `{"ordersPerMinute":1${" ".repeat(100_000)}}` });

  assert.equal(status, 413);
});
