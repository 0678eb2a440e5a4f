import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { GET as listCases } from "@/app/api/v1/cases/route";
import { GET as health } from "@/app/api/v1/health/route";
import { GET as landscape } from "@/app/api/v1/landscape/route";
import { GET as openApi } from "@/app/api/v1/openapi.json/route";
import { call } from "@/lib/api/contract/call";
import { CALLS } from "@/lib/api/contract/calls";
import { CaseCount } from "@/lib/api/contract/cases";
import type { Health } from "@/lib/api/contract/streams";
import type { Problem } from "@/lib/api/contract/values";
import { route } from "./route";
import { getServer, installServer } from "./server";
import { startTestServer, type TestServer } from "./server.test-support";

const COUNT = call({ method: "GET", path: "/api/v1/test", summary: "", reply: CaseCount });

describe("problems", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({
      configuration: `sources:
  - { id: kafka, kind: kafka, brokers: ["127.0.0.1:1"] }
  - { id: camunda8, kind: camunda8, grpcAddress: "127.0.0.1:1", records: { source: kafka, topic: "zeebe*" } }`,
    });
  });
  after(() => server.stop());

  const problemOf = async (response: Response) => (await response.json()) as Problem;

  test("a problem names its fields, its request, and is never kept by a cache", async () => {
    const headers = { "x-request-id": "from-the-proxy-1" };
    const response = await server.ask(listCases, { path: "/api/v1/cases?limit=0&state=open", role: "viewer", headers });
    const problem = await problemOf(response);

    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.deepEqual([problem.status, problem.requestId], [400, "from-the-proxy-1"]);
    assert.deepEqual(
      problem.errors?.map(({ pointer }) => pointer),
      ["/state", "/limit"].sort().reverse(),
    );
  });

  test("a reply that breaks its promise is our bug, and shows nothing of our insides", async () => {
    const broken = route({ role: "viewer", call: COUNT }, () => ({ count: -1, exact: true }));
    const thrown = route({ role: "viewer", call: COUNT }, () => {
      throw new Error("password=hunter2");
    });

    for (const handler of [broken, thrown]) {
      const response = await server.ask(handler, { path: "/api/v1/test", role: "viewer" });
      const text = await response.text();
      assert.equal(response.status, 500);
      assert.doesNotMatch(text, /hunter2|count|\/lib\//);
    }
  });

  test("without a live landscape there is nothing to turn, and it says so", async () => {
    const response = await server.ask(landscape, { path: "/api/v1/landscape", role: "admin" });

    assert.equal(response.status, 404);
    assert.match((await problemOf(response)).detail, /No live landscape/);
  });

  test("the description of the API names every call with its parameters and replies", async () => {
    const document = await server.read<{
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; parameters: { name: string }[] }>>;
    }>(openApi, { path: "/api/v1/openapi.json" });
    const named = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );

    assert.equal(document.openapi, "3.1.0");
    assert.deepEqual(named.sort(), Object.keys(CALLS).sort());
    assert.ok(document.paths["/api/v1/cases"]?.["get"]?.parameters.some(({ name }) => name === "minDuration"));
    assert.ok(!JSON.stringify(document).includes('"$ref":"#/$defs'));
  });

  test("an engine is as far behind as the topic that carries its records", async () => {
    const { pool } = server.database;
    await pool.query("insert into source (name, kind, state, beat_at) values ('kafka', 'kafka', 'running', now())");
    const silent = await server.read<Health>(health, { path: "/api/v1/health" });
    await pool.query(`insert into stream (source_id, topic, name, next_position, end_position, last_recorded_at)
      select source_id, 'zeebe', 'zeebe/0', 7, 10, now() - interval '1 minute' from source where name = 'kafka'`);
    const heard = await server.read<Health>(health, { path: "/api/v1/health" });
    await pool.query("update source set beat_at = now() - interval '1 minute'");
    await pool.query(
      "insert into source (name, kind, state, beat_at) values ('camunda8', 'camunda8', 'running', now())",
    );
    const stopped = await server.read<Health>(health, { path: "/api/v1/health" });
    const engine = ({ sources }: Health) => sources.find(({ id }) => id === "camunda8");

    assert.deepEqual([silent.status, engine(silent)?.state], ["degraded", "starting"]);
    assert.deepEqual([heard.status, engine(heard)?.state, engine(heard)?.lagEvents], ["ok", "running", 3]);
    assert.ok((engine(heard)?.lagMs ?? 0) >= 60_000);
    assert.deepEqual([stopped.status, engine(stopped)?.state], ["degraded", "stopped"]);
    assert.equal(stopped.sources.filter(({ id }) => id === "camunda8").length, 1);
    assert.match(stopped.sources.find(({ id }) => id === "kafka")?.detail ?? "", /silent for 60 s/);
  });

  test("a database that is away makes health say 503 and every call say so, and both heal by themselves", async () => {
    const known = getServer();
    const pool = server.database.open({ connectionString: "postgresql://nobody@127.0.0.1:1/nothing" });
    installServer({ ...known, db: pool });

    const down = await server.ask(health, { path: "/api/v1/health" });
    const cases = await server.ask(listCases, { path: "/api/v1/cases", role: "viewer" });
    installServer(known);
    const up = await server.ask(health, { path: "/api/v1/health" });

    assert.deepEqual([down.status, cases.status, up.status], [503, 503, 200]);
    assert.deepEqual(await down.json().then(({ status, database }) => [status, database]), ["down", "down"]);
    assert.match((await problemOf(cases)).detail, /PostgreSQL cannot be reached/);
    assert.equal(cases.headers.get("retry-after"), "5");
  });
});
