import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { Failure } from "@/lib/domain/failure";
import { bookModelImport } from "@/lib/operations/models/import-model";
import { prepareUpload } from "@/lib/query/model/prepare-model";
import { readBytes } from "./read-request";
import { type Context, jsonResponse } from "./route";
import { save } from "./save-model";

const BYTES_MAX = 5_000_000;
const ZIP = Buffer.from("PK\u0003\u0004", "latin1");
const GZIP = Buffer.from([0x1f, 0x8b]);

/** A diagram taken in as a log is: plain or gzip. What is wrong with it is told at once, and by its import. */
export async function importModel(request: Request, process: string, context: Context): Promise<Response> {
  const xml = unpacked(await readBytes(request, BYTES_MAX));
  const importId = randomUUID();
  await bookModelImport(context.db, { importId, process }, async () =>
    save(process, await prepareUpload(context.db, process, xml), context),
  );
  return jsonResponse({ id: importId }, 202);
}

function unpacked(sent: Buffer): string {
  if (sent.subarray(0, ZIP.length).equals(ZIP)) {
    throw new Failure("unsupported", "A diagram is taken plain or as gzip, not as zip. Unpack it first.");
  }
  if (!sent.subarray(0, GZIP.length).equals(GZIP)) return withoutMark(sent);
  try {
    return withoutMark(gunzipSync(sent, { maxOutputLength: BYTES_MAX }));
  } catch (cause) {
    throw new Failure("bad-request", `The gzip is broken, or holds more than ${BYTES_MAX} bytes.`, { cause });
  }
}

const withoutMark = (bytes: Buffer) => bytes.toString("utf8").replace(/^\uFEFF/, "");
