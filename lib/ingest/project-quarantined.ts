import { rulesInForce } from "@/lib/decode/built-in-rules";
import { decodeRecord } from "@/lib/decode/decode-record";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import { Failure } from "@/lib/domain/failure";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { announce } from "@/lib/store/announce";
import { createSidePool, type Pool, type Transaction, transaction } from "@/lib/store/database";
import {
  closeQuarantined,
  lockQuarantined,
  noteQuarantinedRetry,
  type StoredQuarantined,
} from "@/lib/store/quarantined-record";
import { topicsOf } from "./announcer";
import { projectBisecting } from "./bisect";
import { SHARDS } from "./commit-batch";
import { projectRecords } from "./project-records";
import { createProjectionWords, type ProjectionWords } from "./projection-words";
import { withRetries } from "./retry";
import type { Projected } from "./stream-batch";

export type QuarantineRetry = {
  readonly pool: Pool;
  readonly quarantineId: number;
  /** The configured rules of the record's source: they, or the decoder, were mended since. */
  readonly rules: readonly DecodeRule[];
};

/** Decodes a quarantined record again and projects it at its own place; when it still cannot be, says why and keeps it. */
export async function projectQuarantined(
  retry: QuarantineRetry,
): Promise<{ readonly state: "projected" } | { readonly state: "open"; readonly reason: string }> {
  const words = createProjectionWords(createSidePool(retry.pool));
  const attempt = () => transaction(retry.pool, (tx) => projectAgain(tx, retry, words));
  const { projected, reason } = await withRetries(attempt, () => undefined);
  await announce(retry.pool, ["quarantine", ...(projected === null ? [] : topicsOf(projected))]);
  return reason === null ? { state: "projected" } : { state: "open", reason };
}

type Again = { readonly projected: Projected | null; readonly reason: string | null };

async function projectAgain(
  tx: Transaction,
  { quarantineId, rules }: QuarantineRetry,
  words: ProjectionWords,
): Promise<Again> {
  const found = await lockQuarantined(tx, quarantineId);
  if (found === null) throw new Failure("not-found", `There is no quarantined record ${quarantineId}.`);
  if (found.state === "projected") return { projected: null, reason: null };
  if (found.value !== null && found.value.length < found.valueBytes) {
    throw new Failure(
      "unsupported",
      `Only the first ${found.value.length} of its ${found.valueBytes} bytes were kept.`,
    );
  }
  const record = toRecord(found);
  const decoded = decodeRecord(record, rulesInForce(rules));
  const into = { streamId: found.streamId, shard: found.streamId % SHARDS, words };
  const placed = { position: found.position, record, decoded };
  const projected = await projectBisecting(tx, [placed], (part, records) => projectRecords(part, records, into));
  const reason = projected.quarantined[0]?.reason ?? null;
  if (reason === null) await closeQuarantined(tx, quarantineId);
  else await noteQuarantinedRetry(tx, quarantineId, reason);
  return { projected, reason };
}

function toRecord({
  source,
  stream,
  topic,
  position,
  recordedAt,
  key,
  headers,
  value,
}: StoredQuarantined): SourceRecord {
  return {
    source: toSourceName(source),
    stream: toStreamName(stream),
    topic,
    position,
    recordedAt,
    key,
    headers,
    value,
  };
}
