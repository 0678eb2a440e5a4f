import type { SourceRecord } from "@/lib/domain/source-record";
import type { CompiledRule } from "./compiled-rule";

/** What every format needs to read one record. */
export type Decoding = {
  readonly record: SourceRecord;
  /** The record's own time, made storable. */
  readonly recordedAt: number;
  readonly compiled: CompiledRule;
};
