import type { Entered } from "./asked-operation";

/** An element in which tokens of a process instance stand. */
export interface TokenPlace {
  elementId: string;
  label: string;
  elementInstanceKeys: readonly string[];
}

/** Where tokens of an element go, by the element's id; `END` for nowhere. */
export type TokenMoves = ReadonlyMap<string, string>;

export const END = "\u0000end";

/** Engines begin nothing at these by hand. */
const NO_TARGET = new Set(["StartEvent", "BoundaryEvent"]);

export const isMoveTarget = ({ type }: { readonly type: string }): boolean => !NO_TARGET.has(type);

/** What the server is asked for: all tokens of an element move together. */
export function toModification(moves: TokenMoves, places: readonly TokenPlace[]): Entered {
  if (moves.size === 0) return { whyNot: "Choose where at least one token goes." };
  const moved = [...moves].filter(([, to]) => to !== END);
  const ended = places.filter(({ elementId }) => moves.get(elementId) === END);
  if (moved.length === 0 && ended.length === places.length) {
    return { whyNot: "No token would be left: cancel the process instance instead." };
  }
  return {
    parameters: {
      moves: moved.map(([fromElementId, toElementId]) => ({ fromElementId, toElementId })),
      terminate: ended.flatMap(({ elementInstanceKeys }) =>
        elementInstanceKeys.map((elementInstanceKey) => ({ elementInstanceKey })),
      ),
    },
  };
}
