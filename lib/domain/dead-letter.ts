/** A place in the log of a Kafka cluster. */
export type LogPlace = { readonly topic: string; readonly partition: number; readonly offset: number };

/** Whose headers a dead letter has; `name`: none at all, only its topic says what it is. */
export type DeadLetterDialect = "spring" | "connect" | "streams" | "smallrye" | "name";

/** What a record that a consumer could not handle says of itself, beside the payload of the original. */
export type DeadLetter = {
  /** Its own place, as `topic/partition/offset`, wherever it was read from. */
  readonly place: string;
  readonly dialect: DeadLetterDialect;
  /** Named by a header, or guessed from the name of its topic. */
  readonly originalTopic: string | null;
  readonly originalPartition: number | null;
  readonly originalOffset: number | null;
  /** Milliseconds since the epoch: when the original was written. */
  readonly originalAt: number | null;
  /** Who gave up: a consumer group, or a connector and its task. */
  readonly consumer: string | null;
  readonly exception: string | null;
  readonly message: string | null;
  readonly stackTrace: string | null;
  /** The type of the original event. */
  readonly eventType: string | null;
  /** Why the original could not be read by the rule of its topic; null when it could. */
  readonly undecodable: string | null;
};

/** Written by us: the place of the dead-lettered record that a record is the replay of, `topic:partition:offset`. */
export const REPLAY_OF_HEADER = "throughline-replay-of";
/** Written by us: which item of which operation a record was written for, `operationId/ordinal`. */
export const OPERATION_HEADER = "throughline-operation";

const ADDED =
  /^(kafka_dlt-|__(connect|streams)\.errors\.|dead-letter-|x-original-(topic|partition|offset|timestamp|consumer-group)|x-exception-)/;

/** Whether a header is one of those that were added when the record was given up; it was not the original's. */
export function isDeadLetterHeader(name: string): boolean {
  return ADDED.test(name);
}

export function toPlaceText({ topic, partition, offset }: LogPlace): string {
  return `${topic}/${partition}/${offset}`;
}

const PLACE = /^([A-Za-z0-9._-]{1,249})[/:](\d{1,9})[/:](\d{1,15})$/;

/** Null for what is no place. */
export function readPlaceText(text: string): LogPlace | null {
  const [, topic, partition, offset] = PLACE.exec(text) ?? [];
  if (topic === undefined) return null;
  return { topic, partition: Number(partition), offset: Number(offset) };
}
