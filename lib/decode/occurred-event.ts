import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { EventOf } from "@/lib/domain/event";
import { toEventId } from "@/lib/domain/identifiers";
import { boundedText } from "./clean-text";
import type { Decoding } from "./decoding";
import { toEventTime } from "./event-time";
import { type FoundKey, toKeys } from "./found-keys";
import { Unreadable } from "./unreadable";

/** A service's own event as its format describes it; what the rule declares goes before it. */
export type OccurredFacts = {
  /** What `$` stands for in the rule's paths. */
  readonly root: unknown;
  readonly type: unknown;
  readonly time: unknown;
  readonly producer: unknown;
  /** Identifies the event within its producer, wherever it comes from; nothing means: by its place in the log. */
  readonly id: unknown;
  /** Keys that the format recognises by itself. A declared key of the same name replaces them. */
  readonly automaticKeys: readonly FoundKey[];
  /** Types that end a case, where the rule names none. */
  readonly ends: ReadonlySet<string>;
  /** Counts the events that one record holds. */
  readonly part: number;
};

const MAX_ID_LENGTH = 512;

export function toOccurredEvent(decoding: Decoding, facts: OccurredFacts): EventOf<"activity.occurred"> {
  const { record, recordedAt, compiled } = decoding;
  const { root } = facts;
  const type = toName(compiled.type?.(root, record) ?? facts.type);
  if (type === null) throw new Unreadable(missingType(compiled.rule.type));
  const ownProducer = toName(facts.producer);
  const producer = toName(compiled.producer?.(root, record)) ?? ownProducer ?? compiled.topicName;
  const ends = compiled.ends.size > 0 ? compiled.ends : facts.ends;
  return {
    kind: "activity.occurred",
    // Under the producer that the event itself names: the same event read by another rule is still the same.
    id: eventId(decoding, {
      producer: ownProducer ?? producer,
      id: compiled.id?.(root, record) ?? facts.id,
      part: facts.part,
    }),
    occurredAt: toEventTime(compiled.time?.(root, record) ?? facts.time, recordedAt),
    source: record.source,
    stream: record.stream,
    position: record.position,
    part: facts.part,
    recordedAt,
    process: compiled.rule.process,
    keys: declaredAndAutomaticKeys(decoding, facts),
    activity: compiled.eventActivity(producer, type, compiled.topicName),
    ends: ends.has(type),
  };
}

function declaredAndAutomaticKeys({ record, compiled }: Decoding, facts: OccurredFacts): readonly CorrelationKey[] {
  const { rule, keys } = compiled;
  if (keys.length === 0) return toKeys(rule.scope, facts.automaticKeys, rule.shared);
  const declared = keys.map(({ rule: { name, role, priority }, read }) => {
    return { name, role, priority, value: read(facts.root, record) };
  });
  if (facts.automaticKeys.length === 0) return toKeys(rule.scope, declared, rule.shared);
  const automatic = facts.automaticKeys.filter((key) => !declared.some(({ name }) => name === key.name));
  return toKeys(rule.scope, [...declared, ...automatic], rule.shared);
}

/** A producer's id is told apart from what follows it by the last slash, so its own slashes are escaped. */
function eventId(decoding: Decoding, event: { producer: string; id: unknown; part: number }) {
  const id = typeof event.id === "number" ? String(event.id) : event.id;
  if (typeof id === "string" && id !== "") {
    const escaped = /[/%]/.test(id) ? id.replaceAll("%", "%25").replaceAll("/", "%2F") : id;
    return toEventId(boundedText(`ce:${event.producer}/${escaped}`, MAX_ID_LENGTH));
  }
  const { stream, position } = decoding.record;
  const place = boundedText(`${stream}/${position}`, MAX_ID_LENGTH);
  return toEventId(event.part === 0 ? place : `${place}#${event.part}`);
}

function toName(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? boundedText(value) : null;
}

function missingType(path: string | null): string {
  return path === null
    ? "It names no event type."
    : `It names no event type: nothing stands at ${path}, which the rule for its topic declares.`;
}
