import type { ToVariantId } from "./batch";
import type { VariantNode } from "./case-state";
import { Tally } from "./tally";

/** What folding writes down besides states; one for all cases of a batch. */
export type Ledger = {
  readonly tally: Tally;
  readonly variantNodes: Map<string, VariantNode>;
  readonly toVariantId: ToVariantId;
};

export function createLedger(toVariantId: ToVariantId): Ledger {
  return { tally: new Tally(), variantNodes: new Map(), toVariantId };
}
