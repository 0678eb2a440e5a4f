import type { OperationAction } from "@/lib/domain/operation-action";
import type { EngineRequest } from "./engine-request";
import type { RecordRequest, WrittenRecord } from "./kafka/record-request";

/** What became of one request to an engine. Only `unknown` leaves open whether the engine did it. */
export type EngineAnswer =
  | { readonly outcome: "done"; readonly said: string; readonly wrote?: WrittenRecord }
  /** The engine has no such thing (any more): somebody else resolved it, or its process instance is gone. */
  | { readonly outcome: "gone"; readonly why: string }
  /** The engine says no, and would say so again. */
  | { readonly outcome: "refused"; readonly why: string }
  /** The engine did not take the request; it may be sent again. */
  | { readonly outcome: "unavailable"; readonly why: string; readonly tooMuch?: TooMuch }
  /** Our credentials are not accepted: nothing else will be either. */
  | { readonly outcome: "unauthorised"; readonly why: string }
  /** The request may have arrived and its answer been lost. */
  | { readonly outcome: "unknown"; readonly why: string };

/** It is there and turned the request away because it has too much to do; for how long, if it said so. */
export type TooMuch = { readonly retryAfterMs: number | null };

/**
 * What can be asked of one engine. Each call is bounded in time, sends its request at most once, never throws for what the
 * engine or the network says, and never touches the projection: what it did comes back as an event of that engine.
 * Requests for incidents and cancellations may be repeated: what is resolved or ended already answers `gone`.
 */
export interface Engine {
  readonly name: string;
  readonly kind: "camunda8" | "camunda7";
  readonly offers: ReadonlySet<OperationAction>;
  /** Why it does not offer an action that others of its kind do, in words; null or absent: its kind never does. */
  readonly whyNot?: (action: OperationAction) => string | null;
  perform(request: EngineRequest): Promise<EngineAnswer>;
  /** Whether it answers, its version, and what is wrong with it, in words. */
  examine(): Promise<{ readonly isFine: boolean; readonly words: string }>;
  close(): Promise<void>;
}

/**
 * A Kafka cluster as something that can be asked, with the same promises. A record may not be written twice by asking twice:
 * whoever asks again says since when an earlier attempt may have written it, and it is looked for first.
 */
export interface RecordLog {
  readonly name: string;
  readonly kind: "kafka";
  readonly offers: ReadonlySet<OperationAction>;
  readonly whyNot: (action: OperationAction) => string | null;
  perform(request: RecordRequest): Promise<EngineAnswer>;
  close(): Promise<void>;
}
