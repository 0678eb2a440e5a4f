import { Unzip, UnzipInflate, UnzipPassThrough } from "fflate";
import { Failure } from "@/lib/domain/failure";

/** The contents of a zip archive, entry after entry, streaming. What makes no file (folders, resource forks) is passed over. */
export async function* unzipped(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let entries = 0;
  const unzip = new Unzip((file) => {
    if (file.name.endsWith("/") || file.name.startsWith("__MACOSX/")) return;
    entries += 1;
    file.ondata = (error, chunk) => {
      if (error) throw error;
      if (chunk.length > 0) ready.push(chunk);
    };
    file.start();
  });
  unzip.register(UnzipPassThrough);
  unzip.register(UnzipInflate);
  for await (const chunk of input) {
    push(unzip, chunk, false);
    yield* ready.splice(0);
  }
  push(unzip, new Uint8Array(0), true);
  yield* ready.splice(0);
  if (entries === 0) throw new Failure("bad-request", "The zip archive holds no file, or is damaged.");
}

function push(unzip: Unzip, chunk: Uint8Array, isLast: boolean): void {
  try {
    unzip.push(chunk, isLast);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("bad-request", `The zip archive is damaged or of an unknown method: ${why}.`, { cause: error });
  }
}
