import type { Event } from "@/lib/domain/event";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { createSidePool, type Pool } from "@/lib/store/database";
import { ensureSource } from "@/lib/store/sources";
import { ensureStream } from "@/lib/store/streams";
import { type Committing, commitBatch } from "./commit-batch";
import { createProjectionWords } from "./projection-words";
import type { DecodedRecord } from "./stream-batch";

/** All that a batch writes, as it was before any. */
export async function emptyProjection(pool: Pool): Promise<void> {
  await pool.query(`truncate source, stream, stream_gap, quarantine, quarantine_group, event, correlation_key, case_shared_key, process_case,
    process_instance, open_element, incident, activity_rollup, edge_rollup, edge_duration_rollup, element_rollup,
    element_duration_rollup, flow_rollup, instance_rollup, case_rollup, case_duration_rollup, variant_rollup, import_run,
    process_definition, activity, variant`);
}

export function committingOn(pool: Pool): Committing {
  return { pool, words: createProjectionWords(createSidePool(pool)) };
}

export const SOME_RECORD: SourceRecord = {
  source: toSourceName("kafka"),
  stream: toStreamName("orders/0"),
  position: 0,
  topic: "orders",
  recordedAt: Date.UTC(2026, 10, 22, 9, 30),
  key: null,
  headers: [],
  value: null,
};

/** One stream that takes events as if each was a record, and counts its own positions. */
export async function createEventStream(committing: Committing, name: string) {
  const sourceId = await ensureSource(committing.pool, { name: "kafka", kind: "kafka" });
  const { streamId, nextPosition } = await ensureStream(committing.pool, sourceId, {
    name,
    topic: name.split("/")[0] ?? name,
    firstPosition: 0,
  });
  let next = nextPosition;
  return {
    streamId,
    next: () => next,
    take: async (events: readonly Event[]) => {
      const records = events.map((event, index) => toDecoded(event, next + index));
      const nextPosition = next + events.length;
      const batch = { streamId, source: "kafka", fromPosition: next, nextPosition, endPosition: null, records };
      const projected = await commitBatch(committing, batch, { decoded: records, ruleVersion: 0 });
      next = nextPosition;
      return projected;
    },
  };
}

function toDecoded(event: Event, position: number): DecodedRecord {
  return { position, record: SOME_RECORD, decoded: { outcome: "events", events: [event] } };
}
