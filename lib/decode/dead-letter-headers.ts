import type { DeadLetter, DeadLetterDialect } from "@/lib/domain/dead-letter";
import type { RecordHeader } from "@/lib/domain/source-record";
import { boundedProse, boundedText } from "./clean-text";

export type DeadLetterFacts = Pick<
  DeadLetter,
  | "dialect"
  | "originalTopic"
  | "originalPartition"
  | "originalOffset"
  | "originalAt"
  | "consumer"
  | "exception"
  | "message"
  | "stackTrace"
>;

type Field =
  | "topic"
  | "partition"
  | "offset"
  | "timestamp"
  | "consumer"
  | "task"
  | "exception"
  | "message"
  | "stackTrace";
type Dialect = {
  readonly name: DeadLetterDialect;
  readonly prefix: string;
  /** What stands behind the prefix, by field; of several that are there the first counts. */
  readonly names: Readonly<Record<Field, readonly string[]>>;
};

const SPRING: Dialect["names"] = {
  topic: ["original-topic"],
  partition: ["original-partition"],
  offset: ["original-offset"],
  timestamp: ["original-timestamp"],
  consumer: ["original-consumer-group"],
  task: [],
  exception: ["exception-cause-fqcn", "exception-fqcn", "key-exception-fqcn"],
  message: ["exception-message", "key-exception-message"],
  stackTrace: ["exception-stacktrace", "key-exception-stacktrace"],
};

/** Kafka Connect, and with it the connectors between topics and Camunda, tell it under the first of these. */
const DIALECTS: readonly Dialect[] = [
  {
    name: "connect",
    prefix: "__connect.errors.",
    names: {
      topic: ["topic"],
      partition: ["partition"],
      offset: ["offset"],
      timestamp: [],
      consumer: ["connector.name"],
      task: ["task.id"],
      exception: ["exception.class.name"],
      message: ["exception.message"],
      stackTrace: ["exception.stacktrace"],
    },
  },
  { name: "spring", prefix: "kafka_dlt-", names: SPRING },
  {
    name: "streams",
    prefix: "__streams.errors.",
    names: {
      topic: ["topic"],
      partition: ["partition"],
      offset: ["offset"],
      timestamp: [],
      consumer: [],
      task: [],
      exception: ["exception"],
      message: ["message"],
      stackTrace: ["stacktrace"],
    },
  },
  {
    name: "smallrye",
    prefix: "dead-letter-",
    names: {
      topic: ["topic"],
      partition: ["partition"],
      offset: ["offset"],
      timestamp: [],
      consumer: [],
      task: [],
      exception: ["cause-class-name", "exception-class-name"],
      message: ["cause", "reason"],
      stackTrace: [],
    },
  },
  // Spring Cloud Stream: the same words, with another beginning.
  { name: "spring", prefix: "x-", names: SPRING },
];

const MESSAGE_LENGTH_MAX = 4_000;
const STACK_LENGTH_MAX = 32_000;

/** What the headers say of why and where the record was given up; null when none of them does. */
export function readDeadLetterHeaders(headers: readonly RecordHeader[]): DeadLetterFacts | null {
  for (const dialect of DIALECTS) {
    const facts = readDialect(dialect, headers);
    if (facts !== null) return facts;
  }
  return null;
}

function readDialect({ name, prefix, names }: Dialect, headers: readonly RecordHeader[]): DeadLetterFacts | null {
  const find = (field: Field): Uint8Array | null => {
    for (const behind of names[field]) {
      const found = headers.findLast((header) => header.name === prefix + behind);
      if (found !== undefined) return found.value;
    }
    return null;
  };
  const topic = toName(find("topic"));
  if (topic === null) return null;
  const consumer = toName(find("consumer"));
  const task = toName(find("task"));
  return {
    dialect: name,
    originalTopic: topic,
    originalPartition: toInteger(find("partition"), 999_999_999),
    originalOffset: toInteger(find("offset")),
    originalAt: toInteger(find("timestamp")),
    consumer: consumer === null || task === null ? consumer : boundedText(`${consumer}/${task}`),
    exception: toName(find("exception")),
    message: toProse(find("message"), MESSAGE_LENGTH_MAX),
    stackTrace: toProse(find("stackTrace"), STACK_LENGTH_MAX),
  };
}

const utf8 = new TextDecoder();

function toName(bytes: Uint8Array | null): string | null {
  const text = bytes === null ? "" : utf8.decode(bytes).trim();
  return text === "" ? null : boundedText(text);
}

function toProse(bytes: Uint8Array | null, lengthMax: number): string | null {
  const text = bytes === null ? "" : utf8.decode(bytes).trim();
  return text === "" ? null : boundedProse(text, lengthMax);
}

/** Spring writes numbers as Java does, four or eight bytes with the greatest first; the others as text. */
function toInteger(bytes: Uint8Array | null, max: number = Number.MAX_SAFE_INTEGER): number | null {
  if (bytes === null) return null;
  const text = utf8.decode(bytes).trim();
  const number = /^\d{1,16}$/.test(text) ? Number(text) : fromBinary(bytes);
  return number !== null && Number.isSafeInteger(number) && number >= 0 && number <= max ? number : null;
}

function fromBinary(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 4) return view.getInt32(0);
  return bytes.length === 8 ? Number(view.getBigInt64(0)) : null;
}
