import type { SourceName, StreamName } from "./identifiers";

export type RecordHeader = { readonly name: string; readonly value: Uint8Array };

/**
 * The raw thing that a source hands over, before decoding. (stream, position) identifies it within its source:
 * for Kafka the stream is `topic/partition` and the position is the offset.
 */
export type SourceRecord = {
  readonly source: SourceName;
  readonly stream: StreamName;
  readonly position: number;
  /** Topic or feed: what decode rules select by. */
  readonly topic: string;
  /** Milliseconds since the epoch, as the log wrote it; it need not be monotonic, nor sane. */
  readonly recordedAt: number;
  readonly key: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
  readonly value: Uint8Array | null;
  /** What the value says, when that needs a schema that is not in the record: JSON text, or why there is none. */
  readonly readable?: { readonly json: string } | { readonly why: string };
};

/** Records of one stream in position order. Offsets have holes: `nextPosition` says where the stream goes on. */
export type RecordBatch = {
  readonly source: SourceName;
  readonly stream: StreamName;
  readonly records: readonly SourceRecord[];
  readonly nextPosition: number;
  /** The stream's end when the batch was read, for lag; null when the source cannot tell. */
  readonly endPosition: number | null;
};
