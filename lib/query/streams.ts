import { z } from "zod";
import type { StreamQuery } from "@/lib/api/contract/queries";
import type { StreamList } from "@/lib/api/contract/streams";
import type { Sql } from "@/lib/store/database";
import { readStreams as readStoredStreams, type StoredStream } from "@/lib/store/read/streams";
import { readCursor, toPage } from "./cursor";

type StreamsAsked = { readonly query: z.infer<typeof StreamQuery>; readonly now: number };

export async function readStreamList(sql: Sql, { query, now }: StreamsAsked): Promise<z.infer<typeof StreamList>> {
  const after = readCursor(z.tuple([z.string(), z.string()]), query.cursor);
  const rows = await readStoredStreams(sql, { source: query.source ?? null, after, limit: query.limit + 1 });
  return toPage(rows, query.limit, {
    placeOf: ({ source, name }) => [source, name],
    show: (stream) => ({
      id: String(stream.streamId),
      source: stream.source,
      topic: stream.topic,
      name: stream.name,
      nextPosition: stream.nextPosition,
      endPosition: stream.endPosition,
      ...toLag(stream, now),
      records: stream.records,
      lastEventAt: stream.lastRecordedAt?.toISOString() ?? null,
      paused: stream.isPaused,
      detail: stream.isPaused ? stream.detail : "",
      gaps: stream.gaps.map((gap) => ({ ...gap, noticedAt: new Date(gap.noticedAt).toISOString() })),
    }),
  });
}

/** Behind in time means: the newest projected record is that old, while there are newer ones. */
function toLag({ endPosition, nextPosition, lastRecordedAt }: StoredStream, now: number) {
  if (endPosition === null) return { lagEvents: null, lagMs: null };
  const lagEvents = Math.max(0, endPosition - nextPosition);
  if (lagEvents === 0) return { lagEvents, lagMs: 0 };
  return { lagEvents, lagMs: lastRecordedAt === null ? null : Math.max(0, now - lastRecordedAt.getTime()) };
}
