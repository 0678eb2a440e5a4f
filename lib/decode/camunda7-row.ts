import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Decoded } from "@/lib/domain/decoded";
import type { Event } from "@/lib/domain/event";
import { toEventId, toSourceName, toStreamName } from "@/lib/domain/identifiers";
import { decodeActivityInstance } from "./camunda7/activity-instance";
import { decodeDefinition } from "./camunda7/definition";
import { type EngineRow, type RowFact, RowReader } from "./camunda7/engine-row";
import { decodeIncident } from "./camunda7/incident";
import { businessKeys, decodeProcessInstance } from "./camunda7/process-instance";
import { decodeTaskInstance } from "./camunda7/user-task";
import { decodeVariableUpdate } from "./camunda7/variable-update";
import { boundedText } from "./clean-text";
import type { Decoding } from "./decoding";
import { toEventTime } from "./event-time";
import { isJsonObject, property } from "./json-path";
import { Unreadable } from "./unreadable";
import { instanceKey } from "./zeebe/zeebe-keys";

/** Feeds come in two kinds, of what goes on and of what has ended; a row of either says by itself which it is. */
const READERS = new Map<string, (row: EngineRow) => readonly RowFact[]>([
  ["definition", decodeDefinition],
  ["process-instance", (row) => decodeProcessInstance(row, businessKeys(row))],
  ["activity-instance", decodeActivityInstance],
  ["variable-update", decodeVariableUpdate],
  ["incident", decodeIncident],
  ["task-instance", decodeTaskInstance],
]);

/** A row of an engine of the Camunda 7 family, as our source wrote it: `{feed, row, …}`. */
export function decodeEngineRow(decoding: Decoding, value: unknown): Decoded {
  const row = property(value, "row");
  const feed = property(value, "feed");
  if (!isJsonObject(value) || !isJsonObject(row) || typeof feed !== "string") {
    throw new Unreadable("The value is JSON, but not a row of an engine of the Camunda 7 family.");
  }
  const { record, compiled } = decoding;
  const engine = toSourceName(compiled.rule.engine ?? record.source);
  const name = feed.replace(/-completed$/, "");
  const reader = READERS.get(name);
  if (reader === undefined)
    return { outcome: "ignored", why: `A row of ${boundedText(feed)} says nothing that a case shows.` };
  const facts = reader({ feed: name, row: new RowReader(row, boundedText(feed)), added: value, engine, compiled });
  if (facts.length > 0) return { outcome: "events", events: facts.map(toEvents(decoding, engine)) };
  return { outcome: "ignored", why: `This row of ${boundedText(feed)} belongs to no process instance of its own.` };
}

/**
 * The engine has no log with positions: what happened in one process instance is a stream of its own, in which an event
 * stands by its time and by the engine's counter. Every row of the same fact gives the same event at the same place.
 */
function toEvents({ recordedAt, compiled }: Decoding, engine: Event["source"]) {
  return ({ id, time, rank, body, keys }: RowFact, part: number): Event => ({
    id: toEventId(boundedText(`camunda7:${engine}:${id}`)),
    occurredAt: toEventTime(time, recordedAt),
    source: engine,
    stream: toStreamName("processInstanceKey" in body ? `instance/${body.processInstanceKey}` : "definitions"),
    position: rank,
    part,
    recordedAt,
    process: compiled.rule.process,
    keys: [...ownKeys(body, engine, compiled.rule.scope), ...keys],
    ...body,
  });
}

function ownKeys(body: RowFact["body"], engine: string, scope: string): readonly CorrelationKey[] {
  return "processInstanceKey" in body ? [instanceKey({ engine, scope, key: body.processInstanceKey })] : [];
}
