import assert from "node:assert/strict";
import { test } from "node:test";
import { toEngineAnswer } from "./grpc-answer";

const failed = (code: number, details: string) => Object.assign(new Error(`${code} ${details}`), { code, details });

test("an incident that somebody else resolved is gone, in the engine's words", () => {
  const answer = toEngineAnswer(failed(5, "Expected to resolve incident with key '7', but no such incident was found"));

  assert.equal(answer.outcome, "gone");
  assert.match("why" in answer ? answer.why : "", /no such incident/);
});

test("an engine that is down was not asked, one that is silent may have done it", () => {
  assert.equal(toEngineAnswer(failed(14, "connect ECONNREFUSED")).outcome, "unavailable");
  assert.equal(toEngineAnswer(failed(8, "too many requests")).outcome, "unavailable");
  assert.equal(toEngineAnswer(failed(4, "deadline")).outcome, "unknown");
  assert.equal(toEngineAnswer(new Error("socket hang up")).outcome, "unknown");
});

test("a connection that broke under a call leaves open whether the engine had it", () => {
  for (const details of ["Connection dropped", "read ECONNRESET", "Write error: write EPIPE", "Bad Gateway"]) {
    assert.equal(toEngineAnswer(failed(14, details)).outcome, "unknown", details);
  }
  for (const details of [
    "No connection established. Last error: Error: connect ETIMEDOUT",
    "Name resolution failed for target dns:x",
  ]) {
    assert.equal(toEngineAnswer(failed(14, details)).outcome, "unavailable", details);
  }
});

test("refused credentials are told apart from a refused command", () => {
  assert.equal(toEngineAnswer(failed(16, "no token")).outcome, "unauthorised");
  assert.equal(toEngineAnswer(failed(9, "the job has no retries")).outcome, "refused");
});
