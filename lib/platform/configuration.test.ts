import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "@/lib/domain/failure";
import { parseConfiguration } from "./configuration";
import { decodeRulesOf } from "./configuration-schema";
import { maskedConfiguration } from "./masked-configuration";

const WHOLE = `
database:
  url: postgresql://throughline:\${DATABASE_PASSWORD}@127.0.0.1:5432/throughline
sources:
  - id: retail
    kind: kafka
    brokers: ["127.0.0.1:9092"]
    topics:
      - topic: flowing-*
        keys: [{name: orderId, path: $.data.orderId}]
  - id: engine
    kind: camunda8
    grpcAddress: 127.0.0.1:26500
    records: {source: retail, topic: zeebe}
`;

function parse(text: string, environment: Record<string, string> = { DATABASE_PASSWORD: "hunter2" }) {
  return parseConfiguration(text, { file: "throughline.config.yaml", environment });
}

function refusal(text: string, environment?: Record<string, string>): string {
  try {
    parse(text, environment);
  } catch (error) {
    assert.ok(error instanceof Failure, `threw ${error}`);
    assert.equal(error.code, "misconfigured");
    return error.message;
  }
  return assert.fail("the configuration was accepted");
}

test("a whole configuration is read, with references to the environment and defaults", () => {
  const configuration = parse(WHOLE);

  assert.equal(configuration.database.url, "postgresql://throughline:hunter2@127.0.0.1:5432/throughline");
  assert.deepEqual(configuration.web, { host: "127.0.0.1", port: 3000, publicUrl: null });
  assert.equal(configuration.sources[0]?.kind, "kafka");
});

test("the exporter's records of an engine become a rule of the Kafka source that carries them", () => {
  const configuration = parse(WHOLE);
  const kafka = configuration.sources[0];
  assert.ok(kafka?.kind === "kafka");

  const rules = decodeRulesOf(configuration, kafka);

  assert.deepEqual(
    rules.map(({ topic, format, engine }) => ({ topic, format, engine })),
    [
      { topic: "zeebe", format: "zeebe", engine: "engine" },
      { topic: "flowing-*", format: "auto", engine: null },
    ],
  );
});

test("a typo is named with its line and the word that was meant", () => {
  assert.match(
    refusal(WHOLE.replace("brokers:", "brokerz:")),
    /sources\[0\]\.brokerz: is unknown; did you mean "brokers"\? \(line 7\)/,
  );
  assert.match(
    refusal(WHOLE.replace("keys: [{name:", "keys: [{nam:")),
    /keys\[0\]\.nam: is unknown; did you mean "name"/,
  );
  assert.match(refusal(`${WHOLE}\nwebb: {port: 1}`), /webb: is unknown; did you mean "web"/);
});

test("a wrong kind, a missing field and a wrong value each say what they should be", () => {
  assert.match(refusal(WHOLE.replace("kind: kafka", "kind: kafkaa")), /sources\[0\]/);
  assert.match(refusal(WHOLE.replace("grpcAddress: 127.0.0.1:26500", "")), /sources\[1\]\.grpcAddress: is missing/);
  assert.match(refusal(WHOLE.replace("$.data.orderId", "data.orderId")), /use \$\.a\.b, header:name or key/);
  assert.match(
    refusal(`${WHOLE}\nlogLevel: inffo`),
    /"inffo" is none of debug, info, warn, error; did you mean "info"/,
  );
});

test("YAML that is none is refused with line and column", () => {
  assert.match(refusal("database: {url: ]"), /throughline\.config\.yaml:1:\d+ is not valid YAML/);
});

test("a reference to a variable that is not set is refused by its path", () => {
  assert.match(
    refusal(WHOLE, {}),
    /database\.url: refers to the environment variable DATABASE_PASSWORD, which is not set/,
  );
  assert.equal(
    parse(WHOLE.replace("{DATABASE_PASSWORD}", "{DATABASE_PASSWORD:-open}"), {}).database.url.includes(":open@"),
    true,
  );
});

test("the environment overrides the file, and a typo in its names is told", () => {
  const configuration = parse(WHOLE, {
    DATABASE_PASSWORD: "x",
    THROUGHLINE_WEB_PORT: "8088",
    THROUGHLINE_WEB_PUBLIC_URL: "https://console.example",
    THROUGHLINE_SOMETHING_ELSE: "1",
  });

  assert.equal(configuration.web.port, 8088);
  assert.equal(configuration.web.publicUrl, "https://console.example");
  assert.match(
    refusal(WHOLE, { DATABASE_PASSWORD: "x", THROUGHLINE_WEB_PROT: "1" }),
    /did you mean THROUGHLINE_WEB_PORT/,
  );
});

test("two sources of one name, and records of a source that does not exist, are refused", () => {
  assert.match(refusal(WHOLE.replace("id: engine", "id: retail")), /sources\[1\]\.id: "retail" is used twice/);
  assert.match(refusal(WHOLE.replace("source: retail", "source: retial")), /there is no source "retial" of kind kafka/);
});

test("what is printed shows no secret", () => {
  const printed = JSON.stringify(
    maskedConfiguration(
      parse(`${WHOLE}
landscape: {kind: live, controlUrl: "http://127.0.0.1:4000", controlToken: s3cret}`),
    ),
  );

  assert.equal(printed.includes("hunter2"), false);
  assert.equal(printed.includes("s3cret"), false);
  assert.match(printed, /postgresql:\/\/throughline:•••@127\.0\.0\.1/);
});
