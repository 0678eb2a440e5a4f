const MAGIC = 0x184d2204;
const HAS_DICTIONARY = 0x01;
const HAS_CONTENT_CHECKSUM = 0x04;
const HAS_CONTENT_SIZE = 0x08;
const HAS_BLOCK_CHECKSUM = 0x10;
const STORED_BLOCK = 0x80000000;
const FIRST_SIZE = 64 * 1024;
/** As large as a broker's largest batch may reasonably become; beyond it is a bomb. */
const UNPACKED_BYTES_MAX = 256 * 1024 * 1024;

/**
 * Unpacks an LZ4 frame, as Kafka compresses batches. Checksums are not looked at: Kafka's own covers the batch.
 * @see https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 */
export function decompressLz4(frame: Buffer): Buffer {
  const output = new Output();
  let at = 0;
  while (at < frame.length) at = unpackFrame(frame, at, output);
  return output.finish();
}

function unpackFrame(frame: Buffer, start: number, output: Output): number {
  if (frame.readUInt32LE(start) !== MAGIC) throw new Error("this is no LZ4 frame");
  const flags = frame.readUInt8(start + 4);
  const has = (flag: number) => (flags & flag) !== 0;
  if (has(HAS_DICTIONARY)) throw new Error("LZ4 with a dictionary is not supported");
  const blockTrailer = has(HAS_BLOCK_CHECKSUM) ? 4 : 0;
  let at = start + 6 + (has(HAS_CONTENT_SIZE) ? 8 : 0) + 1;
  for (let header = frame.readUInt32LE(at); header !== 0; header = frame.readUInt32LE(at)) {
    const size = header & ~STORED_BLOCK;
    unpackBlock(frame.subarray(at + 4, at + 4 + size), { size, isStored: (header & STORED_BLOCK) !== 0 }, output);
    at += 4 + size + blockTrailer;
  }
  return at + 4 + (has(HAS_CONTENT_CHECKSUM) ? 4 : 0);
}

type Block = { readonly size: number; readonly isStored: boolean };

function unpackBlock(block: Buffer, { size, isStored }: Block, output: Output): void {
  if (block.length < size) throw new Error("the LZ4 frame is cut off");
  if (isStored) output.append(block);
  else unpackSequences(block, output);
}

/** Literals and copies of what came before, in turns; the last sequence has literals only. */
function unpackSequences(block: Buffer, output: Output): void {
  let at = 0;
  const readLength = (nibble: number): number => {
    let length = nibble;
    if (nibble < 15) return length;
    for (let more = 255; more === 255; at++) {
      more = block.readUInt8(at);
      length += more;
    }
    return length;
  };
  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literals = readLength(token >> 4);
    output.append(block.subarray(at, at + literals));
    at += literals;
    if (at >= block.length) return;
    const distance = block.readUInt16LE(at);
    at += 2;
    output.copy(distance, readLength(token & 15) + 4);
  }
}

class Output {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE);
  #length = 0;

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Byte by byte where the copy overlaps itself: that is how LZ4 repeats. */
  copy(distance: number, length: number): void {
    if (distance === 0 || distance > this.#length) throw new Error("the LZ4 block refers to before its beginning");
    this.#reserve(length);
    const from = this.#length - distance;
    if (distance >= length) this.#bytes.copyWithin(this.#length, from, from + length);
    else
      for (let index = 0; index < length; index++) this.#bytes[this.#length + index] = this.#bytes[from + index] ?? 0;
    this.#length += length;
  }

  finish(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed > UNPACKED_BYTES_MAX) throw new Error("the LZ4 frame unpacks to too much");
    if (needed <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
