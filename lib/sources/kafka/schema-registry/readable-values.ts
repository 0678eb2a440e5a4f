import type { RecordBatch, SourceRecord } from "@/lib/domain/source-record";
import type { SourceDesk } from "../../source";
import type { FoundReader, SchemaRegistry } from "./schema-registry";
import { UnreadableValue } from "./unreadable-value";

const MAGIC_BYTE = 0;
const FRAME_BYTES = 5;
/** What is longer is not decoded; see `decodeRecord`. */
const READ_BYTES_MAX = 1024 * 1024;

/** A desk whose records come with readable values. A batch whose schemas cannot be asked for is not handed over: it waits. */
export function withReadableValues(desk: SourceDesk, registry: SchemaRegistry): SourceDesk {
  return { ...desk, handle: async (batch) => desk.handle(await readableBatch(batch, registry)) };
}

async function readableBatch(batch: RecordBatch, registry: SchemaRegistry): Promise<RecordBatch> {
  const readers = new Map<number, FoundReader>();
  for (const record of batch.records) {
    const schemaId = schemaIdOf(record);
    if (schemaId !== null && !readers.has(schemaId)) readers.set(schemaId, await registry.readerFor(schemaId));
  }
  if (readers.size === 0) return batch;
  return { ...batch, records: batch.records.map((record) => readableWith(record, readers)) };
}

/** The record with its value in JSON beside its bytes, or as it is when it names no schema. */
export async function toReadable(record: SourceRecord, registry: SchemaRegistry): Promise<SourceRecord> {
  const schemaId = schemaIdOf(record);
  if (schemaId === null) return record;
  return readableWith(record, new Map([[schemaId, await registry.readerFor(schemaId)]]));
}

/** No JSON begins with a zero byte, so topics may hold both. */
function schemaIdOf({ value }: SourceRecord): number | null {
  if (value === null || value.length < FRAME_BYTES || value.length > READ_BYTES_MAX) return null;
  if (value[0] !== MAGIC_BYTE) return null;
  const schemaId = new DataView(value.buffer, value.byteOffset).getInt32(1);
  return schemaId > 0 ? schemaId : null;
}

function readableWith(record: SourceRecord, readers: ReadonlyMap<number, FoundReader>): SourceRecord {
  const found = readers.get(schemaIdOf(record) ?? 0);
  if (found === undefined || record.value === null) return record;
  return { ...record, readable: read(found, record.value) };
}

function read(found: FoundReader, value: Uint8Array): NonNullable<SourceRecord["readable"]> {
  if ("why" in found) return found;
  try {
    return { json: found.read(value.subarray(FRAME_BYTES)) };
  } catch (error) {
    if (error instanceof UnreadableValue) return { why: error.message };
    throw error;
  }
}
