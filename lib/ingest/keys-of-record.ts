import { keyId } from "@/lib/correlate/key-id";
import { decodeRecord } from "@/lib/decode/decode-record";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { SourceRecord } from "@/lib/domain/source-record";

/** The ids of the LINK keys that the events of a record have under these rules: what leads to its case. */
export function keyIdsOfRecord(record: SourceRecord, rules: readonly DecodeRule[]): readonly string[] {
  const decoded = decodeRecord(record, rules);
  if (decoded.outcome !== "events") return [];
  const keys = decoded.events.flatMap((event) => event.keys.filter(({ role }) => role === "link"));
  return [...new Set(keys.map(keyId))];
}
