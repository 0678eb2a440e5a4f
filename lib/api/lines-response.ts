import type { Log } from "@/lib/platform/log";

/** Streams lines out as fast as they are taken: a reader that goes away ends the reading. */
export async function linesResponse(
  lines: AsyncGenerator<string>,
  {
    fileName,
    log,
    contentType = "application/x-ndjson; charset=utf-8",
  }: { readonly fileName: string; readonly log: Log; readonly contentType?: string },
): Promise<Response> {
  // What is wrong with the request is to be its problem, not the end of a stream that has begun.
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
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}
