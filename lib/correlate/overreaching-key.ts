import { type CorrelationKey, KEY_PRIORITY } from "@/lib/domain/correlation-key";

/** A LINK key of which one value ties too many values of another name: a customer with all orders, a lorry. */
export type Overreach = {
  readonly name: string;
  readonly value: string;
  readonly tied: { readonly name: string; readonly values: number };
};

/**
 * The key name that ties the most values of another name by a single value, when those are more than `tiesMax`; null when
 * none is. Only names count that lead a case as much as it does or more: an order with a thousand correlation ids ties
 * nothing that is not its own. Engines' own keys are never doubted. Given more events, it never finds less.
 */
export function findOverreach(
  events: Iterable<readonly CorrelationKey[]>,
  { tiesMax, undoubted }: { readonly tiesMax: number; readonly undoubted: ReadonlySet<string> },
): Overreach | null {
  const ties = new Map<string, Tie>();
  for (const keys of events) {
    for (const key of keys) if (isDoubted(key) && !undoubted.has(key.name)) noteAll(ties, key, keys);
  }
  const wide = [...ties.values()].filter(({ values }) => values.size > tiesMax);
  const [widest] = wide.sort((a, b) => b.values.size - a.values.size || (placeOf(a) < placeOf(b) ? -1 : 1));
  if (widest === undefined) return null;
  const { name, value, toName, values } = widest;
  return { name, value, tied: { name: toName, values: values.size } };
}

type Tie = { readonly name: string; readonly value: string; readonly toName: string; readonly values: Set<string> };

const isDoubted = ({ role, priority }: CorrelationKey) => role === "link" && priority < KEY_PRIORITY.engine;

function noteAll(ties: Map<string, Tie>, key: CorrelationKey, keys: readonly CorrelationKey[]): void {
  for (const other of keys) {
    if (other.role !== "link" || other.name === key.name || other.priority > key.priority) continue;
    const id = JSON.stringify([key.scope, key.name, key.value, other.name]);
    const tie = ties.get(id) ?? { name: key.name, value: key.value, toName: other.name, values: new Set() };
    ties.set(id, tie);
    tie.values.add(other.value);
  }
}

/** Of ties that are as wide, always the same one is told, in whatever order the events came. */
const placeOf = ({ name, value, toName }: Tie) => JSON.stringify([name, value, toName]);
