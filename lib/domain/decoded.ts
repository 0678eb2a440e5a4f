import type { Event } from "./event";
import type { SourceRecord } from "./source-record";

/** What became of one record. Undecodable ones go to quarantine with their bytes; nothing is dropped in silence. */
export type Decoded =
  | { readonly outcome: "events"; readonly events: readonly Event[] }
  | { readonly outcome: "ignored"; readonly why: string }
  | { readonly outcome: "undecodable"; readonly why: string; readonly record: SourceRecord };
