import { UnreadableValue } from "./unreadable-value";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
/** A value that takes no bytes costs, too: five bytes can claim a thousand million nulls. */
const FREE_VALUES = 1_000;
const DEPTH_MAX = 500;

/** Reads the bytes of one Avro value, and never beyond them: a damaged length must not become a loop or a large array. */
export class AvroInput {
  readonly #bytes: Buffer;
  #at = 0;
  #budget: number;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#budget = FREE_VALUES + 2 * bytes.byteLength;
  }

  get rest(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number): Buffer {
    if (!Number.isSafeInteger(length) || length < 0 || length > this.rest) {
      throw new UnreadableValue("The value ends too early for its Avro schema.");
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  /** Zigzag, seven bits a byte; BigInt only where a number would lose digits. */
  long(): bigint | number {
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (low >>> 1) ^ -(low & 1);
    }
    let value = BigInt(low);
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return narrowed(BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n)));
    }
    throw new UnreadableValue("The value has an Avro number of more than 64 bits.");
  }

  /** A number that says how many, or which one. */
  count(): number {
    const count = this.long();
    if (typeof count === "number" && Number.isSafeInteger(count)) return count;
    throw new UnreadableValue("The value ends too early for its Avro schema.");
  }

  bytes(): Buffer {
    return this.take(this.count());
  }

  text(): string {
    try {
      return strictUtf8.decode(this.bytes());
    } catch (error) {
      if (error instanceof UnreadableValue) throw error;
      throw new UnreadableValue("The value has an Avro text that is not valid UTF-8.");
    }
  }

  /** Calls once for each item of an array or a map. Blocks with a negative count carry their size, which we do not need. */
  blocks(readItem: () => void): void {
    for (let count = this.count(); count !== 0; count = this.count()) {
      if (count < 0) this.long();
      for (let left = Math.abs(count); left > 0; left -= 1) readItem();
    }
  }

  /** Every value passes here, so that neither their number nor their depth goes beyond what the bytes can mean. */
  value<Value>(read: (input: AvroInput) => Value): Value {
    this.#budget -= 1;
    if (this.#budget < 0) throw new UnreadableValue("The value has more parts than its bytes can hold.");
    if (this.#depth >= DEPTH_MAX) throw new UnreadableValue(`The value is nested more than ${DEPTH_MAX} levels deep.`);
    this.#depth += 1;
    const value = read(this);
    this.#depth -= 1;
    return value;
  }
}

function narrowed(value: bigint): bigint | number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
