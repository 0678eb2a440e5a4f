import type { CorrelationKey } from "@/lib/domain/correlation-key";
import { compareText } from "@/lib/domain/event-order";

type KeyOrder = Pick<CorrelationKey, "priority" | "name" | "value" | "scope">;

/** The smallest LINK key of a case leads it: keys that a person knows come first, and no two are equal. */
export function compareKeyOrder(a: KeyOrder, b: KeyOrder): number {
  return (
    a.priority - b.priority ||
    compareText(a.name, b.name) ||
    compareText(a.value, b.value) ||
    compareText(a.scope, b.scope)
  );
}
