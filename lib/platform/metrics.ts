import { createServer, type Server } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type IngestMetrics = {
  readonly registry: Registry;
  readonly records: Counter<"source" | "outcome">;
  readonly events: Counter<"source">;
  readonly batches: Counter<"source" | "outcome">;
  readonly batchSeconds: Histogram<"source">;
  readonly batchRecords: Histogram<"source">;
  readonly lag: Gauge<"source" | "stream">;
};

/** Buckets from a millisecond to half a minute: a live batch takes some 10 ms, a backlog's some hundreds. */
const BATCH_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

const BATCH_RECORDS = [1, 10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000];

export function createIngestMetrics(): IngestMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    records: new Counter({
      name: "throughline_records_total",
      help: "Records taken in, by what became of them.",
      labelNames: ["source", "outcome"],
      registers,
    }),
    events: new Counter({
      name: "throughline_events_total",
      help: "Events appended.",
      labelNames: ["source"],
      registers,
    }),
    batches: new Counter({
      name: "throughline_batches_total",
      help: "Batches, by outcome: committed, retried, bisected or lost.",
      labelNames: ["source", "outcome"],
      registers,
    }),
    batchSeconds: new Histogram({
      name: "throughline_batch_seconds",
      help: "Time from a batch's arrival to its commit.",
      labelNames: ["source"],
      buckets: BATCH_SECONDS,
      registers,
    }),
    batchRecords: new Histogram({
      name: "throughline_batch_records",
      help: "Records in a batch.",
      labelNames: ["source"],
      buckets: BATCH_RECORDS,
      registers,
    }),
    lag: new Gauge({
      name: "throughline_lag_records",
      help: "Records of a stream that are not projected yet.",
      labelNames: ["source", "stream"],
      registers,
    }),
  };
}

/** Serves `GET /metrics` and `GET /health` of a process without a web server of its own. */
export function serveMetrics(
  registry: Registry,
  address: { readonly host: string; readonly port: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== "/metrics") {
      response.writeHead(request.url === "/health" ? 200 : 404, { "content-type": "text/plain" }).end("ok\n");
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, () => resolve(server));
  });
}
