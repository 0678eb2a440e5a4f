import type { z } from "zod";
import type { ExportQuery } from "@/lib/api/contract/queries";
import { Failure } from "@/lib/domain/failure";
import { exportEvents } from "@/lib/query/export-events";
import type { Context } from "./route";

/** Streams events out, as fast as they are taken: a reader that goes away ends the reading. */
export async function answerExport(
  { format, ...filter }: z.infer<typeof ExportQuery>,
  { db, masking, now, log }: Context,
): Promise<Response> {
  if (format !== "jsonl")
    throw new Failure("unsupported", `The format "${format}" cannot be exported yet; this can: jsonl.`);
  const lines = exportEvents(db, { filter, masking, now });
  // What is wrong with the filter is to be a problem of the request, not the end of a stream that has begun.
  let next = await lines.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value));
      next = await lines.next().catch((error: unknown) => {
        log.error({ error: String(error) }, "an export broke off");
        throw error;
      });
    },
    cancel: async () => {
      await lines.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": 'attachment; filename="events.jsonl"',
      "cache-control": "no-store",
    },
  });
}
