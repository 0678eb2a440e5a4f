import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { Decoded } from "@/lib/domain/decoded";
import type { SourceRecord } from "@/lib/domain/source-record";
import { decodeEngineRow } from "./camunda7-row";
import { boundedProse } from "./clean-text";
import {
  decodeBinaryCloudEvent,
  decodeStructuredCloudEvents,
  isBinaryCloudEvent,
  isCloudEventBatch,
  isStructuredCloudEvent,
} from "./cloud-event";
import { type CompiledRule, ruleForTopic } from "./compiled-rule";
import { decodeDeadLetter, readDeadLetter, readReplayOf } from "./dead-letter";
import type { Decoding } from "./decoding";
import { toStorableTime } from "./event-time";
import { decodeDeletion, decodeJsonEvent } from "./json-event";
import { jsonOf, parseJson } from "./parse-json";
import { decodeRetailEnvelope, isRetailEnvelope } from "./retail-envelope";
import { Unreadable } from "./unreadable";
import { decodeZeebeRecord, isZeebeRecord } from "./zeebe-record";

/** One value must not hold up a stream: parsing takes some 10 ms a megabyte. */
export const MAX_DECODED_BYTES = 1024 * 1024;

/** An engine's record carries a whole diagram, in base64; a broker takes none above 4 MiB before that. */
const MAX_ENGINE_RECORD_BYTES = 6 * 1024 * 1024;

/**
 * What a record means, under the first rule whose pattern fits its topic; where none does, under the built-in ones. It
 * never throws: whatever cannot be read comes back as undecodable, with a reason for people.
 */
export function decodeRecord(record: SourceRecord, rules: readonly DecodeRule[]): Decoded {
  const compiled = ruleForTopic(record.topic, rules);
  if (record.headers.length === 0 && compiled.isDeadLetter !== true) return tryUnder(compiled, record);
  return decodeWithHeaders(compiled, record, rules);
}

/** Headers may tell that a consumer could not handle the record, or that it is the replay of such a one. */
function decodeWithHeaders(compiled: CompiledRule, record: SourceRecord, rules: readonly DecodeRule[]): Decoded {
  if (compiled.rule.format === "ignore") return tryUnder(compiled, record);
  const facts = readDeadLetter(record, compiled);
  if (facts !== null) return decodeDeadLetter({ record, compiled, facts }, rules, tryUnder);
  const replayOf = readReplayOf(record);
  const decoded = tryUnder(compiled, record);
  return replayOf === null || decoded.outcome !== "events" ? decoded : { ...decoded, replayOf };
}

function tryUnder(compiled: CompiledRule, record: SourceRecord): Decoded {
  try {
    return decodeUnder(compiled, record);
  } catch (error) {
    if (error instanceof Unreadable) return { outcome: "undecodable", why: error.message, record };
    return { outcome: "undecodable", why: boundedProse(`The decoder failed, which is a bug: ${error}`, 500), record };
  }
}

function decodeUnder(compiled: CompiledRule, record: SourceRecord): Decoded {
  const { rule } = compiled;
  if (rule.format === "ignore") return ignored("A rule says that records of this topic are ignored.");
  const decoding: Decoding = { record, recordedAt: toStorableTime(record.recordedAt), compiled };
  if (record.value === null) return decodeTombstone(decoding);
  refuseTooLarge(record.value, rule);
  const mayBeBinary = rule.format === "auto" || rule.format === "cloudevents";
  if (mayBeBinary && isBinaryCloudEvent(record)) return events([decodeBinaryCloudEvent(decoding)]);
  if (record.value.length === 0) throw new Unreadable("The value is empty: 0 bytes.");
  return decodeValue(decoding, parseJson(jsonOf(record, record.value)));
}

/** A key without a value: a deletion in a compacted topic, or a CloudEvent whose attributes say everything. */
function decodeTombstone(decoding: Decoding): Decoded {
  const { record, compiled } = decoding;
  const { format, tombstone } = compiled.rule;
  const mayBeBinary = format === "auto" || format === "cloudevents";
  if (mayBeBinary && isBinaryCloudEvent(record)) return events([decodeBinaryCloudEvent(decoding)]);
  if (tombstone !== null) return events([decodeDeletion(decoding, tombstone)]);
  return ignored("It is a tombstone: a key without a value.");
}

function decodeValue(decoding: Decoding, value: unknown): Decoded {
  const { format } = decoding.compiled.rule;
  switch (format === "auto" ? recognise(value) : format) {
    case "zeebe":
      return decodeZeebeRecord(decoding, value);
    case "camunda7":
      return decodeEngineRow(decoding, value);
    case "retail":
      return events([decodeRetailEnvelope(decoding, value)]);
    case "cloudevents":
      return Array.isArray(value) && value.length === 0
        ? ignored("It is an empty batch.")
        : events(decodeStructuredCloudEvents(decoding, value));
    default:
      return events([decodeJsonEvent(decoding, value)]);
  }
}

/** The order matters: a retail envelope says `specversion` too. */
function recognise(value: unknown): DecodeRule["format"] {
  if (isZeebeRecord(value)) return "zeebe";
  if (isRetailEnvelope(value)) return "retail";
  return isStructuredCloudEvent(value) || isCloudEventBatch(value) ? "cloudevents" : "json";
}

function refuseTooLarge(value: Uint8Array, rule: DecodeRule): void {
  const isEngine = rule.format === "zeebe" || rule.format === "camunda7";
  const limit = isEngine ? MAX_ENGINE_RECORD_BYTES : MAX_DECODED_BYTES;
  if (value.length <= limit) return;
  throw new Unreadable(`The value has ${value.length} bytes; records of this format are decoded up to ${limit}.`);
}

function events(found: Extract<Decoded, { outcome: "events" }>["events"]): Decoded {
  return { outcome: "events", events: found };
}

function ignored(why: string): Decoded {
  return { outcome: "ignored", why };
}
