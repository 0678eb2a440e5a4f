import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Servers } from "./servers";

export type Observed = { readonly topic: string; readonly process: string };

export type ConfigurationSpec = {
  readonly databaseUrl: string;
  readonly observed: readonly Observed[];
  readonly webPort?: number;
};

/** What `npm start` would be given: the defaults of the product, and the topics of the bench. */
export function writeRunConfiguration({ dataDir, kafka }: Servers, spec: ConfigurationSpec): string {
  const topics = spec.observed.map((observed) => ({
    ...observed,
    format: "cloudevents",
    keys: [{ name: "orderId", path: "$.data.orderId" }],
  }));
  const file = join(dataDir, "throughline.config.yaml");
  const configuration = {
    database: { url: spec.databaseUrl },
    sources: [{ id: "kafka", kind: "kafka", brokers: [kafka.bootstrap], topics }],
    ...(spec.webPort === undefined ? {} : { web: { host: "127.0.0.1", port: spec.webPort } }),
    dataDir,
  };
  writeFileSync(file, JSON.stringify(configuration), { mode: 0o600 });
  return file;
}
