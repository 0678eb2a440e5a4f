import assert from "node:assert/strict";
import { test } from "node:test";
import type { IncidentState } from "./case-state";
import { foldTrace } from "./fold-trace";
import { incidentFingerprint } from "./incident-fingerprint";
import { at, incident, started } from "./story.test-support";
import { variantId } from "./variant-id";

function incidentAt(elementId: string, message: string): IncidentState {
  const [found] = foldTrace([at(1, started), at(2, incident(elementId, message))], variantId).state.incidents;
  assert.ok(found !== undefined);
  return found;
}

const fingerprintAt = (elementId: string, message: string) => incidentFingerprint(incidentAt(elementId, message));

test("incidents are alike whose messages differ in ids, amounts and times", () => {
  const one =
    "order 4711 of 8c1f0c0e-1c3e-4222-8333-00000000ab01 failed after 12.5 s at 0x7ffe, trace 9f86d081884c7d65";
  const other =
    "order 42 of 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed failed  after 3.25 s at 0x1a2b, trace 2c26b46b68ffc68f";

  assert.equal(fingerprintAt("pay", one), fingerprintAt("pay", other));
});

test("incidents at other elements, or that say something else, are not alike", () => {
  const fingerprints = [
    fingerprintAt("pay", "no card"),
    fingerprintAt("ship", "no card"),
    fingerprintAt("pay", "no name"),
  ];

  assert.equal(new Set(fingerprints).size, 3);
});

test("the same incident in the next version of the process is alike", () => {
  const known = incidentAt("pay", "no card");
  const next = { ...known, definition: { ...known.definition, version: 4 } };

  assert.equal(incidentFingerprint(next), incidentFingerprint(known));
});

test("a message of a megabyte takes no time", () => {
  const from = performance.now();

  fingerprintAt("pay", "a1".repeat(500_000));

  assert.ok(performance.now() - from < 500);
});
