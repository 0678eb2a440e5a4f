import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type WebMetrics = {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<"method" | "path" | "status">;
  readonly liveConnections: Gauge;
  readonly lagRecords: Gauge<"source">;
  readonly openIncidents: Gauge;
  readonly quarantined: Gauge<"source" | "state">;
  readonly quarantineBytes: Gauge<"source">;
  readonly recordRate: Gauge<"source" | "outcome">;
  readonly batchRate: Gauge<"source">;
  readonly batchRecords: Gauge<"source">;
  readonly commitSeconds: Gauge<"source" | "quantile">;
};

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

export function createWebMetrics(): WebMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requestSeconds: new Histogram({
      name: "throughline_http_request_seconds",
      help: "Time to answer, by call.",
      labelNames: ["method", "path", "status"],
      buckets: SECONDS,
      registers,
    }),
    liveConnections: new Gauge({
      name: "throughline_live_connections",
      help: "Open live streams of this process.",
      registers,
    }),
    lagRecords: new Gauge({
      name: "throughline_source_lag_records",
      help: "Records of a source that are not projected yet.",
      labelNames: ["source"],
      registers,
    }),
    openIncidents: new Gauge({ name: "throughline_open_incidents", help: "Incidents open now.", registers }),
    ...createIngestGauges(registers),
  };
}

/** What ingest measured and wrote down: the worker is another process, and often on another machine. */
function createIngestGauges(registers: Registry[]) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Gauge<Label>({ name, help, labelNames: [...labelNames], registers });
  return {
    quarantined: gauge("throughline_quarantined_records", "Records that could not be read, by state.", [
      "source",
      "state",
    ]),
    quarantineBytes: gauge("throughline_quarantine_bytes", "Bytes kept of quarantined records.", ["source"]),
    recordRate: gauge("throughline_source_rate", "Records read, events projected and records quarantined a second.", [
      "source",
      "outcome",
    ]),
    batchRate: gauge("throughline_source_batches_per_second", "Batches committed a second.", ["source"]),
    batchRecords: gauge("throughline_source_batch_records", "Records in a batch, on average.", ["source"]),
    commitSeconds: gauge("throughline_source_commit_seconds", "Time from a batch's arrival to its commit.", [
      "source",
      "quantile",
    ]),
  };
}
