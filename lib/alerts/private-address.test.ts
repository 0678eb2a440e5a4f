import assert from "node:assert/strict";
import { test } from "node:test";
import { createAddressPolicy } from "./private-address";

test("a webhook reaches the internet and nothing inside, however the address is written", () => {
  const mayCall = createAddressPolicy([]);

  for (const address of ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1"])
    assert.equal(mayCall(address), true, address);
  const inside = [
    "127.0.0.1",
    "10.1.2.3",
    "172.20.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",
    "::1",
    "::",
    "fd00::1",
    "fe80::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "localhost",
    "",
  ];
  for (const address of inside) assert.equal(mayCall(address), false, address);
});

test("what the configuration allows is called, and nothing beside it", () => {
  const mayCall = createAddressPolicy(["10.1.0.0/16", "127.0.0.1", "fd00:1::/32"]);

  assert.deepEqual(["10.1.9.9", "10.2.0.1", "127.0.0.1", "127.0.0.2", "fd00:1::5", "fd00:2::5"].map(mayCall), [
    true,
    false,
    true,
    false,
    true,
    false,
  ]);
});
