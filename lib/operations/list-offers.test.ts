import assert from "node:assert/strict";
import { test } from "node:test";
import { parseConfiguration } from "@/lib/platform/configuration";
import { listOffers } from "./list-offers";
import { openEngines } from "./open-engines";

const SOURCES = `
database: { url: "postgresql://127.0.0.1:1/x" }
sources:
  - { id: eight, kind: camunda8, grpcAddress: "127.0.0.1:1" }
  - { id: log, kind: kafka, brokers: ["127.0.0.1:1"], topics: [{ topic: orders }] }
`;

test("what an engine cannot do is known with the reason before anybody asks for it", async () => {
  const engines = openEngines(parseConfiguration(SOURCES, { file: "test", environment: {} }));

  const { sources } = listOffers(engines);

  const whyNot = (source: string, action: string) =>
    sources.find((one) => one.source === source)?.actions.find((one) => one.action === action)?.whyNot;
  assert.equal(whyNot("eight", "cancel-instance"), null);
  assert.equal(whyNot("eight", "suspend-instance"), "Camunda 8 does not offer this");
  assert.match(whyNot("log", "replay-record") ?? "", /is read only/);
  assert.equal(whyNot("log", "cancel-instance"), undefined);
  for (const engine of engines.values()) await engine.close();
});
