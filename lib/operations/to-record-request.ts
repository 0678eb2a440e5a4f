import type { ParametersOf } from "@/lib/api/contract/operation-parameters";
import { readPlaceText } from "@/lib/domain/dead-letter";
import type { RecordRequest, WriteMark } from "@/lib/engines/kafka/record-request";
import type { Sql } from "@/lib/store/database";
import { readKeptRecord, type StoredRecordTarget } from "@/lib/store/dead-letter/record-target";
import { readRequestedAt } from "@/lib/store/dead-letter/record-write";
import type { ClaimedItem } from "@/lib/store/operations/run-operation";
import { readParameters } from "./offered-actions";
import type { Target } from "./select-targets";

type Asking = { readonly item: ClaimedItem; readonly target: Target };

/** One item of an operation as a Kafka cluster is asked for it; text says why it cannot be asked. */
export async function toRecordRequest(sql: Sql, { item, target }: Asking): Promise<RecordRequest | string> {
  if (target.kind === "topic") {
    const asked = readParameters("publish-record", item.parameters) as ParametersOf<"publish-record">;
    return { action: "publish-record", topic: target.topic, ...asked, mark: await toMark(sql, item) };
  }
  if (target.kind !== "record") return "Kafka is asked for records only";
  return toReplay(sql, item, target.record);
}

async function toReplay(sql: Sql, item: ClaimedItem, record: StoredRecordTarget): Promise<RecordRequest | string> {
  const { targetTopic: asked, ...edit } = readParameters(
    "replay-record",
    item.parameters,
  ) as ParametersOf<"replay-record">;
  const letter = readPlaceText(record.place);
  const targetTopic = asked ?? record.originalTopic;
  if (letter === null) return `"${record.place}" is no place in a topic of Kafka`;
  if (targetTopic === null) return "nothing says which topic it comes from: name one (targetTopic)";
  return {
    action: "replay-record",
    letter,
    kept: await readKeptRecord(sql, record),
    targetTopic,
    targetPartition: targetTopic === record.originalTopic ? record.originalPartition : null,
    edit,
    mark: await toMark(sql, item),
  };
}

/** The clock of a broker, or ours, may be that wrong. */
const CLOCK_ERROR_MS = 300_000;

async function toMark(sql: Sql, { operationId, ordinal, maybeDone }: ClaimedItem): Promise<WriteMark> {
  const writtenSince = maybeDone ? (await readRequestedAt(sql, operationId)) - CLOCK_ERROR_MS : null;
  return { operationId, ordinal, writtenSince };
}
