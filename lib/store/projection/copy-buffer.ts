import { ByteWriter } from "./byte-writer";

/** Signature, flags and length of the header's extension of PostgreSQL's binary COPY. */
const HEADER = Buffer.from([0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00, 0, 0, 0, 0, 0, 0, 0, 0]);

/**
 * Rows in PostgreSQL's binary COPY format. Binary, because nothing has to be escaped and it costs a fifth less than text
 * (4.8 against 6.0 µs a row). Fields come in the order of the columns; `row` begins one.
 */
export class CopyBuffer extends ByteWriter {
  /** Growing copies what is there: `expectedSize` bytes are enough, or nearly. */
  constructor(expectedSize: number) {
    super(expectedSize + HEADER.length);
    this.length = HEADER.copy(this.bytes);
  }

  row(fields: number): void {
    this.rawInt2(fields);
  }

  textOrNull(text: string | null): void {
    if (text === null) this.null();
    else this.text(text);
  }

  /** The whole of it, with the trailer. */
  override finish(): Buffer {
    this.rawInt2(-1);
    return super.finish();
  }
}
