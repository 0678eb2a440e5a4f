import assert from "node:assert/strict";
import { test } from "node:test";
import { hashSecret, newSecret } from "./secret";

test("a secret has 256 bits, says what it is, and is stored as something else", () => {
  const secret = newSecret("tl_token_");

  assert.match(secret, /^tl_token_[A-Za-z0-9_-]{43}$/);
  assert.notEqual(secret, newSecret("tl_token_"));
  assert.equal(hashSecret(secret).length, 32);
  assert.ok(!Buffer.from(hashSecret(secret)).toString("latin1").includes(secret));
});
