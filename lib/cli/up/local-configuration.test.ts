import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigurationSchema } from "@/lib/platform/configuration-schema";
import { toLocalConfiguration } from "./local-configuration";

const place = { dataDir: "/tmp/x", databaseUrl: "postgresql://a:b@127.0.0.1:5432/throughline", webPort: 3000 };
const live = {
  landscape: "retail" as const,
  kafkaBootstrap: "127.0.0.1:9092",
  engine: { grpcAddress: "127.0.0.1:26500", restAddress: "http://127.0.0.1:28080" },
  operatonUrl: null,
  controlPort: 4000,
  controlToken: "0123456789abcdef",
};

type Source = ReturnType<typeof ConfigurationSchema.parse>["sources"][number];

function topicsOf(source: Source | undefined): readonly string[] {
  return source?.kind === "kafka" ? source.topics.map(({ topic }) => topic) : [];
}

test("the local set-up is configured by the same schema as a user's own", () => {
  const configuration = ConfigurationSchema.parse(toLocalConfiguration({ ...place, live, isRecorded: false }));

  assert.deepEqual(
    configuration.sources.map(({ id }) => id),
    ["kafka", "camunda8"],
  );
  assert.equal(configuration.landscape?.kind, "live");
});

test("each shop is read from its own topic, and without an Order process there is no engine to read", () => {
  const sourcesOf = (landscape: "retail-choreographed" | "retail-both", engine: typeof live.engine | null) =>
    ConfigurationSchema.parse(
      toLocalConfiguration({ ...place, live: { ...live, landscape, engine }, isRecorded: false }),
    ).sources;

  const [alone, ...others] = sourcesOf("retail-choreographed", null);
  assert.deepEqual(others, []);
  assert.deepEqual(topicsOf(alone), ["flowing-retail-choreographed"]);
  const [both, engine] = sourcesOf("retail-both", live.engine);
  assert.deepEqual(topicsOf(both), ["flowing-retail", "flowing-retail-choreographed"]);
  assert.equal(engine?.kind, "camunda8");
});

test("where Payment is a process too, its engine is read beside the one of Order", () => {
  const operatonUrl = "http://127.0.0.1:28081/engine-rest";
  const mixed = { ...live, landscape: "retail-mixed" as const, operatonUrl };
  const { sources } = ConfigurationSchema.parse(toLocalConfiguration({ ...place, live: mixed, isRecorded: false }));

  assert.deepEqual(
    sources.map(({ id, kind }) => `${id} ${kind}`),
    ["kafka kafka", "camunda8 camunda8", "operaton camunda7"],
  );
  assert.deepEqual(topicsOf(sources[0]), ["flowing-retail-mixed"]);
});

test("without Java the console is configured without live sources", () => {
  const configuration = ConfigurationSchema.parse(toLocalConfiguration({ ...place, live: null, isRecorded: true }));

  assert.deepEqual(configuration.sources, []);
  assert.equal(configuration.landscape?.kind, "recorded");
});
