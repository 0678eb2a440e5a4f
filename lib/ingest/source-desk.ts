import { Failure } from "@/lib/domain/failure";
import type { StreamName } from "@/lib/domain/identifiers";
import type { RecordBatch } from "@/lib/domain/source-record";
import type { KeptStream, PlaceDesk, SourceReport, StreamExtent } from "@/lib/sources/source";
import { claimStreams, insertStreams, type OwnStream, type Worker } from "@/lib/store/claim-streams";
import type { Pool } from "@/lib/store/database";
import { pauseStream, readPlace, recordGap, writeEndPositions, writePlace } from "@/lib/store/streams";
import type { Pipeline } from "./pipeline";
import { type CurrentRules, underCurrentRules } from "./rules/current-rules";

export type DeskOptions = {
  readonly pool: Pool;
  readonly sourceId: number;
  readonly worker: Worker;
  readonly rules: CurrentRules;
  readonly pipeline: Pipeline;
  readonly onReport: (report: SourceReport) => void;
  readonly onExtents?: (extents: readonly StreamExtent[], own: readonly OwnStream[]) => void;
};

type Standing = { readonly streamId: number; next: number };

/** What a source meets on our side: the streams that are this worker's, their positions, and the pipeline for its batches. */
export function createSourceDesk(options: DeskOptions): PlaceDesk {
  const { pool, sourceId, worker, pipeline, rules } = options;
  const standings = new Map<StreamName, Standing>();
  /** Streams that seemed to end before where we stand. Their end was read before our position, which may have moved. */
  const doubtful = new Map<StreamName, number>();
  return {
    keep: async (extents) => {
      const names = extents.map(({ stream }) => stream);
      await insertStreams(pool, sourceId, extents.map(toNewStream));
      await writeEndPositions(pool, sourceId, new Map(extents.map(({ stream, endPosition }) => [stream, endPosition])));
      const own = await claimStreams(pool, { sourceId, names, worker });
      options.onExtents?.(extents, own);
      const kept: KeptStream[] = [];
      const before = new Map(doubtful);
      doubtful.clear();
      for (const stream of own) {
        const extent = extents.find((one) => one.stream === stream.name);
        if (extent === undefined) continue;
        const known = standings.get(extent.stream);
        const nextPosition = await placeIn(extent, stream, { pool, doubtful, before, isRead: known !== undefined });
        if (nextPosition === null) continue;
        if (known === undefined || known.next < nextPosition) {
          standings.set(extent.stream, { streamId: stream.streamId, next: nextPosition });
        }
        kept.push({ stream: extent.stream, nextPosition });
      }
      return kept;
    },
    handle: async (batch) => {
      const standing = standings.get(batch.stream);
      if (standing === undefined)
        throw new Failure("stream-lost", `Stream ${batch.stream} is not read by this worker.`);
      try {
        await underCurrentRules(rules, (inForce) => pipeline(toStreamBatch(batch, standing), inForce));
        standing.next = batch.nextPosition;
      } catch (error) {
        standings.delete(batch.stream); // where it stands is asked anew
        throw error;
      }
    },
    stop: async (stream, why) => {
      const standing = standings.get(stream);
      standings.delete(stream);
      if (standing !== undefined) await pauseStream(pool, standing.streamId, why);
    },
    report: options.onReport,
    readPlace: (stream) => readPlace(pool, sourceId, stream),
    writePlace: (stream, place) => writePlace(pool, sourceId, { name: stream, place }),
  };
}

function toNewStream({ stream, topic, firstPosition }: StreamExtent) {
  return { name: stream, topic, firstPosition };
}

function toStreamBatch({ source, records, nextPosition, endPosition }: RecordBatch, { streamId, next }: Standing) {
  return {
    streamId,
    source,
    fromPosition: next,
    nextPosition,
    endPosition,
    records: records.map((record) => ({ position: record.position, record })),
  };
}

type Doubts = {
  readonly pool: Pool;
  readonly doubtful: Map<StreamName, number>;
  readonly before: ReadonlyMap<StreamName, number>;
  /** We have moved it ourselves since its end was read, most likely; its reader would see it begin anew. */
  readonly isRead: boolean;
};

/** Where the stream goes on: behind a gap when the source no longer has what comes next, nowhere when it was made again. */
async function placeIn(
  { stream, firstPosition, endPosition }: StreamExtent,
  { streamId, nextPosition }: OwnStream,
  { pool, doubtful, before, isRead }: Doubts,
): Promise<number | null> {
  if (nextPosition < firstPosition) {
    const reason = "The source no longer had these records when they were to be read: their retention had passed.";
    const isRecorded = await recordGap(pool, streamId, { from: nextPosition, to: firstPosition, reason });
    return isRecorded ? firstPosition : null;
  }
  if (nextPosition <= endPosition || isRead) return nextPosition;
  const doubted = before.get(stream);
  if (doubted !== undefined && endPosition < doubted) {
    const why = `It was read up to ${nextPosition} and ends at ${endPosition} now: it was truncated or made again.`;
    await pauseStream(pool, streamId, why);
    return null;
  }
  doubtful.set(stream, nextPosition);
  return null;
}
