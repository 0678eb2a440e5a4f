import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Failure } from "@/lib/domain/failure";
import { unzipped } from "./unzipped";

/** Longer lines are told and passed over: nothing that we read into memory is without a bound. */
const LINE_BYTES_MAX = 16 * 1024 * 1024;
/** What a file may become when it is unpacked: beyond it, it is a bomb and no log. */
const UNPACKED_RATIO_MAX = 400;
const UNPACKED_BYTES_FREE = 16 * 1024 * 1024;
const NEWLINE = 10;

/** `text` is null for a line that is longer than 16 MiB. */
export type FileLine = { readonly number: number; readonly text: string | null };

/**
 * The lines of a plain, gzip or zip file (told by its first bytes), streaming: memory holds one chunk and one line. A zip
 * may hold several files; their lines follow each other. Throws a Failure for a file that is cut off or unpacks to too much.
 */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine> {
  let number = 0;
  for await (const text of splitLines(unpacked(input))) {
    number += 1;
    yield { number, text };
  }
}

async function* unpacked(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const counter = { packed: 0 };
  const source = counting(input, counter);
  const first = await source.next();
  if (first.done) return;
  const whole = prepend(first.value, source);
  yield* bounded(unpack(first.value, whole), counter);
}

function unpack(first: Uint8Array, whole: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (first[0] === 0x1f && first[1] === 0x8b) return gunzipped(whole);
  if (first[0] === 0x50 && first[1] === 0x4b) return unzipped(whole);
  return whole;
}

async function* gunzipped(whole: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const packed = Readable.from(whole);
  packed.on("error", (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("bad-request", `The gzip file is damaged or cut off: ${why}.`, { cause: error });
  }
}

async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  counter: { readonly packed: number },
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > UNPACKED_BYTES_FREE && bytes > counter.packed * UNPACKED_RATIO_MAX) {
      throw new Failure(
        "too-large",
        `The file unpacks to more than ${UNPACKED_RATIO_MAX} times its size; it is refused.`,
      );
    }
    yield chunk;
  }
}

async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  const take = (): string | null => {
    const line = restBytes > LINE_BYTES_MAX ? null : Buffer.concat(rest).toString("utf8");
    rest = [];
    restBytes = 0;
    return line;
  };
  const keep = (part: Buffer): void => {
    restBytes += part.length;
    if (restBytes <= LINE_BYTES_MAX) rest.push(part);
    else rest = [];
  };
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let begin = 0;
    for (let end = buffer.indexOf(NEWLINE, begin); end >= 0; end = buffer.indexOf(NEWLINE, begin)) {
      keep(buffer.subarray(begin, end));
      yield take();
      begin = end + 1;
    }
    keep(buffer.subarray(begin));
  }
  if (restBytes > 0) yield take();
}

async function* counting(
  input: AsyncIterable<Uint8Array>,
  counter: { packed: number },
): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of input) {
    counter.packed += chunk.length;
    if (chunk.length > 0) yield chunk;
  }
  return undefined;
}

async function* prepend(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
