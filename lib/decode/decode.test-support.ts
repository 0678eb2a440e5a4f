import assert from "node:assert/strict";
import type { CorrelationKey } from "@/lib/domain/correlation-key";
import { DecodeRule } from "@/lib/domain/decode-rules";
import type { Decoded } from "@/lib/domain/decoded";
import type { Event, EventKind, EventOf } from "@/lib/domain/event";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { SourceRecord } from "@/lib/domain/source-record";
import { decodeRecord } from "./decode-record";

const utf8 = new TextEncoder();
export const RECORDED_AT = Date.UTC(2026, 10, 22, 18, 0, 0);

export type Written = {
  readonly topic?: string;
  readonly key?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly recordedAt?: number;
};

/** A record as a source hands it over; a value that is not text or bytes is written as JSON. */
export function recordOf(
  value: unknown,
  { topic = "orders", key, headers = {}, recordedAt }: Written = {},
): SourceRecord {
  return {
    source: toSourceName("kafka"),
    stream: toStreamName(`${topic}/0`),
    position: 7,
    topic,
    recordedAt: recordedAt ?? RECORDED_AT,
    key: key === undefined ? null : utf8.encode(key),
    headers: Object.entries(headers).map(([name, text]) => ({ name, value: utf8.encode(text) })),
    value: value === null || value instanceof Uint8Array ? value : utf8.encode(toJson(value)),
  };
}

function toJson(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function ruleOf(rule: Partial<DecodeRule> = {}): DecodeRule {
  return DecodeRule.parse({ topic: "*", ...rule });
}

export function eventsOf(decoded: Decoded): readonly Event[] {
  if (decoded.outcome === "events") return decoded.events;
  throw new Error(`no events, but ${decoded.outcome}: ${decoded.why}`);
}

/** The events of a record under a rule. */
export function decoded(record: SourceRecord, rule: Partial<DecodeRule> = {}): readonly Event[] {
  return eventsOf(decodeRecord(record, [ruleOf(rule)]));
}

/** The one event of that kind. */
export function theEvent<Kind extends EventKind>(kind: Kind, events: readonly Event[]): EventOf<Kind> {
  const [event, ...more] = events.filter((candidate) => candidate.kind === kind);
  if (event === undefined || more.length > 0) throw new Error(`not one ${kind} in ${JSON.stringify(events)}`);
  return event as EventOf<Kind>;
}

/** Keys as `orderId=42`, for people. */
export function keysOf({ keys }: { readonly keys: readonly CorrelationKey[] }): readonly string[] {
  return keys.map(({ name, value }) => `${name}=${value}`);
}

export function whyNot(record: SourceRecord, rule: Partial<DecodeRule> = {}): string {
  const result = decodeRecord(record, [ruleOf(rule)]);
  return result.outcome === "events" ? `it is ${result.events.length} events` : `${result.outcome}: ${result.why}`;
}

/** Whole numbers only, and texts that PostgreSQL takes. */
export function assertStorable(value: unknown): void {
  if (typeof value === "number") assert.ok(Number.isSafeInteger(value), String(value));
  if (typeof value === "string") assert.ok(!value.includes("\0") && !/\p{Cs}/u.test(value), JSON.stringify(value));
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) assertStorable(part);
}
