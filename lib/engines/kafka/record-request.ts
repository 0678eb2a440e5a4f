import type { LogPlace } from "@/lib/domain/dead-letter";
import type { SourceRecord } from "@/lib/domain/source-record";

export type TextHeader = { readonly name: string; readonly value: string };

/** Which item of which operation a record is written for. */
export type WriteMark = {
  readonly operationId: string;
  readonly ordinal: number;
  /** When an earlier attempt may have written it already: from when on it is to be looked for, in milliseconds. */
  readonly writtenSince: number | null;
};

export type ReplayRequest = {
  readonly action: "replay-record";
  /** Where the dead letter lies. */
  readonly letter: LogPlace;
  /** As the event log has it, should Kafka not have it any more; null when it was kept only in part. */
  readonly kept: SourceRecord | null;
  readonly targetTopic: string;
  /** Where the original lay, when that was in the topic that it goes to. */
  readonly targetPartition: number | null;
  /** What is left out is as it was. */
  readonly edit: {
    readonly value?: string | null | undefined;
    readonly key?: string | null | undefined;
    readonly headers?: readonly TextHeader[] | undefined;
  };
  readonly mark: WriteMark;
};

export type PublishRequest = {
  readonly action: "publish-record";
  readonly topic: string;
  readonly key: string | null;
  readonly headers: readonly TextHeader[];
  readonly value: string | null;
  readonly mark: WriteMark;
};

export type RecordRequest = ReplayRequest | PublishRequest;

/** What was written, and what of it an operator had changed. */
export type WrittenRecord = LogPlace & {
  readonly replayOf: LogPlace | null;
  readonly isKeyChanged: boolean;
  readonly areHeadersChanged: boolean;
  /** Null where the value is the same bytes. */
  readonly changedValue: { readonly before: Uint8Array | null; readonly after: Uint8Array | null } | null;
};
