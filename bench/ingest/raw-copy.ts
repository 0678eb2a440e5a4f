import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type Corpus, corpusEvent } from "./corpus";

const ROWS_PER_CHUNK = 2_000;
const SIGNATURE = Buffer.from([...Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), 0, 0, 0, 0, 0, 0, 0, 0]);
const TRAILER = Buffer.from([0xff, 0xff]);

/**
 * Rows a second of a bare binary COPY of the same payloads into a table with a primary key (partition, offset), in
 * transactions of `batch` rows: what PostgreSQL takes when nothing is known about the events.
 */
export async function measureRawCopy(
  connectionString: string,
  corpus: Corpus,
  { events, batch }: { readonly events: number; readonly batch: number },
): Promise<number> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => undefined); // a query in flight rejects with it; unheard, it would end us before we clean up
  await client.connect();
  await client.query("drop table if exists bench_raw_copy");
  await client.query(
    "create table bench_raw_copy (partition int, position bigint, recorded_at timestamptz, value bytea, primary key (partition, position))",
  );
  const values = Array.from({ length: events }, (_, index) => Buffer.from(corpusEvent(corpus, index, 0).value));
  const startedAt = performance.now();
  for (let begin = 0; begin < events; begin += batch) {
    const copy = client.query(copyFrom("copy bench_raw_copy from stdin (format binary)"));
    await pipeline(Readable.from(chunks(values, begin, Math.min(begin + batch, events))), copy);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await client.query("drop table bench_raw_copy");
  await client.end();
  return events / seconds;
}

function* chunks(values: readonly Buffer[], begin: number, end: number): Generator<Buffer> {
  yield SIGNATURE;
  for (let from = begin; from < end; from += ROWS_PER_CHUNK) {
    const rows: Buffer[] = [];
    for (let index = from; index < Math.min(from + ROWS_PER_CHUNK, end); index += 1) {
      const value = values[index];
      if (value !== undefined) rows.push(toRow(index, value));
    }
    yield Buffer.concat(rows);
  }
  yield TRAILER;
}

/** Binary COPY: field count, then length and bytes of each field, big-endian. */
function toRow(index: number, value: Buffer): Buffer {
  const row = Buffer.allocUnsafe(2 + 8 + 12 + 12 + 4 + value.length);
  let at = row.writeInt16BE(4, 0);
  at = row.writeInt32BE(4, at);
  at = row.writeInt32BE(index % 6, at);
  at = row.writeInt32BE(8, at);
  at = row.writeBigInt64BE(BigInt(index), at);
  at = row.writeInt32BE(8, at);
  at = row.writeBigInt64BE(BigInt(index) * 1000n, at);
  at = row.writeInt32BE(value.length, at);
  value.copy(row, at);
  return row;
}
