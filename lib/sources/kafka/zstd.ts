import { compress, decompress, init } from "@bokuweb/zstd-wasm";

const FIRST_SIZE = 4 * 1024 * 1024;
/** As large as a broker's largest batch may reasonably become; beyond it is a bomb. */
const UNPACKED_BYTES_MAX = 256 * 1024 * 1024;
/** zstd's "destination buffer is too small": Java's producer streams, and does not say how large its frame becomes. */
const TOO_SMALL = /code -70\b/;

let ready: Promise<void> | null = null;

export async function unpackZstd(bytes: Buffer): Promise<Buffer> {
  await loaded();
  for (let size = FIRST_SIZE; ; size *= 4) {
    try {
      return Buffer.from(decompress(bytes, { defaultHeapSize: size }));
    } catch (error) {
      const isTooSmall = error instanceof Error && TOO_SMALL.test(error.message);
      if (!isTooSmall || size >= UNPACKED_BYTES_MAX) throw error;
    }
  }
}

export async function packZstd(bytes: Buffer): Promise<Buffer> {
  await loaded();
  return Buffer.from(compress(bytes));
}

/** The WebAssembly is loaded when the first such batch comes. */
function loaded(): Promise<void> {
  ready ??= init();
  return ready;
}
