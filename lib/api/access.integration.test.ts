import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as alertHistory from "@/app/api/v1/alerts/history/route";
import * as alerts from "@/app/api/v1/alerts/route";
import * as alertRule from "@/app/api/v1/alerts/rules/[ruleId]/route";
import * as alertTest from "@/app/api/v1/alerts/rules/[ruleId]/test/route";
import * as alertRules from "@/app/api/v1/alerts/rules/route";
import * as auditExport from "@/app/api/v1/audit/export/route";
import * as audit from "@/app/api/v1/audit/route";
import * as auditVerification from "@/app/api/v1/audit/verification/route";
import * as caseCount from "@/app/api/v1/case-count/route";
import * as caseAt from "@/app/api/v1/cases/[caseId]/at/route";
import * as collaboration from "@/app/api/v1/cases/[caseId]/collaboration/route";
import * as caseEvents from "@/app/api/v1/cases/[caseId]/events/route";
import * as caseStory from "@/app/api/v1/cases/[caseId]/route";
import * as cases from "@/app/api/v1/cases/route";
import * as rulesPreview from "@/app/api/v1/correlation-rules/preview/route";
import * as correlationRules from "@/app/api/v1/correlation-rules/route";
import * as suggestions from "@/app/api/v1/correlation-rules/suggestions/route";
import * as archiveDeadLetters from "@/app/api/v1/dead-letters/archive/route";
import * as deadLetter from "@/app/api/v1/dead-letters/record/route";
import * as deadLetters from "@/app/api/v1/dead-letters/route";
import * as deadLetterValue from "@/app/api/v1/dead-letters/value/route";
import * as activitySamples from "@/app/api/v1/event-map/activities/[activityId]/samples/route";
import * as mapChanges from "@/app/api/v1/event-map/changes/route";
import * as eventMap from "@/app/api/v1/event-map/route";
import * as events from "@/app/api/v1/events/route";
import * as exportsRoute from "@/app/api/v1/exports/route";
import * as findings from "@/app/api/v1/findings/route";
import * as health from "@/app/api/v1/health/route";
import * as importStatus from "@/app/api/v1/imports/[importId]/route";
import * as imports from "@/app/api/v1/imports/route";
import * as incidentGroup from "@/app/api/v1/incident-groups/[fingerprint]/route";
import * as incidentGroups from "@/app/api/v1/incident-groups/route";
import * as incidents from "@/app/api/v1/incidents/route";
import * as landscapeOrders from "@/app/api/v1/landscape/orders/route";
import * as landscape from "@/app/api/v1/landscape/route";
import * as live from "@/app/api/v1/live/route";
import * as lostMessages from "@/app/api/v1/lost-messages/route";
import * as archiveModel from "@/app/api/v1/models/[modelId]/archive/route";
import * as bindings from "@/app/api/v1/models/[modelId]/bindings/route";
import * as model from "@/app/api/v1/models/[modelId]/route";
import * as models from "@/app/api/v1/models/route";
import * as openApi from "@/app/api/v1/openapi.json/route";
import * as operationControl from "@/app/api/v1/operations/[operationId]/control/route";
import * as operationItems from "@/app/api/v1/operations/[operationId]/items/route";
import * as operation from "@/app/api/v1/operations/[operationId]/route";
import * as offers from "@/app/api/v1/operations/offers/route";
import * as operations from "@/app/api/v1/operations/route";
import * as bpmn from "@/app/api/v1/processes/[processId]/bpmn/route";
import * as conformance from "@/app/api/v1/processes/[processId]/conformance/route";
import * as definitions from "@/app/api/v1/processes/[processId]/definitions/route";
import * as discover from "@/app/api/v1/processes/[processId]/discover/route";
import * as elements from "@/app/api/v1/processes/[processId]/elements/route";
import * as heatmap from "@/app/api/v1/processes/[processId]/heatmap/route";
import * as process from "@/app/api/v1/processes/[processId]/route";
import * as variants from "@/app/api/v1/processes/[processId]/variants/route";
import * as processes from "@/app/api/v1/processes/route";
import * as retryQuarantined from "@/app/api/v1/quarantine/[recordId]/retry/route";
import * as exportQuarantine from "@/app/api/v1/quarantine/export/route";
import * as retryQuarantineGroup from "@/app/api/v1/quarantine/groups/[groupId]/retry/route";
import * as quarantineGroups from "@/app/api/v1/quarantine/groups/route";
import * as quarantine from "@/app/api/v1/quarantine/route";
import * as sagas from "@/app/api/v1/sagas/route";
import * as sessionEnd from "@/app/api/v1/session/end/route";
import * as session from "@/app/api/v1/session/route";
import * as resumeStream from "@/app/api/v1/streams/[streamId]/resume/route";
import * as blastRadius from "@/app/api/v1/streams/group/blast-radius/route";
import * as consumerGroup from "@/app/api/v1/streams/group/route";
import * as consumerGroups from "@/app/api/v1/streams/groups/route";
import * as jobWorkerRadius from "@/app/api/v1/streams/job-workers/blast-radius/route";
import * as jobWorkers from "@/app/api/v1/streams/job-workers/route";
import * as pace from "@/app/api/v1/streams/pace/route";
import * as searchRecords from "@/app/api/v1/streams/records/route";
import * as streams from "@/app/api/v1/streams/route";
import * as tailTopic from "@/app/api/v1/streams/tail/route";
import * as topic from "@/app/api/v1/streams/topic/route";
import * as topics from "@/app/api/v1/streams/topics/route";
import * as stuck from "@/app/api/v1/stuck/route";
import * as userTasks from "@/app/api/v1/user-tasks/route";
import * as metrics from "@/app/metrics/route";
import { revokeApiToken } from "@/lib/access/api-tokens";
import { addPerson, createSignInLink, shutOut } from "@/lib/access/sign-in";
import type { Call } from "@/lib/api/contract/call";
import { CALLS } from "@/lib/api/contract/calls";
import { hasRole, ROLES, type Role } from "@/lib/domain/role";
import { type Handler, ORIGIN, startTestServer, type TestServer } from "./server.test-support";

