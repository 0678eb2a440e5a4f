import assert from "node:assert/strict";
import { test } from "node:test";
import { readSessionCookie, sessionCookie } from "./session-cookie";

test("over https the cookie can come from this host over https only", () => {
  const cookie = sessionCookie("https://console.example", "secret");

  assert.match(cookie, /^__Host-throughline=secret; /);
  for (const attribute of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) assert.ok(cookie.includes(attribute));
  assert.ok(!cookie.includes("Domain"));
});

test("two consoles on one machine do not sign each other out", () => {
  const header = "throughline-3000=first; throughline-3001=second";

  assert.equal(readSessionCookie("http://127.0.0.1:3001", header), "second");
  assert.equal(readSessionCookie("http://127.0.0.1:3002", header), null);
});
