import { z } from "zod";
import { call } from "@/lib/api/contract/call";
import { readOpenIncidentCount, readSourceLags } from "@/lib/query/figures";
import { route } from "./route";

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
  const text = await metrics.registry.metrics();
  return new Response(text, { headers: { "content-type": metrics.registry.contentType, "cache-control": "no-store" } });
});
