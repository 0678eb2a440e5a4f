import { createRecordWriter } from "@/lib/engines/kafka/record-writer";
import { keepHouse } from "@/lib/ingest/keep-house";
import { publishAudit } from "@/lib/operations/audit/publish-audit";
import { runOperations } from "@/lib/operations/runner";
import type { Configuration } from "@/lib/platform/configuration-schema";
import { getServer } from "./server";

/**
 * What a web process does besides answering: it carries out what operators asked for. Any number of replicas may; items are
 * claimed one by one. The ingest worker does not, so that a slow engine never holds up events.
 */
export function startBackground(): void {
  const { db: pool, engines, log, configuration } = getServer();
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
  runOperations({ pool, engines, log, signal: stopping.signal }).catch((error: unknown) => {
    log.fatal({ error: String(error) }, "operations are not carried out any more");
  });
  const audited = findAuditTopic(configuration);
  if (audited !== null) {
    void publishAudit({
      pool,
      writer: createRecordWriter(audited.source),
      topic: audited.topic,
      log,
      signal: stopping.signal,
    });
  }
  // Imports and the intake need no worker, so what they leave must not need one either.
  void keepHouse({ sql: pool, rules: configuration.quarantine, log }, stopping.signal);
}

function findAuditTopic({ audit, sources }: Configuration) {
  const source = sources.find(({ id }) => id === audit?.source);
  return audit === null || source?.kind !== "kafka" ? null : { source, topic: audit.topic };
}
