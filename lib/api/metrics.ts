import { z } from "zod";
import { call } from "@/lib/api/contract/call";
import { readOpenIncidentCount, readSourceLags } from "@/lib/query/figures";
import { readPaceList, readQuarantineCounts } from "@/lib/query/ingest-pace";
import { route } from "./route";
import type { Server } from "./server";

const CALL = call({
  method: "GET",
  path: "/metrics",
  summary: "Prometheus text",
  query: z.object({}),
  reply: "text/plain",
});

/** Prometheus text. A scraper signs in with an API token of the role viewer. */
export const answerMetrics = route({ role: "viewer", call: CALL }, async (_, { db, metrics, news }) => {
  metrics.liveConnections.set(news.listenerCount);
  metrics.openIncidents.set(await readOpenIncidentCount(db));
  for (const { source, lagEvents } of await readSourceLags(db)) {
    if (lagEvents !== null) metrics.lagRecords.set({ source }, lagEvents);
  }
  await setIngest(db, metrics);
  const text = await metrics.registry.metrics();
  return new Response(text, { headers: { "content-type": metrics.registry.contentType, "cache-control": "no-store" } });
});

/** Sources that nobody reads any more have no rate, rather than their last one. */
async function setIngest(db: Server["db"], metrics: Server["metrics"]): Promise<void> {
  const { quarantined, quarantineBytes, recordRate, batchRate, batchRecords, commitSeconds } = metrics;
  for (const gauge of [recordRate, batchRate, batchRecords, commitSeconds]) gauge.reset();
  for (const pace of (await readPaceList(db)).items) {
    const { source } = pace;
    recordRate.set({ source, outcome: "read" }, pace.recordsPerSecond);
    recordRate.set({ source, outcome: "events" }, pace.eventsPerSecond);
    recordRate.set({ source, outcome: "quarantined" }, pace.quarantinedPerSecond);
    batchRate.set({ source }, pace.batchesPerSecond);
    batchRecords.set({ source }, pace.recordsPerBatch);
    commitSeconds.set({ source, quantile: "0.5" }, pace.commitMsP50 / 1000);
    commitSeconds.set({ source, quantile: "0.95" }, pace.commitMsP95 / 1000);
  }
  for (const { source, keptBytes, ...counts } of await readQuarantineCounts(db)) {
    for (const [state, count] of Object.entries(counts)) quarantined.set({ source, state }, count);
    quarantineBytes.set({ source }, keptBytes);
  }
}