type Route = {
  readonly call: keyof typeof CALLS | null;
  readonly handler: Handler;
  readonly path: string;
  readonly role: Role | null;
};

const NOBODY = "00000000-0000-0000-0000-000000000001";
/** Who may call what. Written down a second time, on purpose: a route that opens itself has to be opened here too. */
const ROUTES: readonly Route[] = [
  { call: "health", handler: health.GET, path: "/api/v1/health", role: null },
  { call: "openApi", handler: openApi.GET, path: "/api/v1/openapi.json", role: null },
  { call: "signIn", handler: session.POST, path: "/api/v1/session", role: null },
  { call: "session", handler: session.GET, path: "/api/v1/session", role: "viewer" },
  { call: "signOut", handler: sessionEnd.POST, path: "/api/v1/session/end", role: "viewer" },
  { call: "processes", handler: processes.GET, path: "/api/v1/processes", role: "viewer" },
  { call: "process", handler: process.GET, path: "/api/v1/processes/shop", role: "viewer" },
  { call: "processBpmn", handler: bpmn.GET, path: "/api/v1/processes/shop/bpmn", role: "viewer" },
  { call: "processDefinitions", handler: definitions.GET, path: "/api/v1/processes/shop/definitions", role: "viewer" },
  { call: "processElements", handler: elements.GET, path: "/api/v1/processes/shop/elements", role: "viewer" },
  { call: "heatmap", handler: heatmap.GET, path: "/api/v1/processes/shop/heatmap", role: "viewer" },
  { call: "variants", handler: variants.GET, path: "/api/v1/processes/shop/variants", role: "viewer" },
  { call: "conformance", handler: conformance.GET, path: "/api/v1/processes/shop/conformance", role: "viewer" },
  { call: "discover", handler: discover.POST, path: "/api/v1/processes/shop/discover", role: "viewer" },
  { call: "eventMap", handler: eventMap.GET, path: "/api/v1/event-map", role: "viewer" },
  { call: "cases", handler: cases.GET, path: "/api/v1/cases", role: "viewer" },
  { call: "caseCount", handler: caseCount.GET, path: "/api/v1/case-count", role: "viewer" },
  { call: "case", handler: caseStory.GET, path: "/api/v1/cases/orderId:order-1", role: "viewer" },
  { call: "caseEvents", handler: caseEvents.GET, path: "/api/v1/cases/orderId:order-1/events", role: "viewer" },
  { call: "incidents", handler: incidents.GET, path: "/api/v1/incidents", role: "viewer" },
  { call: "incidentGroups", handler: incidentGroups.GET, path: "/api/v1/incident-groups", role: "viewer" },
  { call: "incidentGroup", handler: incidentGroup.GET, path: `/api/v1/incident-groups/${NOBODY}`, role: "viewer" },
  {
    call: "changeIncidentGroup",
    handler: incidentGroup.POST,
    path: `/api/v1/incident-groups/${NOBODY}`,
    role: "operator",
  },
  { call: "streams", handler: streams.GET, path: "/api/v1/streams", role: "viewer" },
  { call: "pace", handler: pace.GET, path: "/api/v1/streams/pace", role: "viewer" },
  { call: "resumeStream", handler: resumeStream.POST, path: "/api/v1/streams/0/resume", role: "operator" },
  { call: "topics", handler: topics.GET, path: "/api/v1/streams/topics", role: "viewer" },
  { call: "topic", handler: topic.GET, path: "/api/v1/streams/topic?source=x&topic=y", role: "viewer" },
  { call: "consumerGroups", handler: consumerGroups.GET, path: "/api/v1/streams/groups", role: "viewer" },
  { call: "consumerGroup", handler: consumerGroup.GET, path: "/api/v1/streams/group?source=x&group=y", role: "viewer" },
  { call: "jobWorkers", handler: jobWorkers.GET, path: "/api/v1/streams/job-workers", role: "viewer" },
  {
    call: "jobWorkerRadius",
    handler: jobWorkerRadius.GET,
    path: "/api/v1/streams/job-workers/blast-radius?source=x&jobType=y",
    role: "viewer",
  },
  {
    call: "blastRadius",
    handler: blastRadius.GET,
    path: "/api/v1/streams/group/blast-radius?source=x&group=y",
    role: "viewer",
  },
  { call: "tailTopic", handler: tailTopic.GET, path: "/api/v1/streams/tail?source=x&topic=y", role: "analyst" },
  { call: "searchRecords", handler: searchRecords.GET, path: "/api/v1/streams/records", role: "analyst" },
  { call: "quarantine", handler: quarantine.GET, path: "/api/v1/quarantine", role: "viewer" },
  { call: "quarantineGroups", handler: quarantineGroups.GET, path: "/api/v1/quarantine/groups", role: "viewer" },
  {
    call: "retryQuarantineGroup",
    handler: retryQuarantineGroup.POST,
    path: "/api/v1/quarantine/groups/1/retry",
    role: "operator",
  },
  { call: "exportQuarantine", handler: exportQuarantine.GET, path: "/api/v1/quarantine/export", role: "analyst" },
  { call: "retryQuarantined", handler: retryQuarantined.POST, path: "/api/v1/quarantine/1/retry", role: "operator" },
  { call: "deadLetters", handler: deadLetters.GET, path: "/api/v1/dead-letters", role: "viewer" },
  { call: "deadLetter", handler: deadLetter.GET, path: "/api/v1/dead-letters/record?id=x/y/0/0", role: "viewer" },
  {
    call: "deadLetterValue",
    handler: deadLetterValue.GET,
    path: "/api/v1/dead-letters/value?id=x/y/0/0",
    role: "analyst",
  },
  {
    call: "archiveDeadLetters",
    handler: archiveDeadLetters.POST,
    path: "/api/v1/dead-letters/archive",
    role: "operator",
  },
  { call: "intake", handler: events.POST, path: "/api/v1/events", role: "operator" },
  { call: "startImport", handler: imports.POST, path: "/api/v1/imports?process=x&format=xes", role: "operator" },
  { call: "importStatus", handler: importStatus.GET, path: `/api/v1/imports/${NOBODY}`, role: "viewer" },
  { call: "exportEvents", handler: exportsRoute.GET, path: "/api/v1/exports?format=jsonl", role: "analyst" },
  { call: "userTasks", handler: userTasks.GET, path: "/api/v1/user-tasks", role: "viewer" },
  { call: "operationOffers", handler: offers.GET, path: "/api/v1/operations/offers", role: "viewer" },
  { call: "operations", handler: operations.GET, path: "/api/v1/operations", role: "viewer" },
  { call: "requestOperation", handler: operations.POST, path: "/api/v1/operations", role: "operator" },
  { call: "operation", handler: operation.GET, path: `/api/v1/operations/${NOBODY}`, role: "viewer" },
  { call: "alerts", handler: alerts.GET, path: "/api/v1/alerts", role: "viewer" },
  { call: "alertRules", handler: alertRules.GET, path: "/api/v1/alerts/rules", role: "viewer" },
  { call: "createAlertRule", handler: alertRules.POST, path: "/api/v1/alerts/rules", role: "operator" },
  { call: "changeAlertRule", handler: alertRule.PATCH, path: `/api/v1/alerts/rules/${NOBODY}`, role: "operator" },
  { call: "deleteAlertRule", handler: alertRule.DELETE, path: `/api/v1/alerts/rules/${NOBODY}`, role: "operator" },
  { call: "testAlertRule", handler: alertTest.POST, path: `/api/v1/alerts/rules/${NOBODY}/test`, role: "operator" },
  { call: "alertHistory", handler: alertHistory.GET, path: "/api/v1/alerts/history", role: "viewer" },
  { call: "audit", handler: audit.GET, path: "/api/v1/audit", role: "viewer" },
  { call: "exportAudit", handler: auditExport.GET, path: "/api/v1/audit/export", role: "analyst" },
  { call: "auditVerification", handler: auditVerification.GET, path: "/api/v1/audit/verification", role: "viewer" },
  {
    call: "controlOperation",
    handler: operationControl.POST,
    path: `/api/v1/operations/${NOBODY}/control`,
    role: "operator",
  },
  { call: "operationItems", handler: operationItems.GET, path: `/api/v1/operations/${NOBODY}/items`, role: "viewer" },
  { call: "live", handler: live.GET, path: "/api/v1/live", role: "viewer" },
  { call: "landscape", handler: landscape.GET, path: "/api/v1/landscape", role: "viewer" },
  { call: "changeLandscape", handler: landscape.PATCH, path: "/api/v1/landscape", role: "operator" },
  { call: "placeOrders", handler: landscapeOrders.POST, path: "/api/v1/landscape/orders", role: "operator" },
  { call: "models", handler: models.GET, path: "/api/v1/models", role: "viewer" },
  { call: "saveModel", handler: models.POST, path: "/api/v1/models?name=x", role: "analyst" },
  { call: "model", handler: model.GET, path: "/api/v1/models/x", role: "viewer" },
  { call: "saveBindings", handler: bindings.POST, path: "/api/v1/models/x/bindings", role: "analyst" },
  { call: "archiveModel", handler: archiveModel.POST, path: "/api/v1/models/x/archive", role: "analyst" },
  {
    call: "caseCollaboration",
    handler: collaboration.GET,
    path: "/api/v1/cases/orderId:order-1/collaboration",
    role: "viewer",
  },
  { call: "eventMapChanges", handler: mapChanges.GET, path: "/api/v1/event-map/changes", role: "viewer" },
  {
    call: "activitySamples",
    handler: activitySamples.GET,
    path: `/api/v1/event-map/activities/${NOBODY}/samples`,
    role: "viewer",
  },
  {
    call: "caseAt",
    handler: caseAt.GET,
    path: "/api/v1/cases/orderId:order-1/at?at=2026-01-01T00:00:00Z",
    role: "viewer",
  },
  { call: "sagas", handler: sagas.GET, path: "/api/v1/sagas", role: "viewer" },
  { call: "findings", handler: findings.GET, path: "/api/v1/findings", role: "viewer" },
  { call: "lostMessages", handler: lostMessages.GET, path: "/api/v1/lost-messages", role: "viewer" },
  { call: "stuck", handler: stuck.GET, path: "/api/v1/stuck", role: "viewer" },
  { call: "correlationRules", handler: correlationRules.GET, path: "/api/v1/correlation-rules", role: "viewer" },
  { call: "saveCorrelationRules", handler: correlationRules.POST, path: "/api/v1/correlation-rules", role: "admin" },
  {
    call: "previewCorrelationRules",
    handler: rulesPreview.POST,
    path: "/api/v1/correlation-rules/preview",
    role: "analyst",
  },
  {
    call: "correlationSuggestions",
    handler: suggestions.GET,
    path: "/api/v1/correlation-rules/suggestions",
    role: "analyst",
  },
  { call: null, handler: metrics.GET, path: "/metrics", role: "viewer" },
];

