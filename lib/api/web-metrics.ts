import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type WebMetrics = {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<"method" | "path" | "status">;
  readonly liveConnections: Gauge;
  readonly lagRecords: Gauge<"source">;
  readonly openIncidents: Gauge;
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
  };
}
