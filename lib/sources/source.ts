import type { SourceName, StreamName } from "@/lib/domain/identifiers";
import type { RecordBatch } from "@/lib/domain/source-record";

/** A stream as its source has it now: the first position that it still holds, and the one after its last. */
export type StreamExtent = {
  readonly stream: StreamName;
  readonly topic: string;
  readonly firstPosition: number;
  readonly endPosition: number;
};

/** A stream that this worker reads, and where it goes on. */
export type KeptStream = { readonly stream: StreamName; readonly nextPosition: number };

export type SourceReport = { readonly state: "running" | "degraded" | "paused"; readonly detail: string };

/**
 * What a source is given. Positions are kept where the projection is, not in the source: `keep` is told every few seconds
 * what streams there are, and answers with those that this worker reads. `handle` resolves when a batch is committed; when
 * it throws, nothing of the batch was, and `stream-lost` among the reasons means that another worker reads the stream.
 * `stop` is for a stream that is no longer what it was (its topic was made again): a person decides how it goes on.
 * `report` says in words for people how the source is.
 */
export interface SourceDesk {
  keep(extents: readonly StreamExtent[]): Promise<readonly KeptStream[]>;
  handle(batch: RecordBatch): Promise<void>;
  stop(stream: StreamName, why: string): Promise<void>;
  report(report: SourceReport): void;
}

/** A desk that also keeps a source's own words for where it stands. */
export interface PlaceDesk extends SourceDesk {
  /** For sources whose positions only count records: where the stream stands, and the place that was written last. */
  readPlace(stream: StreamName): Promise<{ readonly position: number; readonly place: string | null }>;
  /** Where the source goes on, in its own words; written after the batch that it follows, which may come again after a crash. */
  writePlace(stream: StreamName, place: string): Promise<void>;
}

/**
 * A source only reads. It delivers batches in position order per stream, waits for `handle` before the next batch of that
 * stream, and delivers a batch again when `handle` throws, unless it was told that the stream is another worker's. It never
 * decides what a record means. It goes on until the signal; what it cannot reach it reports, and tries again by itself.
 */
export interface Source {
  readonly name: SourceName;
  run(desk: PlaceDesk, signal: AbortSignal): Promise<void>;
}
