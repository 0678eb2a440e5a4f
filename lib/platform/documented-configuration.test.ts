import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { parseConfiguration } from "./configuration";
import { ConfigurationSchema, decodeRulesOf } from "./configuration-schema";

const ENVIRONMENT = { DB_PASSWORD: "a", KAFKA_PASSWORD: "b", REGISTRY_PASSWORD: "r", CAMUNDA_SECRET: "c" };

test("the whole example of the documentation can be used as it stands, and shows every setting", () => {
  const text = wholeExample("docs/configuration.md");
  const configuration = parseConfiguration(text, { file: "docs/configuration.md", environment: ENVIRONMENT });

  assert.equal(configuration.environment, "production");
  assert.equal(configuration.database.url, "postgresql://throughline:a@db.example.com:5432/throughline");
  const written = parse(text);
  assert.deepEqual(Object.keys(written).sort(), Object.keys(ConfigurationSchema.shape).sort());
  for (const [index, source] of configuration.sources.entries()) {
    assert.deepEqual(Object.keys(written.sources[index]).sort(), Object.keys(source).sort());
  }
});

test("the example of the README needs one password and reads its engine's records under the engine's name", () => {
  const configuration = parseConfiguration(wholeExample("README.md"), {
    file: "README.md",
    environment: { DB_PASSWORD: "a" },
  });

  const orders = configuration.sources[0];
  assert.ok(orders?.kind === "kafka");
  const [first] = decodeRulesOf(configuration, orders);
  assert.deepEqual([first?.topic, first?.engine, first?.variables[0]?.name], ["zeebe", "camunda", "orderId"]);
});

test("every decode rule and every source that the guides show is accepted", () => {
  const fragments = ["docs/kafka.md", "docs/camunda8.md"].flatMap(yamlBlocks).map((block) => parse(block));

  assert.ok(fragments.length >= 5, "the guides have examples");
  for (const { topics, sources, ...others } of fragments) {
    assert.deepEqual(others, {}, "each example is a list of topics or of sources");
    const carrier = { id: "kafka", kind: "kafka", brokers: ["kafka:9092"], topics };
    ConfigurationSchema.parse({ database: { url: "postgresql://db/throughline" }, sources: sources ?? [carrier] });
  }
});

function wholeExample(file: string): string {
  const whole = yamlBlocks(file).filter((block) => block.startsWith("database:"));
  assert.equal(whole.length, 1, `${file} has one whole example`);
  return whole[0] ?? "";
}

function yamlBlocks(file: string): readonly string[] {
  return [...readFileSync(file, "utf8").matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = ""]) => block);
}
