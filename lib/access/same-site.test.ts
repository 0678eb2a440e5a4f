import assert from "node:assert/strict";
import { test } from "node:test";
import { whyForeign } from "./same-site";

const ours = "http://127.0.0.1:3000";
const from = (origin: string | null, secFetchSite: string | null, method = "POST") =>
  whyForeign({ method, origin, secFetchSite, host: "127.0.0.1:3000" }, ours);

test("our own page may change something", () => {
  assert.equal(from(ours, "same-origin"), null);
  assert.equal(from(ours, null), null);
});

test("a page of another site may not, whatever it says about its origin", () => {
  assert.match(from("https://evil.example", "cross-site") ?? "", /cross-site/);
  assert.match(from("https://evil.example", null) ?? "", /evil\.example/);
  assert.match(from("null", null) ?? "", /null/);
  assert.match(from(null, null) ?? "", /neither/);
  assert.match(from(ours, "same-site") ?? "", /same-site/);
});

test("reading is free, for it changes nothing", () => {
  assert.equal(from("https://evil.example", "cross-site", "GET"), null);
});
