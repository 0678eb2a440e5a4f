import type { RecordLine } from "@/lib/api/contract/topics";
import { Failure } from "@/lib/domain/failure";
import type { Log } from "@/lib/platform/log";

type Lines = (signal: AbortSignal) => AsyncGenerator<RecordLine>;
type Answering = { readonly request: Request; readonly log: Log };

/**
 * JSON lines as they come. Whoever goes away ends the reading at once. What goes wrong after the first line is told as a line,
 * for the status is sent by then.
 */
export async function recordLines(lines: Lines, { request, log }: Answering): Promise<Response> {
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, request.signal]);
  const reading = lines(signal);
  // What is wrong with the request is to be its problem, not the end of a stream that has begun.
  let next = await reading.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
      next = await reading.next().catch((error: unknown) => {
        if (!signal.aborted && !(error instanceof Failure))
          log.error({ error: String(error) }, "reading records broke off");
        return { done: false as const, value: toProblem(error) };
      });
    },
    cancel: async () => {
      ended.abort();
      await reading.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** A generator that threw is over: the next line is its end. */
function toProblem(error: unknown): RecordLine {
  const detail =
    error instanceof Failure ? error.message : "Reading broke off by a fault of the console; its log says more.";
  return { kind: "problem", detail };
}
