import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { GET as listCases } from "@/app/api/v1/cases/route";
import { POST as takeEvents } from "@/app/api/v1/events/route";
import { GET as exportEvents } from "@/app/api/v1/exports/route";
import { GET as readImport } from "@/app/api/v1/imports/[importId]/route";
import { POST as startImport } from "@/app/api/v1/imports/route";
import { POST as retryRecord } from "@/app/api/v1/quarantine/[recordId]/retry/route";
import { GET as exportQuarantine } from "@/app/api/v1/quarantine/export/route";
import { POST as retryQuarantineGroup } from "@/app/api/v1/quarantine/groups/[groupId]/retry/route";
import { GET as listGroups } from "@/app/api/v1/quarantine/groups/route";
import { GET as listQuarantine } from "@/app/api/v1/quarantine/route";
import { GET as listStreams } from "@/app/api/v1/streams/route";
import type { CaseSummary } from "@/lib/api/contract/cases";
import type {
  GroupRetried,
  ImportStatus,
  IntakeReply,
  QuarantinedRecord,
  QuarantineGroup,
} from "@/lib/api/contract/streams";
import { startTestServer, type TestServer } from "./server.test-support";
import { shopLines } from "./shop.test-support";

type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };

describe("taking in and giving out", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  async function importLog(query: string, body: string | Uint8Array): Promise<ImportStatus> {
    const path = `/api/v1/imports?${query}`;
    const headers = { "content-type": "application/octet-stream" };
    const { id } = await server.read<{ id: string }>(startImport, {
      path,
      method: "POST",
      role: "operator",
      body,
      headers,
    });
    for (;;) {
      const status = await server.read<ImportStatus>(readImport, { path: `/api/v1/imports/${id}`, role: "viewer" });
      if (status.state !== "running") return status;
      await sleep(50);
    }
  }

  const cases = (query: string) =>
    server.read<Page<CaseSummary>>(listCases, { path: `/api/v1/cases?limit=500&${query}`, role: "viewer" });

  test("a gzipped log becomes cases, and what is no record in it is told with its line", async () => {
    const lines = [...shopLines(4), "this is no JSON"];

    const status = await importLog("process=Old%20shop&format=jsonl", gzipSync(lines.join("\n")));

    assert.deepEqual([status.state, status.rejected, status.rejections[0]?.line], ["done", 1, lines.length]);
    assert.equal((await cases(`process=${encodeURIComponent("Old shop")}`)).items.length, 4);
  });

  test("a format that cannot be read yet says which can", async () => {
    const asked = {
      path: "/api/v1/imports?process=x&format=xes",
      method: "POST",
      role: "operator",
      body: "<log/>",
    } as const;
    const response = await server.ask(startImport, asked);

    assert.equal(response.status, 422);
    assert.match(((await response.json()) as { detail: string }).detail, /jsonl/);
  });

  test("what was exported can be imported again and makes the same cases", async () => {
    const asked = { path: "/api/v1/exports?format=jsonl&process=Old%20shop", role: "analyst" } as const;
    const response = await server.ask(exportEvents, asked);
    const text = await response.text();

    const status = await importLog("process=Second%20shop&format=jsonl", text);
    const [old, second] = [await cases("process=Old%20shop"), await cases("process=Second%20shop")];

    assert.equal(response.headers.get("content-type"), "application/x-ndjson; charset=utf-8");
    assert.deepEqual([status.state, status.rejected], ["done", 0]);
    const shown = ({ items }: Page<CaseSummary>) =>
      items.map(({ label, durationMs, state }) => ({ label, durationMs, state }));
    assert.deepEqual(shown(second), shown(old));
  });

  test("an export of nothing is empty, and one with a wrong filter is a problem rather than half a file", async () => {
    const ask = (query: string) =>
      server.ask(exportEvents, { path: `/api/v1/exports?format=jsonl&${query}`, role: "analyst" });

    assert.equal(await (await ask("key=orderId:nobody")).text(), "");
    assert.equal((await ask("key=nonsense")).status, 400);
  });

  const event = (id: string) => ({
    specversion: "1.0",
    id,
    source: "billing",
    type: "InvoiceSent",
    time: "2026-11-20T10:00:00Z",
    data: { orderId: "order-900" },
  });
  const take = (body: string, headers: Record<string, string>) =>
    server.ask(takeEvents, { path: "/api/v1/events", method: "POST", role: "operator", body, headers });

  test("CloudEvents are durable when they are accepted, in each of the three modes, and counted once", async () => {
    const structured = await take(JSON.stringify(event("1")), { "content-type": "application/cloudevents+json" });
    const batch = [event("1"), event("2"), { nonsense: true }];
    const batched = await take(JSON.stringify(batch), { "content-type": "application/cloudevents-batch+json" });
    const binary = await take(JSON.stringify({ orderId: "order-900" }), {
      "content-type": "application/json",
      "ce-specversion": "1.0",
      "ce-id": "3",
      "ce-source": "billing",
      "ce-type": "InvoicePaid",
      "ce-time": "2026-11-20T11:00:00Z",
    });

    assert.deepEqual([structured.status, batched.status, binary.status], [202, 202, 202]);
    assert.deepEqual(await structured.json(), { accepted: 1, duplicates: 0, rejected: [] });
    const { accepted, duplicates, rejected } = (await batched.json()) as IntakeReply;
    assert.deepEqual([accepted, duplicates, rejected.map(({ index }) => index)], [1, 1, [2]]);
    assert.equal((await cases("key=orderId:order-900")).items[0]?.events, 3);
  });

  test("when the database is behind, callers beyond the bound are told to come again, and nothing that was accepted is lost", async () => {
    const { pool } = server.database;
    const headers = { "content-type": "application/cloudevents+json" };
    const send = (id: number) => take(JSON.stringify({ ...event(`many-${id}`), data: { orderId: "many" } }), headers);
    const holder = await pool.connect();
    await holder.query("begin; lock table stream in access exclusive mode");
    let refusals = 0;
    const statuses = Array.from({ length: 150 }, async (_, id) => {
      const response = await send(id);
      if (response.status === 429) refusals += 1;
      return { id, status: response.status, retryAfter: response.headers.get("retry-after") };
    });
    while (refusals < 150 - 64) await sleep(20);
    await holder.query("rollback");
    holder.release();

    const answers = await Promise.all(statuses);
    const refused = answers.filter(({ status }) => status === 429);
    assert.deepEqual(
      answers.filter(({ status }) => status !== 202 && status !== 429),
      [],
    );
    assert.ok(refused.every(({ retryAfter }) => retryAfter === "2"));
    assert.ok(refused.length >= 150 - 64);
    const accepted = answers.length - refused.length;
    assert.equal((await cases("key=orderId:many")).items[0]?.events ?? 0, accepted);
    const [again] = refused;
    assert.equal((await send(again?.id ?? 0)).status, 202);
    assert.equal((await cases("key=orderId:many")).items[0]?.events, accepted + 1);
  });

  test("a body that is too large is refused before it is read, also when it does not say how large it is", async () => {
    const announced = await take("{}", { "content-type": "application/cloudevents+json", "content-length": "9000000" });
    const large = new Uint8Array(9_000_000).fill(32);
    const asked = { path: "/api/v1/events", method: "POST", role: "operator", body: large } as const;
    const silent = await server.ask(takeEvents, { ...asked, headers: { "ce-id": "1" } });

    assert.deepEqual([announced.status, silent.status], [413, 413]);
  });

  test("what is no CloudEvent is refused with what to send", async () => {
    const response = await take("hello", { "content-type": "text/plain" });

    assert.equal(response.status, 400);
    assert.match(((await response.json()) as { detail: string }).detail, /application\/cloudevents\+json/);
  });

  test("a record that could not be decoded is shown with its bytes, and says why again when it is tried again", async () => {
    const line = {
      topic: "shop",
      partition: 0,
      offset: 1,
      timestamp: 1,
      key: null,
      headers: {},
      value: "\u0001 no JSON",
    };
    await importLog("process=Old%20shop&format=jsonl", JSON.stringify(line));
    const { items } = await server.read<Page<QuarantinedRecord>>(listQuarantine, {
      path: "/api/v1/quarantine",
      role: "viewer",
    });
    const [record] = items;

    const path = `/api/v1/quarantine/${record?.id}/retry`;
    const again = await server.read<QuarantinedRecord>(retryRecord, {
      path,
      method: "POST",
      role: "operator",
      body: {},
    });

    assert.equal(record?.preview, "\ufffd no JSON");
    assert.equal(Buffer.from(record?.valueBase64 ?? "", "base64").toString(), "\u0001 no JSON");
    assert.equal(again.state, "open");
    assert.ok(again.reason.length > 0);
  });

  test("a group of quarantined records is shown with a sample, retried with a reason, and exported with its bytes", async () => {
    const { items } = await server.read<Page<QuarantineGroup>>(listGroups, {
      path: "/api/v1/quarantine/groups",
      role: "viewer",
    });
    const group = items.find(({ sample }) => sample?.preview.includes("no JSON"));
    const path = `/api/v1/quarantine/groups/${group?.id}/retry`;
    const asked = { path, method: "POST", role: "operator", body: { reason: "looked at it" } } as const;

    const retried = await server.read<GroupRetried>(retryQuarantineGroup, asked);
    const exported = await server.ask(exportQuarantine, {
      path: `/api/v1/quarantine/export?group=${group?.id}`,
      role: "analyst",
    });

    assert.deepEqual([group?.open, group?.records, retried.projected, retried.open], [1, 1, 0, 1]);
    assert.equal(retried.nextCursor, null);
    const lines = (await exported.text()).trimEnd().split("\n");
    const line = JSON.parse(lines[0] ?? "") as { valueBase64: string; isWhole: boolean };
    assert.equal(lines.length, 1);
    assert.equal(Buffer.from(line.valueBase64, "base64").toString(), "\u0001 no JSON");
    const { rows } = await server.database.pool.query(
      "select actor, reason from audit_entry where subject = $1 and outcome = ''",
      [`quarantine-group:${group?.id}`],
    );
    assert.deepEqual(rows, [{ actor: "token:operator", reason: "looked at it" }]);
  });

  test("streams come page by page, each once", async () => {
    const names: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const path: string = `/api/v1/streams?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const page: Page<{ source: string; name: string }> = await server.read(listStreams, { path, role: "viewer" });
      names.push(...page.items.map(({ source, name }) => `${source} ${name}`));
      cursor = page.nextCursor;
    }

    assert.ok(names.length > 4);
    assert.deepEqual(names, [...new Set(names)].sort());
  });
});
