import type { NewsHub, ToldNews } from "./news-hub";

const HEARTBEAT_MS = 10_000;
/** A reader that takes nothing for so long is gone or stuck: it asks again when it is back. */
const STUCK_MS = 60_000;
/** Messages that may wait for a slow reader; what comes then is told together as soon as it reads on. */
const WAITING_MAX = 16;

type Joining = {
  readonly hub: NewsHub;
  readonly topics: ReadonlySet<string> | null;
  readonly lastId: string | null;
  readonly signal: AbortSignal;
};

/** The live stream of one reader, as server-sent events. What waits for a slow reader is bounded: topics add up, data do not. */
export function liveStream({ hub, topics, lastId, signal }: Joining): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: { id: string; topics: Set<string> } | null = null;
  let readAt = Date.now();
  let stop = () => {};

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        const tell = (news: ToldNews) => {
          const wanted = news.topics.filter((topic) => topics === null || topic === "anything" || topics.has(topic));
          if (wanted.length === 0) return;
          if (waiting === null && (controller.desiredSize ?? 0) > 0) return send(newsText(news.id, wanted));
          waiting = { id: news.id, topics: new Set([...(waiting?.topics ?? []), ...wanted]) };
        };
        const heartbeat = setInterval(() => {
          if (Date.now() - readAt > STUCK_MS) end();
          else if ((controller.desiredSize ?? 0) > 0) send("event: heartbeat\ndata: {}\n\n");
        }, HEARTBEAT_MS);
        const end = () => {
          stop();
          try {
            controller.close();
          } catch {
            // The reader closed it first.
          }
        };
        stop = () => {
          clearInterval(heartbeat);
          signal.removeEventListener("abort", end);
          leave();
        };
        signal.addEventListener("abort", end, { once: true });
        send("retry: 1000\n\n");
        let leave = () => {};
        leave = hub.join({ tell, end }, lastId);
      },
      pull(controller) {
        readAt = Date.now();
        if (waiting === null) return;
        controller.enqueue(encoder.encode(newsText(waiting.id, [...waiting.topics].sort())));
        waiting = null;
      },
      cancel: () => stop(),
    },
    { highWaterMark: WAITING_MAX },
  );
}

function newsText(id: string, topics: readonly string[]): string {
  return `id: ${id}\nevent: news\ndata: ${JSON.stringify({ topics })}\n\n`;
}

/** The answer to `GET /api/v1/live`. Proxies in between must neither keep nor compress it. */
export function answerLive(request: Request, topics: string | undefined, hub: NewsHub): Response {
  const wanted = topics === undefined ? null : new Set(topics.split(",").map((topic) => topic.trim()));
  const lastId = request.headers.get("last-event-id");
  return new Response(liveStream({ hub, topics: wanted, lastId, signal: request.signal }), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
