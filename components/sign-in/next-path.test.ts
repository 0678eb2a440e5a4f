import assert from "node:assert/strict";
import { test } from "node:test";
import { nextPath } from "./next-path";

test("after signing in one lands where one wanted to go", () => {
  assert.equal(nextPath("/cases?q=42"), "/cases?q=42");
  assert.equal(nextPath(undefined), "/");
});

test("a link cannot send somebody to another site after signing in", () => {
  assert.equal(nextPath("https://elsewhere.example"), "/");
  assert.equal(nextPath("//elsewhere.example/cases"), "/");
  assert.equal(nextPath("/\\elsewhere.example"), "/");
  assert.equal(nextPath("javascript:alert(1)"), "/");
});

test("signing in does not lead back to the sign-in page", () => {
  assert.equal(nextPath("/sign-in?next=/cases"), "/");
});
