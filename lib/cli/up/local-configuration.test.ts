import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigurationSchema } from "@/lib/platform/configuration-schema";
import { toLocalConfiguration } from "./local-configuration";

const place = { dataDir: "/tmp/x", databaseUrl: "postgresql://a:b@127.0.0.1:5432/throughline", webPort: 3000 };
const live = {
  kafkaBootstrap: "127.0.0.1:9092",
  zeebeGrpcAddress: "127.0.0.1:26500",
  zeebeRestAddress: "http://127.0.0.1:28080",
  controlPort: 4000,
  controlToken: "0123456789abcdef",
};

test("the local set-up is configured by the same schema as a user's own", () => {
  const configuration = ConfigurationSchema.parse(toLocalConfiguration({ ...place, live, isRecorded: false }));

  assert.deepEqual(
    configuration.sources.map(({ id }) => id),
    ["kafka", "camunda8"],
  );
  assert.equal(configuration.landscape?.kind, "live");
});

test("without Java the console is configured without live sources", () => {
  const configuration = ConfigurationSchema.parse(toLocalConfiguration({ ...place, live: null, isRecorded: true }));

  assert.deepEqual(configuration.sources, []);
  assert.equal(configuration.landscape?.kind, "recorded");
});
