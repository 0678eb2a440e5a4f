import type { CorrelationKey } from "@/lib/domain/correlation-key";
import { REPLAY_OF_HEADER, readPlaceText, toPlaceText } from "@/lib/domain/dead-letter";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { Decoded } from "@/lib/domain/decoded";
import type { Event, EventOf } from "@/lib/domain/event";
import { toEventId } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { boundedText } from "./clean-text";
import { type CompiledRule, ruleForTopic } from "./compiled-rule";
import { type DeadLetterFacts, readDeadLetterHeaders } from "./dead-letter-headers";
import { originalTopicOf } from "./dead-letter-name";
import { toStorableTime } from "./event-time";
import { toKeys, traceparentKeys } from "./found-keys";
import { headerText } from "./record-header";

/** Beginnings of the headers that can say that a record is a dead letter, by their first character. */
const BEGINNINGS = new Map<string, readonly string[]>([
  ["k", ["kafka_dlt-"]],
  ["_", ["__connect.errors.", "__streams.errors."]],
  ["d", ["dead-letter-"]],
  ["x", ["x-original-topic"]],
]);

/**
 * What a record says of its being a dead letter, or null when it is none. A topic's rule and name are looked at once; the
 * headers of a record only as far as their first characters, unless one of them tells. Tools that put a dead letter back
 * leave its headers on: what names its own topic as the original is no dead letter any more.
 */
export function readDeadLetter(record: SourceRecord, { isDeadLetter }: CompiledRule): DeadLetterFacts | null {
  if (isDeadLetter === false) return null;
  if (isDeadLetter === null && !record.headers.some(({ name }) => tells(name))) return null;
  const facts = readDeadLetterHeaders(record.headers);
  if (facts !== null && (isDeadLetter === true || facts.originalTopic !== record.topic)) return facts;
  return isDeadLetter === true ? { ...NOTHING_TOLD, originalTopic: originalTopicOf(record.topic) } : null;
}

function tells(name: string): boolean {
  return BEGINNINGS.get(name.charAt(0))?.some((beginning) => name.startsWith(beginning)) ?? false;
}

const NOTHING_TOLD: DeadLetterFacts = {
  dialect: "name",
  originalTopic: null,
  originalPartition: null,
  originalOffset: null,
  originalAt: null,
  consumer: null,
  exception: null,
  message: null,
  stackTrace: null,
};

/** The place of the dead letter that this record is our replay of, or null. */
export function readReplayOf(record: SourceRecord): string | null {
  if (!record.headers.some(({ name }) => name === REPLAY_OF_HEADER)) return null;
  const place = readPlaceText(headerText(record, REPLAY_OF_HEADER) ?? "");
  return place === null ? null : toPlaceText(place);
}

export type DecodeUnder = (compiled: CompiledRule, record: SourceRecord) => Decoded;

/**
 * A dead letter is an event of its own, "… dead-lettered", in the case of the original: its payload is read by the rule of
 * the original's topic, or by its own topic's where nobody wrote one for that. What cannot be read is an event too, with
 * such keys as key, headers and topic give: a consumer gives up on nothing as often as on what nobody can read.
 */
export function decodeDeadLetter(
  { record, compiled, facts }: { record: SourceRecord; compiled: CompiledRule; facts: DeadLetterFacts },
  rules: readonly DecodeRule[],
  decodeUnder: DecodeUnder,
): Decoded {
  const original = ruleOfOriginal(compiled, facts, rules);
  const read = decodeUnder(original, { ...record, topic: facts.originalTopic ?? record.topic });
  const events = read.outcome === "events" ? read.events : [];
  const eventType = events[0] === undefined ? null : typeOf(events[0]);
  return {
    outcome: "events",
    events: [toEvent({ record, compiled, facts, original, events, eventType })],
    deadLetter: {
      ...facts,
      place: boundedText(`${record.stream}/${record.position}`, 300),
      eventType,
      undecodable: read.outcome === "undecodable" ? read.why : null,
    },
  };
}

/** The rule for all topics that nobody speaks of says less than one that was written for the dead letters. */
function ruleOfOriginal(compiled: CompiledRule, facts: DeadLetterFacts, rules: readonly DecodeRule[]): CompiledRule {
  if (facts.originalTopic === null) return compiled;
  const original = ruleForTopic(facts.originalTopic, rules);
  return original.rule.topic === "*" || original.rule.format === "ignore" ? compiled : original;
}

type Reading = {
  readonly record: SourceRecord;
  readonly compiled: CompiledRule;
  readonly facts: DeadLetterFacts;
  readonly original: CompiledRule;
  readonly events: readonly Event[];
  readonly eventType: string | null;
};

function toEvent(reading: Reading): EventOf<"activity.occurred"> {
  const { record, compiled, facts, original, events, eventType } = reading;
  const recordedAt = toStorableTime(record.recordedAt);
  const type = boundedText(`${eventType ?? facts.originalTopic ?? record.topic} dead-lettered`);
  return {
    kind: "activity.occurred",
    // Never that of the original, which would be taken for the same fact.
    id: toEventId(boundedText(`dead-letter:${record.stream}/${record.position}`, 512)),
    occurredAt: recordedAt,
    source: record.source,
    stream: record.stream,
    position: record.position,
    part: 0,
    recordedAt,
    process: events.find(({ process }) => process !== null)?.process ?? original.rule.process ?? compiled.rule.process,
    keys: events.length > 0 ? keysOf(events) : keysWithoutValue(original, record),
    activity: compiled.eventActivity(facts.consumer ?? compiled.topicName, type, compiled.topicName),
    ends: false,
  };
}

function typeOf(event: Event): string {
  return "activity" in event ? event.activity.name : event.kind;
}

function keysOf(events: readonly Event[]): readonly CorrelationKey[] {
  const [first] = events;
  if (first !== undefined && events.length === 1) return first.keys;
  const keys = new Map<string, CorrelationKey>();
  for (const key of events.flatMap((event) => event.keys)) {
    const id = JSON.stringify([key.scope, key.name, key.value, key.role]);
    if (!keys.has(id)) keys.set(id, key);
  }
  return [...keys.values()];
}

/** What the rule takes from the record's key or its headers, and the trace that the headers name. */
function keysWithoutValue({ rule, keys }: CompiledRule, record: SourceRecord): readonly CorrelationKey[] {
  const declared = keys.map(({ rule: { name, role, priority }, read }) => {
    return { name, role, priority, value: read({}, record) };
  });
  return toKeys(rule.scope, [...declared, ...traceparentKeys(headerText(record, "traceparent"))], rule.shared);
}
