import type { OperationAction } from "@/lib/domain/operation-action";
import type { EngineRequest } from "./engine-request";

/** What became of one request to an engine. Only `unknown` leaves open whether the engine did it. */
export type EngineAnswer =
  | { readonly outcome: "done"; readonly said: string }
  /** The engine has no such thing (any more): somebody else resolved it, or its process instance is gone. */
  | { readonly outcome: "gone"; readonly why: string }
  /** The engine says no, and would say so again. */
  | { readonly outcome: "refused"; readonly why: string }
  /** The engine did not take the request; it may be sent again. */
  | { readonly outcome: "unavailable"; readonly why: string }
  /** Our credentials are not accepted: nothing else will be either. */
  | { readonly outcome: "unauthorised"; readonly why: string }
  /** The request may have arrived and its answer been lost. */
  | { readonly outcome: "unknown"; readonly why: string };

/**
 * What can be asked of one engine. Each call is bounded in time, sends its request at most once, never throws for what the
 * engine or the network says, and never touches the projection: what it did comes back as an event of that engine.
 * Requests for incidents and cancellations may be repeated: what is resolved or ended already answers `gone`.
 */
export interface Engine {
  readonly name: string;
  readonly kind: "camunda8" | "camunda7";
  readonly offers: ReadonlySet<OperationAction>;
  perform(request: EngineRequest): Promise<EngineAnswer>;
  /** Whether it answers, its version, and what is wrong with it, in words. */
  examine(): Promise<{ readonly isFine: boolean; readonly words: string }>;
  close(): Promise<void>;
}
