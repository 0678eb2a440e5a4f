import type { RecordWriter } from "@/lib/engines/kafka/record-writer";
import type { Log } from "@/lib/platform/log";
import { type Pool, transaction } from "@/lib/store/database";
import { markPublished, readUnpublished, type StoredAuditEntry } from "@/lib/store/operations/read-audit";
import { toAuditLine } from "./export-audit";

export type PublisherSpec = {
  readonly pool: Pool;
  readonly writer: RecordWriter;
  readonly topic: string;
  readonly log: Log;
  readonly signal: AbortSignal;
};

const AT_ONCE = 50;
const LOOK_AGAIN_MS = 1_000;
const AFTER_ERROR_MS = 5_000;

/**
 * Writes the audit trail to a topic, in its order, until the signal. One process at a time; an entry that was written while
 * the database went away is written again: its id tells.
 */
export async function publishAudit(spec: PublisherSpec): Promise<void> {
  while (!spec.signal.aborted) {
    let published = 0;
    let pauseMs = LOOK_AGAIN_MS;
    try {
      published = await publishNext(spec);
    } catch (error) {
      spec.log.warn({ error: String(error) }, `the audit trail cannot be written to ${spec.topic} now; trying again`);
      pauseMs = AFTER_ERROR_MS;
    }
    if (published < AT_ONCE) await wait(pauseMs, spec.signal);
  }
  await spec.writer.close();
}

function publishNext({ pool, writer, topic, signal }: PublisherSpec): Promise<number> {
  return transaction(pool, async (tx) => {
    const entries = await readUnpublished(tx, AT_ONCE);
    let published = 0;
    for (const entry of entries) {
      if (signal.aborted) break;
      try {
        await writer.write(toRecord(topic, entry));
      } catch (error) {
        if (published === 0) throw error;
        break; // what is there already is kept, so that it is not written again
      }
      // One by one: a transaction that is silent for long behind a slow broker would be ended by the database.
      await markPublished(tx, entry.auditId);
      published += 1;
    }
    return published;
  });
}

/** All under one key, so that they keep their order in one partition. */
function toRecord(topic: string, entry: StoredAuditEntry) {
  return {
    topic,
    partition: null,
    key: Buffer.from("audit"),
    value: Buffer.from(JSON.stringify(toAuditLine(entry))),
    headers: [{ name: "throughline-audit-id", value: Buffer.from(String(entry.auditId)) }],
  };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
