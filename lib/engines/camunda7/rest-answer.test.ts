import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { ConfigurationSchema } from "@/lib/platform/configuration-schema";
import { openCamunda7Engine } from "./camunda7-engine";

/** Answers each request by what its path says: status, type of content, text. */
const server = createServer((request, response) => {
  const [, status = "200", content = "json", text = ""] = decodeURIComponent(request.url ?? "").split("/");
  if (content === "silent") return;
  const body = content === "json" ? JSON.stringify({ type: "RestException", message: text.split("?")[0] }) : text;
  response.writeHead(Number(status), {
    "content-type": content === "json" ? "application/json" : "text/html",
    location: "/elsewhere",
  });
  response.end(body);
});
before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
after(() => {
  server.closeAllConnections();
  server.close();
});

async function cancel(path: string, port = (server.address() as AddressInfo).port) {
  const { sources } = ConfigurationSchema.parse({
    database: { url: "postgresql://nowhere/none" },
    sources: [
      {
        id: "engine",
        kind: "camunda7",
        url: `http://127.0.0.1:${port}/${path}`,
        timeoutMs: path.includes("silent") ? 300 : 30_000,
      },
    ],
  });
  const [source] = sources;
  if (source?.kind !== "camunda7") throw new Error("an engine was configured");
  const answer = await openCamunda7Engine(source).perform({ action: "cancel-instance", processInstanceKey: "1" });
  return { outcome: answer.outcome, words: "why" in answer ? answer.why : answer.said };
}

const OUTCOMES: readonly (readonly [string, string, RegExp])[] = [
  ["204/json/none", "done", /cancelled/],
  ["401/html/login", "unauthorised", /username and password/],
  ["403/json/not yours", "unauthorised", /credentials/],
  ["404/json/no such instance", "gone", /no such instance/],
  ["404/html/nginx", "refused", /404/],
  ["409/json/changed", "unavailable", /at the same time/],
  ["500/json/OptimisticLockingException: x", "unavailable", /at the same time/],
  ["500/json/Cannot find task with id 7", "gone", /Cannot find task/],
  ["500/json/a script failed", "refused", /a script failed/],
  ["429/json/slowly", "unavailable", /overloaded/],
  ["503/html/down", "unavailable", /overloaded/],
  ["504/html/proxy", "unknown", /504/],
  ["200/html/please sign in", "refused", /not JSON/],
  ["302/html/moved", "refused", /redirects/],
  ["200/silent/x", "unknown", /no answer within/],
];

for (const [path, outcome, words] of OUTCOMES) {
  test(`an engine that answers ${path} is said to be ${outcome}`, async () => {
    const answer = await cancel(path);

    assert.equal(answer.outcome, outcome, answer.words);
    assert.match(answer.words, words);
  });
}

test("an engine that is down was not asked", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));

  assert.equal((await cancel("x", port)).outcome, "unavailable");
});
