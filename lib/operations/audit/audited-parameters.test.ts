import assert from "node:assert/strict";
import { test } from "node:test";
import { auditedParameters, auditedSelection } from "./audited-parameters";

test("of variables, payloads, keys and headers the audit trail has names alone, never what they hold", () => {
  const audited = auditedParameters({
    variables: { iban: "DE02", limit: 5 },
    activate: [{ elementId: "pay", variables: { pin: "1234" } }],
    headers: [{ name: "x-trace", value: "secret" }],
    value: '{"card":"4111"}',
    key: "customer-1",
    correlationKey: "order-7",
    retries: 3,
    targetTopic: "orders",
    somethingNew: "secret",
  });

  assert.deepEqual(audited, {
    variables: ["iban", "limit"],
    activate: [{ elementId: "pay", variables: ["pin"] }],
    headers: ["x-trace"],
    value: "given",
    key: "given",
    correlationKey: "given",
    retries: 3,
    targetTopic: "orders",
    somethingNew: "given",
  });
});

test("of the filter of a selection the values of correlation keys are left out", () => {
  assert.deepEqual(auditedSelection({ filter: { process: "order", key: ["iban:DE02:3"] } }), {
    by: "filter",
    filter: { process: "order", key: ["iban:…"] },
  });
  assert.deepEqual(auditedSelection({ ids: ["camunda8:1"] }), { by: "ids" });
});
