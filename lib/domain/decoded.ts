import type { DeadLetter } from "./dead-letter";
import type { Event } from "./event";
import type { SourceRecord } from "./source-record";

/** What became of one record. Undecodable ones go to quarantine with their bytes; nothing is dropped in silence. */
export type Decoded =
  | {
      readonly outcome: "events";
      readonly events: readonly Event[];
      /** For a record that a consumer could not handle: what it says of itself. */
      readonly deadLetter?: DeadLetter;
      /** For a record that we wrote to replay one: the place of that one, `topic/partition/offset`. */
      readonly replayOf?: string;
    }
  | { readonly outcome: "ignored"; readonly why: string }
  | { readonly outcome: "undecodable"; readonly why: string; readonly record: SourceRecord };
