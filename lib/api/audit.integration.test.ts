import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { GET as exportAudit } from "@/app/api/v1/audit/export/route";
import { GET as listAudit } from "@/app/api/v1/audit/route";
import { GET as verification } from "@/app/api/v1/audit/verification/route";
import { POST as operate } from "@/app/api/v1/operations/route";
import { verifyAudit } from "@/lib/operations/audit/verify-audit";
import { openEngines } from "@/lib/operations/open-engines";
import { transaction } from "@/lib/store/database";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import type { AuditEntry, AuditVerification } from "./contract/audit";
import { startTestServer, type TestServer } from "./server.test-support";
import { incidentKeyOf } from "./shop.test-support";

const engines = openEngines({
  sources: [
    {
      id: "camunda8",
      kind: "camunda8",
      grpcAddress: "127.0.0.1:1",
      restAddress: null,
      clientId: null,
      clientSecret: null,
      oauthUrl: null,
      records: null,
      variables: [],
    },
  ],
});
const act = (subject: string, detail: object = {}) => ({
  actor: "ada",
  action: "test-act",
  subject,
  reason: `\u2028 "quoted" \\ \u0001 Ärger 💥 of ${subject}`,
  outcome: "done",
  detail: { ...detail },
});

describe("the audit trail", { timeout: 120_000 }, () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ orders: 30, engines });
  });
  after(async () => {
    await server.stop();
    for (const engine of engines.values()) await engine.close();
  });

  type List = { readonly items: readonly AuditEntry[]; readonly nextCursor: string | null };
  const list = (query = "") => server.read<List>(listAudit, { path: `/api/v1/audit${query}`, role: "viewer" });
  const verify = () => verifyAudit(server.database.pool);
  const append = (subject: string, detail?: object) =>
    transaction(server.database.pool, (tx) => appendAuditEntry(tx, act(subject, detail)));

  /** What a superuser can do who means it: change a row with the triggers off. Answers how to mend it. */
  async function tamper(statement: string): Promise<() => Promise<void>> {
    const withoutTriggers = (...statements: readonly string[]) =>
      transaction(server.database.pool, async (tx) => {
        await tx.query("set local session_replication_role = replica");
        for (const one of statements) await tx.query(one);
      });
    await withoutTriggers("create table kept as table audit_entry", statement);
    return () =>
      withoutTriggers(
        "delete from audit_entry",
        "insert into audit_entry (audit_id, at, actor, action, subject, reason, outcome, detail, published_at, hash) overriding system value " +
          "select audit_id, at, actor, action, subject, reason, outcome, detail, published_at, hash from kept",
        "drop table kept",
      );
  }

  test("every act is chained to the one before it, whatever its text holds, and the chain is found whole", async () => {
    await append("odd", { nested: { b: [1.5, null, "\u2029"], a: "é" } });

    const found = await server.read<AuditVerification>(verification, {
      path: "/api/v1/audit/verification",
      role: "viewer",
    });
    const { rows } = await server.database.pool.query<{ entries: number }>(
      "select count(*) as entries from audit_entry",
    );

    assert.deepEqual([found.isWhole, found.brokenAt, found.entries], [true, null, rows[0]?.entries]);
    assert.match(found.lastHash, /^[0-9a-f]{64}$/);
  });

  test("what is written cannot be changed, deleted or emptied", async () => {
    const { pool } = server.database;

    for (const statement of [
      "update audit_entry set reason = 'never mind'",
      "update audit_entry set hash = ''",
      "delete from audit_entry",
      "truncate audit_entry",
    ]) {
      await assert.rejects(pool.query(statement), /append-only: (update|delete|truncate) is refused/, statement);
    }
  });

  test("an entry that a superuser changed, removed or forged is found at its id", async () => {
    for (const subject of ["one", "two", "three"]) await append(subject);
    const { lastId } = await verify();

    for (const [statement, at] of [
      [`update audit_entry set reason = 'never mind' where audit_id = ${lastId - 1}`, lastId - 1],
      [`update audit_entry set actor = 'eve' where audit_id = 1`, 1],
      [`delete from audit_entry where audit_id = ${lastId - 1}`, lastId],
      ["delete from audit_entry where audit_id = 1", 2],
      [`update audit_entry set at = at - interval '1 hour' where audit_id = ${lastId}`, lastId],
    ] as const) {
      const mend = await tamper(statement);
      const { isWhole, brokenAt, why } = await verify();
      await mend();

      assert.deepEqual([isWhole, brokenAt], [false, at], statement);
      assert.match(why, statement.startsWith("delete") ? /missing/ : /was changed/);
    }
    assert.equal((await verify()).isWhole, true);
  });

  test("a chain whose end was cut off is whole, and whoever kept an earlier end sees it", async () => {
    await append("last");
    const known = await verify();
    const anchor = { id: known.lastId, hash: known.lastHash };
    const mend = await tamper(`delete from audit_entry where audit_id = ${known.lastId}`);

    const alone = await verify();
    const anchored = await verifyAudit(server.database.pool, anchor);
    await mend();

    assert.equal(alone.isWhole, true);
    assert.deepEqual([anchored.isWhole, anchored.brokenAt], [false, known.lastId]);
    assert.equal((await verifyAudit(server.database.pool, anchor)).isWhole, true);
  });

  test("many who write at once leave one chain without a gap, also when some of them take it back", async () => {
    const writers = Array.from({ length: 24 }, (_, index) =>
      transaction(server.database.pool, async (tx) => {
        await appendAuditEntry(tx, act(`at-once-${index}`));
        if (index % 4 === 3) throw new Error("taken back");
      }),
    );
    const ended = await Promise.allSettled(writers);

    const { rows } = await server.database.pool.query<{ gaps: number; backwards: number; written: number }>(
      `select count(*) filter (where audit_id <> before + 1) as gaps, count(*) filter (where at < earlier) as backwards,
              count(*) filter (where subject like 'at-once-%') as written
       from (select *, lag(audit_id, 1, 0::bigint) over (order by audit_id) as before, lag(at) over (order by audit_id) as earlier
             from audit_entry) as entry`,
    );
    assert.equal(ended.filter(({ status }) => status === "rejected").length, 6);
    assert.deepEqual(rows, [{ gaps: 0, backwards: 0, written: 18 }]);
    assert.equal((await verify()).isWhole, true);
  });

  test("an operation is there with who, why, what it was chosen by and what it found, and no value of a variable", async () => {
    const response = await server.ask(operate, {
      path: "/api/v1/operations",
      method: "POST",
      role: "operator",
      body: {
        action: "edit-and-retry",
        target: { filter: { key: ["orderId:order-5"] } },
        parameters: { variables: { iban: "DE02-SECRET", limit: 471_100_815 }, retries: 1 },
        reason: "the limit was wrong",
        execution: { canary: 1 },
      },
    });
    const { id } = (await response.json()) as { id: string };

    const { items } = await list(`?subject=operation:${id}`);
    const [entry] = items;

    assert.deepEqual(
      [items.length, entry?.actor, entry?.action, entry?.reason, entry?.outcome],
      [1, "token:operator", "edit-and-retry", "the limit was wrong", ""],
    );
    const { execution, ...detail } = entry?.detail ?? {};
    assert.equal((execution as { canary: number }).canary, 1);
    assert.deepEqual(detail, {
      total: 1,
      before: { possible: 1, impossible: 0 },
      selection: { by: "filter", filter: { key: ["orderId:…"] } },
      targets: [`camunda8:${incidentKeyOf(5)}`],
      parameters: { variables: ["iban", "limit"], retries: 1 },
    });
    const { rows } = await server.database.pool.query<{ text: string }>(
      "select audit_entry::text as text from audit_entry",
    );
    assert.ok(rows.every(({ text }) => !/DE02-SECRET|471100815/.test(text)));
  });

  test("it is searched by actor, action, subject, text and time, and read page by page", async () => {
    await append("100%_sure");
    const subjects = async (query: string) => (await list(query)).items.map(({ subject }) => subject);

    assert.deepEqual(await subjects("?q=100%25_SURE"), ["100%_sure"]);
    assert.deepEqual(await subjects("?q=100___sure"), []);
    assert.deepEqual(await subjects("?actor=ada&action=test-act&subject=one"), ["one"]);
    assert.deepEqual(
      (await list("?id=1")).items.map(({ id }) => id),
      [1],
    );
    assert.deepEqual(await subjects("?actor=nobody"), []);
    assert.deepEqual(await subjects("?actor=ada&to=now-1h"), []);
    const all = await list("?actor=ada&limit=500");
    const first = await list("?actor=ada&limit=10");
    const second = await list(`?actor=ada&limit=500&cursor=${first.nextCursor}`);
    assert.deepEqual([...first.items, ...second.items], all.items);
  });

  test("it is exported for analysts: CSV without formulas, JSON lines that carry their proof", async () => {
    await append("=HYPERLINK(1)");
    const ask = (format: string, role: "viewer" | "analyst") =>
      server.ask(exportAudit, { path: `/api/v1/audit/export?format=${format}&actor=ada`, role });

    const csv = await ask("csv", "analyst");
    const text = await csv.text();
    const lines = (await (await ask("jsonl", "analyst")).text()).trim().split("\n");

    assert.equal((await ask("csv", "viewer")).status, 403);
    assert.match(csv.headers.get("content-type") ?? "", /^text\/csv/);
    assert.match(text, /^id,at,actor,action,subject,reason,outcome,detail,hash\r\n\d+,\d{4}-/);
    assert.match(text, /,"'=HYPERLINK\(1\)",/);
    for (const line of lines) {
      const { hash, previousHash, hashed } = JSON.parse(line) as Record<string, string>;
      const proof = createHash("sha256")
        .update(Buffer.from(previousHash ?? "", "hex"))
        .update(hashed ?? "");
      assert.equal(proof.digest("hex"), hash);
    }
    assert.equal(lines.length, (await list("?actor=ada&limit=500")).items.length);
  });
});
