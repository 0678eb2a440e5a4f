import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { GET as listAudit } from "@/app/api/v1/audit/route";
import { POST as change, GET as readOne } from "@/app/api/v1/incident-groups/[fingerprint]/route";
import { GET as listGroups } from "@/app/api/v1/incident-groups/route";
import { GET as listIncidents } from "@/app/api/v1/incidents/route";
import type { IncidentGroup, IncidentGroupDetail } from "@/lib/api/contract/incident-groups";
import type { Role } from "@/lib/domain/role";
import { startTestServer, type TestServer, takeIn } from "./server.test-support";
import { incidentKeyOf, shopLines } from "./shop.test-support";

type Page<Item> = { readonly items: readonly Item[] };
const MINUTE_MS = 60_000;

describe("groups of incidents", () => {
  let server: TestServer;
  let fingerprint: string;
  before(async () => {
    server = await startTestServer({ orders: 10 });
    fingerprint = (await groups())[0]?.fingerprint ?? "";
  });
  after(() => server.stop());

  async function groups(query = ""): Promise<readonly IncidentGroup[]> {
    const path = `/api/v1/incident-groups${query}`;
    return (await server.read<Page<IncidentGroup>>(listGroups, { path, role: "viewer" })).items;
  }
  const incidents = async (query: string) =>
    (await server.read<Page<object>>(listIncidents, { path: `/api/v1/incidents${query}`, role: "viewer" })).items
      .length;
  const post = (body: object, role: Role = "operator", of = fingerprint) =>
    server.ask(change, { path: `/api/v1/incident-groups/${of}`, method: "POST", role, body });
  async function changed(body: object): Promise<IncidentGroupDetail> {
    const response = await post(body);
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as IncidentGroupDetail;
  }
  const read = () =>
    server.read<IncidentGroupDetail>(readOne, { path: `/api/v1/incident-groups/${fingerprint}`, role: "viewer" });

  /** The incident of the first order once more, under another key, some minutes from now. */
  async function seenAgain(minutes: number): Promise<void> {
    const key = incidentKeyOf(0);
    const line = shopLines(1).find((one) => one.includes("INCIDENT"));
    const at = Date.now() + minutes * MINUTE_MS;
    const record = JSON.parse(line ?? "") as { timestamp: number; offset: number; value: string };
    const value = record.value.replace(`"key":${key}`, `"key":${BigInt(key) + BigInt(minutes)}`);
    const moved = value.replace(/"timestamp":\d+/, `"timestamp":${at}`).replace(/"position":\d+/, '"position":9000');
    await takeIn(server.database, [JSON.stringify({ ...record, timestamp: at, offset: 9_000, value: moved })]);
  }

  test("a group says which cases it hits and how it went in the last day", async () => {
    const [group] = await groups();

    assert.deepEqual(group?.samples.map(({ label }) => label).sort(), ["orderId:order-0", "orderId:order-5"]);
    assert.equal(group?.trend.length, 24);
    assert.equal(group?.assignee, null);
    assert.equal(group?.reopened, null);
  });

  test("it is assigned, linked to a ticket and commented, and each is in the audit trail", async () => {
    await changed({ change: "assign", assignee: "Ann" });
    await changed({ change: "ticket", url: "https://tickets.example/PAY-7" });
    const detail = await changed({ change: "comment", text: "the card <b>service</b> is down" });

    assert.deepEqual(
      [detail.group.assignee, detail.group.ticket, detail.group.comments],
      ["Ann", "https://tickets.example/PAY-7", 1],
    );
    assert.deepEqual(
      detail.notes.map(({ author, text }) => [author, text]),
      [["token:operator", "the card <b>service</b> is down"]],
    );
    const { items } = await server.read<Page<{ action: string; subject: string }>>(listAudit, {
      path: "/api/v1/audit",
      role: "viewer",
    });
    const ours = items.filter(({ subject }) => subject === `incident-group:${fingerprint}`);
    assert.deepEqual(ours.map(({ action }) => action).sort(), [
      "assign-incident-group",
      "comment-incident-group",
      "ticket-incident-group",
    ]);
  });

  test("a viewer may not change it, and what makes no sense is refused in words", async () => {
    assert.equal((await post({ change: "assign", assignee: "Bob" }, "viewer")).status, 403);
    assert.equal((await post({ change: "comment", text: "x" }, "analyst")).status, 403);
    for (const url of ["javascript:alert(1)", "data:text/html,x", "ftp://x/y", "no address"]) {
      assert.equal((await post({ change: "ticket", url })).status, 400, url);
    }
    assert.equal((await post({ change: "snooze", until: "2020-01-01T00:00:00Z" })).status, 400);
    assert.equal((await post({ change: "delete" })).status, 400);
    assert.equal((await post({ change: "restore" }, "operator", "not-a-group")).status, 404);
    assert.equal((await post({ change: "restore" }, "operator", "00000000-0000-0000-0000-000000000000")).status, 404);
    assert.equal((await read()).group.assignee, "Ann");
  });

  test("a snoozed group is out of sight, with its incidents, until it is taken back", async () => {
    await changed({ change: "snooze", until: new Date(Date.now() + 60 * MINUTE_MS).toISOString() });

    assert.deepEqual([(await groups("?triage=active")).length, await incidents("?triage=active")], [0, 0]);
    assert.deepEqual([(await groups("?triage=snoozed")).length, await incidents("?triage=snoozed")], [1, 2]);
    assert.equal((await groups()).length, 1);
    await changed({ change: "snooze", until: null });
    assert.deepEqual([(await groups("?triage=active")).length, await incidents("?triage=active")], [1, 2]);
  });

  test("an archived group comes back when it is seen again, and says so", async () => {
    await changed({ change: "archive", reason: "the shop was closed" });
    assert.deepEqual([(await groups("?triage=active")).length, await incidents("?triage=active")], [0, 0]);
    assert.deepEqual([(await groups("?triage=archived")).length, await incidents("?triage=archived")], [1, 2]);

    await seenAgain(3);

    const [group] = await groups("?triage=active");
    assert.equal(group?.incidents, 1);
    assert.match(group?.reopened?.text ?? "", /^seen again 3 min after archived by token:operator$/);
    assert.equal(await incidents("?triage=active"), 1);
    await changed({ change: "restore" });
    assert.equal((await groups("?triage=active"))[0]?.incidents, 3);
    assert.equal((await read()).group.reopened, null);
  });

  test("a runbook is of the group or of its element, and an empty one is none", async () => {
    await changed({ change: "runbook", scope: "group", markdown: "# Cards\n[Retry](throughline:retry-incident)" });
    const both = await changed({ change: "runbook", scope: "element", markdown: "Ask **Payment**." });

    assert.deepEqual(both.runbooks.map(({ scope, savedBy }) => [scope, savedBy]).sort(), [
      ["element", "token:operator"],
      ["group", "token:operator"],
    ]);
    assert.equal(both.element, "pay");
    await changed({ change: "runbook", scope: "group", markdown: " " });
    const { runbooks, group } = await changed({ change: "runbook", scope: "element", markdown: "" });
    assert.deepEqual([runbooks, group.hasRunbook], [[], false]);
  });
});
