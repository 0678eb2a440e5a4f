import { decodeRecord } from "@/lib/decode/decode-record";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import { type Sql, transaction } from "@/lib/store/database";
import { lockQuarantined, type StoredQuarantined } from "@/lib/store/quarantined-record";
import { finishPending, type PendingRecord, readOpenPending, readProjectedPending } from "@/lib/store/rebuild/pending";
import { readProgress, type StreamProgress } from "@/lib/store/rebuild/progress";
import { readPendingLog } from "@/lib/store/rebuild/read-log";
import { projectBisecting } from "../bisect";
import { SHARDS } from "../commit-batch";
import { projectRecords } from "../project-records";
import { withRetries } from "../retry";
import { decodeAgain } from "./decode-again";
import { projectAgain, type Rebuilding, toLogStream } from "./project-log";

const RECORDS_AT_ONCE = 200;

/** Decodes what is in quarantine under today's rules, and projects what they can read now. The rest stays where it is. */
export async function projectOpenPending(rebuilding: Rebuilding, signal: AbortSignal): Promise<void> {
  let after = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await readOpenPending(rebuilding.pool, { after, limit: RECORDS_AT_ONCE });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.quarantineId;
    for (const group of byStream(page).values()) {
      await withRetries(
        () => transaction(rebuilding.pool, (tx) => projectOpen(tx, rebuilding, group)),
        () => undefined,
      );
    }
    rebuilding.onBatch();
  }
}

/** The last of it, while nothing moves: what operators have taken out of the quarantine since the rebuild had met it. */
export async function projectProjectedPending(rebuilding: Rebuilding): Promise<void> {
  const streams = new Map((await readProgress(rebuilding.pool)).map((stream) => [stream.streamId, stream]));
  for (;;) {
    const page = await readProjectedPending(rebuilding.pool, RECORDS_AT_ONCE);
    if (page.length === 0) return;
    for (const [streamId, group] of byStream(page)) await projectTakenOut(rebuilding, group, streams.get(streamId));
    rebuilding.onBatch();
  }
}

async function projectTakenOut(
  { pool, words, rulesOf }: Rebuilding,
  group: readonly PendingRecord[],
  stream: StreamProgress | undefined,
): Promise<void> {
  if (stream === undefined) throw new Error("a quarantined record is of a stream that the rebuild does not know");
  const { streamId } = stream;
  const records = await readPendingLog(
    pool,
    streamId,
    group.map(({ position }) => position),
  );
  const again = await decodeAgain({ sql: pool, words }, records, toLogStream(stream, rulesOf));
  const commit = () =>
    transaction(pool, async (tx) => {
      await finishPending(
        tx,
        group.map(({ quarantineId }) => quarantineId),
      );
      await projectAgain(tx, again, { streamId, words });
    });
  await withRetries(commit, () => undefined);
}

type Opening = Parameters<typeof projectBisecting>[0] & Sql;

async function projectOpen(tx: Opening, rebuilding: Rebuilding, group: readonly PendingRecord[]): Promise<void> {
  const { words, rulesOf } = rebuilding;
  const found = await lockQuarantined(
    tx,
    group.map(({ quarantineId }) => quarantineId),
  );
  const open = found.filter(({ state }) => state === "open");
  const [first] = open;
  if (first === undefined) return;
  const { streamId } = first;
  const rules = rulesOf({ name: first.source, kind: first.kind });
  if (rules === null) return;
  const decoded = open
    .map((stored) => {
      const record = toRecord(stored);
      return { position: stored.position, record, decoded: decodeRecord(record, rules) };
    })
    .filter((record) => record.decoded.outcome === "events");
  const into = { streamId, shard: streamId % SHARDS, words };
  const projected = await projectBisecting(tx, decoded, (part, records) => projectRecords(part, records, into));
  const refused = new Set(projected.quarantined.map(({ position }) => position));
  const read = new Set(decoded.map(({ position }) => position).filter((position) => !refused.has(position)));
  await finishPending(
    tx,
    open.filter(({ position }) => read.has(position)).map(({ quarantineId }) => quarantineId),
  );
}

/** Streams of an import have its id in front; its records know the stream that they were recorded from. */
const IMPORT_STREAM = /^import-[0-9a-f-]{36}\//;

function toRecord({ source, stream, topic, position, recordedAt, key, headers, value }: StoredQuarantined) {
  const name = toStreamName(stream.replace(IMPORT_STREAM, ""));
  return { source: toSourceName(source), stream: name, topic, position, recordedAt, key, headers, value };
}

function byStream(page: readonly PendingRecord[]): ReadonlyMap<number, readonly PendingRecord[]> {
  const groups = new Map<number, PendingRecord[]>();
  for (const record of page) {
    const group = groups.get(record.streamId);
    if (group === undefined) groups.set(record.streamId, [record]);
    else group.push(record);
  }
  return groups;
}
