const EPOCH_2000_MS = 946_684_800_000;
const TWO_32 = 2 ** 32;
/** Below this a time in microseconds is a number without rounding; the years 1715 to 2255. */
const EXACT_MS = 8e12;
/** Up to here a loop over characters is faster than the call into native code. */
const SHORT_TEXT = 40;
const ZERO = 0x30;
const NINE = 0x39;
const DASH = 0x2d;

/**
 * Values in PostgreSQL's binary form, big-endian, each behind its length, one after the other in a buffer that grows.
 * Bytes are put one by one: the methods of Buffer check what cannot be wrong here, at three times the cost.
 */
export class ByteWriter {
  bytes: Buffer;
  length = 0;

  constructor(firstSize: number) {
    this.bytes = Buffer.allocUnsafe(firstSize);
  }

  rawInt2(value: number): void {
    this.reserve(2);
    this.bytes[this.length] = value >>> 8;
    this.bytes[this.length + 1] = value;
    this.length += 2;
  }

  rawInt4(value: number): void {
    this.reserve(4);
    this.#put4(value);
  }

  null(): void {
    this.rawInt4(-1);
  }

  int2(value: number): void {
    this.rawInt4(2);
    this.rawInt2(value);
  }

  int4(value: number): void {
    this.reserve(8);
    this.#put4(4);
    this.#put4(value);
  }

  /** An integer within ±2^53. */
  int8(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no integer that a number holds exactly`);
    this.reserve(12);
    this.#put4(8);
    this.#put4(Math.floor(value / TWO_32));
    this.#put4(value);
  }

  /** Milliseconds since 1970. */
  timestamp(ms: number): void {
    const since2000 = ms - EPOCH_2000_MS;
    if (since2000 > -EXACT_MS && since2000 < EXACT_MS) this.int8(since2000 * 1000);
    else this.#farTimestamp(since2000);
  }

  uuid(text: string): void {
    this.reserve(20);
    this.#put4(16);
    const { bytes } = this;
    let at = this.length;
    for (let index = 0; index < text.length; index += 2) {
      if (text.charCodeAt(index) === DASH) index += 1;
      bytes[at] = (nibble(text.charCodeAt(index)) << 4) | nibble(text.charCodeAt(index + 1));
      at += 1;
    }
    if (at - this.length !== 16) throw new RangeError(`"${text}" is no UUID`);
    this.length = at;
  }

  text(text: string): void {
    this.reserve(4 + text.length * 3);
    const start = this.length + 4;
    const written = text.length <= SHORT_TEXT ? this.#putAscii(text, start) : -1;
    const length = written === -1 ? this.bytes.write(text, start) : written;
    this.#put4(length);
    this.length = start + length;
  }

  blob(value: Uint8Array): void {
    this.reserve(4 + value.length);
    this.#put4(value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  finish(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /** The low 32 bits of a number. */
  #put4(value: number): void {
    const { bytes, length } = this;
    bytes[length] = value >>> 24;
    bytes[length + 1] = value >>> 16;
    bytes[length + 2] = value >>> 8;
    bytes[length + 3] = value;
    this.length = length + 4;
  }

  /** How many bytes it took, or -1 where the text is not ASCII. */
  #putAscii(text: string, start: number): number {
    const { bytes } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return -1;
      bytes[start + index] = code;
    }
    return text.length;
  }

  /** What is no time at all throws. */
  #farTimestamp(since2000: number): void {
    const micros = BigInt(since2000) * 1000n;
    this.rawInt4(8);
    this.reserve(8);
    this.length = this.bytes.writeBigInt64BE(micros, this.length);
  }
}

/** Of a hexadecimal digit. */
function nibble(code: number): number {
  return code >= ZERO && code <= NINE ? code - ZERO : ((code | 0x20) - 87) & 0xf;
}