const methodOf = ({ call }: Route): string => (call === null ? "GET" : (CALLS[call] as Call).method);

describe("access", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ orders: 5 });
    await addPerson(server.database.pool, { name: "Ann", role: "operator", actor: "test" });
  });
  after(() => server.stop());

  async function statusOf(route: Route, role?: Role): Promise<number> {
    const gone = new AbortController();
    const method = methodOf(route);
    const body = method === "GET" ? {} : { body: {} };
    const response = await server.ask(route.handler, {
      path: route.path,
      method,
      signal: gone.signal,
      ...body,
      ...(role === undefined ? {} : { role }),
    });
    gone.abort();
    await response.body?.cancel().catch(() => undefined);
    return response.status;
  }

  test("every call of the contract has a line in this table", () => {
    const missing = Object.keys(CALLS).filter((name) => !ROUTES.some(({ call }) => call === name));

    assert.deepEqual(missing, []);
  });

  test("nobody gets anything but health, the description of the API, and the way in", async () => {
    for (const route of ROUTES.filter(({ role }) => role !== null)) {
      assert.equal(await statusOf(route), 401, `${methodOf(route)} ${route.path}`);
    }
    assert.equal(await statusOf(ROUTES[0] as Route), 200);
    assert.equal(await statusOf(ROUTES[1] as Route), 200);
  });

  test("each role may do what its role may, and what is above it is refused", async () => {
    for (const route of ROUTES) {
      if (route.role === null) continue;
      for (const role of ROLES) {
        const status = await statusOf(route, role);
        const isAllowed = hasRole(role, route.role);
        assert.equal(status === 403, !isAllowed, `${role} ${methodOf(route)} ${route.path} answered ${status}`);
        assert.notEqual(status, 500);
      }
    }
  });

  async function signIn(name: string): Promise<string> {
    const link = await createSignInLink(server.database.pool, {
      name,
      publicUrl: ORIGIN,
      actor: "test",
      now: Date.now(),
    });
    const token = new URL(link).searchParams.get("token") ?? "";
    const response = await post(session.POST, "/api/v1/session", { body: { token }, headers: { origin: ORIGIN } });
    assert.equal(response.status, 200);
    return response.headers.get("set-cookie")?.split(";")[0] ?? "";
  }

  const post = (handler: Handler, path: string, asking: { body: unknown; headers: Record<string, string> }) =>
    server.ask(handler, { path, method: "POST", ...asking });

  test("a link signs in once, and the session ends where it was made", async () => {
    const { pool } = server.database;
    const link = await createSignInLink(pool, { name: "Ann", publicUrl: ORIGIN, actor: "test", now: Date.now() });
    const body = { token: new URL(link).searchParams.get("token") };
    const first = await post(session.POST, "/api/v1/session", { body, headers: { origin: ORIGIN } });
    const second = await post(session.POST, "/api/v1/session", { body, headers: { origin: ORIGIN } });
    const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    const who = await server.read<{ name: string; role: string }>(session.GET, {
      path: "/api/v1/session",
      headers: { cookie },
    });

    assert.deepEqual([first.status, second.status], [200, 401]);
    assert.deepEqual([who.name, who.role], ["Ann", "operator"]);
    const out = await post(sessionEnd.POST, "/api/v1/session/end", { body: {}, headers: { cookie, origin: ORIGIN } });
    assert.match(out.headers.get("set-cookie") ?? "", /Max-Age=0/);
    const after = await server.ask(session.GET, { path: "/api/v1/session", headers: { cookie } });
    assert.equal(after.status, 401);
  });

  test("two that use the same link at once: one is let in", async () => {
    const { pool } = server.database;
    const link = await createSignInLink(pool, { name: "Ann", publicUrl: ORIGIN, actor: "test", now: Date.now() });
    const body = { token: new URL(link).searchParams.get("token") };

    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        post(session.POST, "/api/v1/session", { body, headers: { origin: ORIGIN, "x-forwarded-for": "10.0.0.9" } }),
      ),
    );

    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401, 401]);
  });

  test("a page of another site can do nothing with the cookie of a person who is signed in", async () => {
    const cookie = await signIn("Ann");
    const body = { action: "retry-incident", target: { ids: ["camunda8:1"] }, reason: "because", dryRun: true };
    const ask = (headers: Record<string, string>) =>
      post(operations.POST, "/api/v1/operations", { body, headers: { cookie, ...headers } });

    assert.equal((await ask({ origin: "https://evil.example" })).status, 403);
    assert.equal((await ask({ origin: ORIGIN, "sec-fetch-site": "cross-site" })).status, 403);
    assert.equal((await ask({})).status, 403);
    assert.equal((await ask({ origin: ORIGIN, "sec-fetch-site": "same-origin" })).status, 200);
    const form = { ...body, headers: {} };
    const asForm = await server.ask(operations.POST, {
      path: "/api/v1/operations",
      method: "POST",
      body: JSON.stringify(form),
      headers: { cookie, origin: ORIGIN, "content-type": "text/plain" },
    });
    assert.equal(asForm.status, 400);
  });

  test("guessing links is slowed down after ten attempts from one address", async () => {
    const guess = () =>
      post(session.POST, "/api/v1/session", {
        body: { token: "tl_link_guessed_guessed" },
        headers: { origin: ORIGIN, "x-forwarded-for": "10.0.0.1" },
      });
    for (let attempt = 0; attempt < 10; attempt++) assert.equal((await guess()).status, 401);

    const refused = await guess();

    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "60");
  });

  test("who did it is in the audit trail, and no secret is", async () => {
    const { rows } = await server.database.pool.query<{ action: string; actor: string; text: string }>(
      "select action, actor, audit_entry::text as text from audit_entry order by audit_id",
    );

    for (const action of ["add-person", "create-sign-in-link", "sign-in", "sign-out", "create-token"]) {
      assert.ok(
        rows.some((row) => row.action === action),
        action,
      );
    }
    assert.ok(rows.every(({ text }) => !/tl_(link|session|token)_/.test(text)));
  });

  test("a person who is shut out is out at once, an expired or revoked token too", async () => {
    const { pool } = server.database;
    await addPerson(pool, { name: "Bob", role: "viewer", actor: "test" });
    const cookie = await signIn("Bob");
    await shutOut(pool, { name: "Bob", actor: "test" });
    await revokeApiToken(pool, { token: "viewer", actor: "test" });
    await pool.query("update api_token set expires_at = now() - interval '1 s' where name = 'analyst'");

    const bob = await server.ask(session.GET, { path: "/api/v1/session", headers: { cookie } });
    const analyst = await server.ask(session.GET, { path: "/api/v1/session", role: "analyst" });

    const viewer = await server.ask(session.GET, { path: "/api/v1/session", role: "viewer" });

    assert.deepEqual([bob.status, analyst.status, viewer.status], [401, 401, 401]);
    await assert.rejects(shutOut(pool, { name: "Bob", actor: "test" }), /Nobody named/);
    await assert.rejects(revokeApiToken(pool, { token: "viewer", actor: "test" }), /No token in force/);
  });
});
