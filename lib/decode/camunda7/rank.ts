import { hash32 } from "./hash";

/** Ranks of what has no counter of its own; elements stand between the start and the end of their instance. */
export const STARTED_RANK = 0;
export const INCIDENT_RANK = 8e15;
export const ENDED_RANK = 9e15;
const BETWEEN = 1_000_000;

/**
 * Where entering and leaving an element stand among what happened in the same millisecond: by the engine's counter, which
 * an element gets when it is entered, and in branches that count alike by a hash, so that arrival never decides.
 */
export function elementRank(counter: number, elementInstanceKey: string, phase: "entered" | "left"): number {
  const branch = (hash32(elementInstanceKey) % (BETWEEN / 2)) * 2;
  return (counter + 1) * BETWEEN + branch + (phase === "left" ? 1 : 0);
}

/** Variables of a millisecond, before the elements that read them. */
export function variableRank(counter: number, id: string): number {
  return 1 + ((counter * 997 + hash32(id)) % (BETWEEN - 1));
}
