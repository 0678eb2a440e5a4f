import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Decoded } from "@/lib/domain/decoded";
import type { Event } from "@/lib/domain/event";
import { toEventId, toSourceName, toStreamName } from "@/lib/domain/identifiers";
import type { Decoding } from "./decoding";
import { toEventTime } from "./event-time";
import { isJsonObject, type JsonObject } from "./json-path";
import { Unreadable } from "./unreadable";
import { decodeDecision } from "./zeebe/decision";
import { decodeIncident } from "./zeebe/incident";
import { decodeJob } from "./zeebe/job";
import { decodeMessage } from "./zeebe/message";
import { decodeMessageStart } from "./zeebe/message-start";
import { decodeMessageSubscription } from "./zeebe/message-subscription";
import { decodeProcess } from "./zeebe/process";
import { decodeProcessInstance } from "./zeebe/process-instance";
import { decodeTimer } from "./zeebe/timer";
import { decodeUserTask } from "./zeebe/user-task";
import { decodeVariable } from "./zeebe/variable";
import { instanceKey } from "./zeebe/zeebe-keys";
import { type ZeebeFact, type ZeebeRecord, ZeebeValue } from "./zeebe/zeebe-value";

/** Value types that say something about a case. Each answers with facts, or with none for an intent that says nothing. */
const READERS = new Map<string, (record: ZeebeRecord) => readonly ZeebeFact[]>([
  ["PROCESS", decodeProcess],
  ["PROCESS_INSTANCE", decodeProcessInstance],
  ["VARIABLE", decodeVariable],
  ["JOB", decodeJob],
  ["INCIDENT", decodeIncident],
  ["MESSAGE", decodeMessage],
  ["PROCESS_MESSAGE_SUBSCRIPTION", decodeMessageSubscription],
  ["MESSAGE_START_EVENT_SUBSCRIPTION", decodeMessageStart],
  ["TIMER", decodeTimer],
  ["USER_TASK", decodeUserTask],
  ["DECISION_EVALUATION", decodeDecision],
]);

const FIELDS = ["recordType", "valueType", "intent", "partitionId", "position"];

export function isZeebeRecord(value: unknown): value is JsonObject {
  return isJsonObject(value) && FIELDS.every((name) => Object.hasOwn(value, name));
}

/** An exporter's record of Camunda 8. Only what has happened counts: commands and their rejections change nothing. */
export function decodeZeebeRecord(decoding: Decoding, value: unknown): Decoded {
  if (!isZeebeRecord(value)) throw new Unreadable("The value is JSON, but not a record of a Camunda 8 exporter.");
  const header = new ZeebeValue(value, "The record");
  const recordType = header.requiredText("recordType");
  const valueType = header.requiredText("valueType");
  const what = `${valueType} ${header.requiredText("intent")}`;
  if (recordType !== "EVENT") return { outcome: "ignored", why: `It is a ${recordType}, not an event.` };
  const facts = READERS.get(valueType)?.(toZeebeRecord(decoding, value, what)) ?? [];
  if (facts.length > 0) return { outcome: "events", events: facts.map(toEvents(decoding, value)) };
  return { outcome: "ignored", why: `${what} says nothing that a case shows.` };
}

function toZeebeRecord({ record, compiled }: Decoding, value: JsonObject, what: string): ZeebeRecord {
  const header = new ZeebeValue(value, what);
  return {
    intent: header.text("intent"),
    // Not read before it is needed: a record that says nothing need not have one.
    get key() {
      return header.key("key");
    },
    value: new ZeebeValue(value["value"], what),
    engine: toSourceName(compiled.rule.engine ?? record.source),
    compiled,
  };
}

/**
 * An event stands where the engine's log has it, not where the topic has it: exporters repeat hundreds of records after a
 * restart, and (partition, position) is what stays the same.
 */
function toEvents({ record, recordedAt, compiled }: Decoding, value: JsonObject) {
  const header = new ZeebeValue(value, "The record");
  const engine = toSourceName(compiled.rule.engine ?? record.source);
  const partitionId = header.smallInteger("partitionId");
  const position = header.integer("position");
  const id = `zeebe:${engine}:${partitionId}:${position}`;
  const occurredAt = toEventTime(value["timestamp"], recordedAt);
  const stream = toStreamName(`partition/${partitionId}`);
  return ({ body, keys }: ZeebeFact, part: number): Event => ({
    id: toEventId(part === 0 ? id : `${id}#${part}`),
    occurredAt,
    source: engine,
    stream,
    position,
    part,
    recordedAt,
    process: compiled.rule.process,
    keys: [...ownKeys(body, engine, compiled.rule.scope), ...keys],
    ...body,
  });
}

function ownKeys(body: ZeebeFact["body"], engine: string, scope: string): readonly CorrelationKey[] {
  return "processInstanceKey" in body ? [instanceKey({ engine, scope, key: body.processInstanceKey })] : [];
}
