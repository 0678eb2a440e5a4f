import assert from "node:assert/strict";
import { test } from "node:test";
import { CALLS } from "@/lib/api/contract/calls";
import { Failure } from "@/lib/domain/failure";
import { readBody, readParams, readQuery } from "./read-request";

const url = (path: string) => new URL(path, "http://127.0.0.1:3000");
const post = (body: string, type = "application/json") =>
  new Request(url("/api/v1/operations"), { method: "POST", body, headers: { "content-type": type } });
const isFailure = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof Failure && error.code === code && text.test(error.message);

test("a process whose name has a slash and a blank is one path segment", () => {
  const params = readParams(CALLS.processBpmn, url("/api/v1/processes/shop%2Forder%20flow/bpmn"));

  assert.deepEqual(params, { processId: "shop/order flow" });
});

test("a mistyped filter is refused with the word that was meant, for without it too much would be shown", () => {
  assert.throws(
    () => readQuery(CALLS.cases, url("/api/v1/cases?incidnet=true")),
    isFailure("bad-request", /"incident"/),
  );
});

test("every wrong parameter is named at once", () => {
  const read = () => readQuery(CALLS.cases, url("/api/v1/cases?limit=501&state=broken&from=yesterday"));

  assert.throws(read, (error) => {
    assert.ok(error instanceof Failure);
    assert.deepEqual(error.problems.map(({ pointer }) => pointer).sort(), ["/from", "/limit", "/state"]);
    return true;
  });
});

test("parameters that may repeat do, empty ones count as absent, numbers and flags are read", () => {
  const query = readQuery(CALLS.cases, url("/api/v1/cases?activity=a&activity=b&process=&version=2&stuck=true"));

  assert.deepEqual(query, { activity: ["a", "b"], version: 2, stuck: true, limit: 50 });
});

test("a body that is no JSON, is too large, or comes as a form is refused", async () => {
  await assert.rejects(readBody(CALLS.requestOperation, post("{")), isFailure("bad-request", /not valid JSON/));
  await assert.rejects(
    readBody(CALLS.requestOperation, post("x".repeat(1_000_001))),
    isFailure("too-large", /1000000/),
  );
  await assert.rejects(
    readBody(CALLS.requestOperation, post("a=b", "application/x-www-form-urlencoded")),
    isFailure("bad-request", /application\/json/),
  );
});

test("an unknown field of a body is pointed at", async () => {
  const body = { action: "retry-incident", target: { ids: ["a"] }, reson: "typo" };

  await assert.rejects(readBody(CALLS.requestOperation, post(JSON.stringify(body))), (error) => {
    assert.ok(error instanceof Failure);
    assert.deepEqual(error.problems, [{ pointer: "/reson", detail: "unknown" }]);
    return true;
  });
});
