import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, describe, test } from "node:test";
import { SMTPServer } from "smtp-server";
import { AlertSettings } from "@/lib/platform/alert-configuration";
import { silentLog } from "@/lib/platform/log";
import { appendAlertEvent, readAlertEvents } from "@/lib/store/alert/events";
import { createSidePool } from "@/lib/store/database";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";
import { deliverNotices } from "./deliver-notices";
import { keepAlerts } from "./keep-alerts";

type Call = { readonly path: string; readonly headers: http.IncomingHttpHeaders; readonly body: string };

describe("notices reach their channel", { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let server: http.Server;
  let base: string;
  const calls: Call[] = [];
  let answers: number[] = [];
  before(async () => {
    database = await startTestDatabase();
    server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        calls.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(answers.shift() ?? 200, { location: `${base}/elsewhere` }).end("an answer");
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.close();
    await database.stop();
  });
  afterEach(async () => {
    calls.length = 0;
    answers = [];
    await database.pool.query("truncate alert_event, alert_notice");
  });

  const SECRET = "a secret of the test";
  const variables = () => ({ SECRET, CHAT_URL: `${base}/chat/T000`, EMPTY: "", MAIL_PASSWORD: "letmein" });

  async function tell(channel: object, { name = "shop", allow = ["127.0.0.1"] } = {}) {
    const settings = AlertSettings.parse({ channels: [{ name: "it", ...channel }], allowAddresses: allow });
    await appendAlertEvent(
      database.pool,
      {
        alertRuleId: randomUUID(),
        at: new Date("2026-03-02T12:00:00Z"),
        value: 6,
        threshold: 5,
        isSilenced: false,
        kind: "fired",
        ruleName: name,
        detail: "open incidents of shop: 6, over 5",
        path: "/incidents?process=shop",
      },
      ["it"],
    );
    const publicUrl = "https://console.example.com";
    return { settings, publicUrl, environment: "production", variables: variables(), retryMs: 1_000 };
  }
  const outcome = async () => {
    const [event] = await readAlertEvents(database.pool, { alertRuleId: null, before: null, limit: 1 });
    const [notice] = event?.notices ?? [];
    return [notice?.state, notice?.attempts, notice?.detail];
  };

  test("a webhook is signed over its time and its body, and leads to the filtered page", async () => {
    const delivery = await tell({ kind: "webhook", url: `${base}/hook`, secretEnv: "SECRET" });

    await deliverNotices(database.pool, delivery, Date.now);

    const [call, ...others] = calls;
    assert.ok(call !== undefined && others.length === 0);
    const [, seconds = "", signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call.headers["throughline-signature"])) ?? [];
    assert.equal(signature, createHmac("sha256", SECRET).update(`${seconds}.${call.body}`).digest("hex"));
    assert.ok(Math.abs(Date.now() / 1000 - Number(seconds)) < 120);
    const body = JSON.parse(call.body) as Record<string, unknown>;
    assert.equal(body["id"], call.headers["throughline-notice-id"]);
    assert.equal(body["url"], "https://console.example.com/incidents?process=shop");
    assert.deepEqual([body["kind"], body["value"], body["threshold"]], ["fired", 6, 5]);
    assert.deepEqual(await outcome(), ["delivered", 1, "HTTP 200"]);
  });

  test("after a 500 it is tried once more, later, as the same notice, and delivered once", async () => {
    answers = [500];
    const delivery = await tell({ kind: "webhook", url: `${base}/hook` });
    const start = Date.now();

    await deliverNotices(database.pool, delivery, () => start);
    assert.deepEqual(await outcome(), ["waiting", 1, "HTTP 500"]);
    assert.equal(await deliverNotices(database.pool, delivery, () => start + 500), 0, "not yet");
    await deliverNotices(database.pool, delivery, () => start + 2_000);
    assert.equal(await deliverNotices(database.pool, delivery, () => start + 600_000), 0, "never again");

    assert.deepEqual(await outcome(), ["delivered", 2, "HTTP 200"]);
    assert.equal(new Set(calls.map(({ headers }) => headers["throughline-notice-id"])).size, 1);
    assert.equal(calls.length, 2);
  });

  test("what fails for ever is given up after ten attempts, with the pauses between them growing", async () => {
    answers = Array.from({ length: 20 }, () => 503);
    const delivery = await tell({ kind: "webhook", url: `${base}/hook` });
    let now = Date.now();

    for (let day = 0; day < 15; day += 1) {
      await deliverNotices(database.pool, delivery, () => now);
      now += 86_400_000;
    }

    assert.deepEqual(await outcome(), ["failed", 10, "HTTP 503; given up after 10 attempts"]);
  });

  test("a worker that stops between two attempts loses no notice, and two at once double none", async () => {
    answers = [503];
    await database.pool.query("truncate alert_rule, alert_state");
    await database.pool.query(
      "insert into source (name, kind, state, last_event_at) values ('kafka', 'kafka', 'running', $1)",
      [new Date(Date.now() - 3_600_000)],
    );
    const settings = AlertSettings.parse({
      channels: [{ kind: "webhook", name: "it", url: `${base}/hook` }],
      rules: [{ name: "silent", metric: "source-silent", threshold: 60_000, channels: ["it"] }],
      allowAddresses: ["127.0.0.1"],
    });
    const delivery = { settings, publicUrl: base, environment: "test", variables: {}, retryMs: 50 };
    const start = () => {
      const stopping = new AbortController();
      const pool = createSidePool(database.pool);
      const loop = keepAlerts({ pool, delivery, log: silentLog, everyMs: 20, deliverEveryMs: 20 }, stopping.signal);
      return async () => {
        stopping.abort();
        await loop;
        await pool.end();
      };
    };
    const until = async (isTrue: () => Promise<boolean> | boolean) => {
      const end = Date.now() + 60_000;
      while (!(await isTrue()) && Date.now() < end) await new Promise((done) => setTimeout(done, 10));
    };

    const stopFirst = start();
    await until(() => calls.length > 0);
    await stopFirst();
    const stops = [start(), start()];
    await until(async () => (await outcome())[0] === "delivered");
    const evaluated = async () =>
      (await database.pool.query<{ round: number }>("select round from alert_state")).rows[0]?.round ?? 0;
    const round = await evaluated();
    await until(async () => (await evaluated()) > round + 5);
    await Promise.all(stops.map((stop) => stop()));

    const { rows } = await database.pool.query("select kind from alert_event");
    assert.deepEqual(rows, [{ kind: "fired" }]);
    assert.deepEqual((await outcome())[0], "delivered");
    assert.equal(new Set(calls.map(({ headers }) => headers["throughline-notice-id"])).size, 1);
    assert.equal(JSON.parse(calls[0]?.body ?? "{}").url, `${base}/streams?tab=feeds`);
  });

  test("a redirect is refused and not followed", async () => {
    answers = [307];
    const delivery = await tell({ kind: "webhook", url: `${base}/hook`, secretEnv: "SECRET" });

    await deliverNotices(database.pool, delivery, Date.now);

    assert.deepEqual(await outcome(), ["failed", 1, "HTTP 307: redirects are not followed"]);
    assert.deepEqual(
      calls.map(({ path }) => path),
      ["/hook"],
    );
  });

  test("a private address is not called, by number or by name, unless the configuration allows it", async () => {
    const port = new URL(base).port;
    for (const url of [`${base}/hook`, `http://localhost:${port}/hook`, `http://[::ffff:127.0.0.1]:${port}/hook`]) {
      const delivery = await tell({ kind: "webhook", url }, { allow: [] });

      await deliverNotices(database.pool, delivery, Date.now);

      const [state, , detail] = await outcome();
      assert.equal(state, "failed", url);
      assert.match(String(detail), /is a private address: alerts.allowAddresses does not have it/);
    }
    assert.deepEqual(calls, []);
  });

  test("a secret or an address that is not set is said by the variable's name, and nothing is sent unsigned", async () => {
    await deliverNotices(database.pool, await tell({ kind: "webhook", url: base, secretEnv: "EMPTY" }), Date.now);
    assert.deepEqual(await outcome(), ["failed", 1, "the environment variable EMPTY is not set"]);

    await deliverNotices(database.pool, await tell({ kind: "slack", urlEnv: "NO_SUCH" }), Date.now);
    assert.deepEqual(await outcome(), ["failed", 1, "the environment variable NO_SUCH is not set"]);
    assert.deepEqual(calls, []);
  });

  test("a chat gets text in which a name can neither mention everybody nor hide a link", async () => {
    const delivery = await tell({ kind: "slack", urlEnv: "CHAT_URL" }, { name: "<!everyone> & <http://x|y>" });

    await deliverNotices(database.pool, delivery, Date.now);

    const { text } = JSON.parse(calls[0]?.body ?? "{}") as { text: string };
    assert.equal(
      text,
      "*[production] Firing: &lt;!everyone&gt; &amp; &lt;http://x|y&gt;*\nopen incidents of shop: 6, over 5\n<https://console.example.com/incidents?process=shop|Open in Throughline>",
    );
    assert.deepEqual(await outcome(), ["delivered", 1, "HTTP 200"]);
  });

  test("a mail has one subject line whatever the name is, and the link in its text", async () => {
    const mail = await startMail();
    const delivery = await tell(
      {
        kind: "email",
        host: "127.0.0.1",
        port: mail.port,
        security: "none",
        username: "us",
        passwordEnv: "MAIL_PASSWORD",
        from: "throughline@example.com",
        to: ["ops@example.com", "ada@example.com"],
      },
      { name: "shop\r\nBcc: eve@example.com" },
    );

    await deliverNotices(database.pool, delivery, Date.now);
    await mail.stop();

    const [got] = mail.taken;
    assert.deepEqual(got?.to, ["ops@example.com", "ada@example.com"]);
    assert.match(got?.text ?? "", /^Subject: \[production\] Firing: shop Bcc: eve@example.com\r$/m);
    assert.doesNotMatch(got?.text ?? "", /^Bcc:/m);
    assert.match(
      got?.text ?? "",
      /https:\/\/console\.example\.com\/incidents\?process=3Dshop|https:\/\/console\.example\.com\/incidents\?process=shop/,
    );
    assert.match(got?.text ?? "", /open incidents of shop: 6, over 5/);
    assert.deepEqual(mail.signedIn, ["us letmein"]);
    assert.deepEqual(await outcome(), ["delivered", 1, `taken by 127.0.0.1:${mail.port}`]);
  });

  test("a mail server that is away is asked again, one that refuses the recipient is not", async () => {
    const mail = await startMail("ops@example.com");
    const channel = {
      kind: "email",
      host: "127.0.0.1",
      port: mail.port,
      security: "none",
      from: "throughline@example.com",
      to: ["ops@example.com"],
    };

    await deliverNotices(database.pool, await tell(channel), Date.now);
    assert.deepEqual((await outcome())[0], "failed");
    await mail.stop();
    await deliverNotices(database.pool, await tell(channel), Date.now);

    assert.deepEqual((await outcome())[0], "waiting");
  });
});

async function startMail(refused = "") {
  const taken: { to: string[]; text: string }[] = [];
  const signedIn: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username, password }, _session, done) => {
      signedIn.push(`${username} ${password}`);
      done(null, { user: username });
    },
    onRcptTo: ({ address }, _session, done) =>
      done(address === refused ? Object.assign(new Error("nobody here"), { responseCode: 550 }) : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        taken.push({ to, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const { port } = server.server.address() as AddressInfo;
  return { port, taken, signedIn, stop: () => new Promise<void>((done) => server.close(() => done())) };
}
