import { type Activity, activityKey } from "@/lib/domain/activity";
import type { ToVariantId } from "./batch";
import type { VariantNode } from "./case-state";
import { Tally } from "./tally";

/** What folding writes down besides states; one for all cases of a batch. */
export type Ledger = {
  readonly tally: Tally;
  readonly variantNodes: Map<string, VariantNode>;
  /** The node of the trie of variants that goes on from `parentVariantId` with the activity, written down. */
  readonly goOn: (parentVariantId: string, activity: Activity, depth: number) => VariantNode;
};

export function createLedger(toVariantId: ToVariantId): Ledger {
  const variantNodes = new Map<string, VariantNode>();
  const children = new Map<string, Map<Activity, VariantNode>>();
  const makeNode = (parentVariantId: string, activity: Activity, depth: number): VariantNode => {
    const variantId = toVariantId(parentVariantId, activityKey(activity));
    const node = variantNodes.get(variantId) ?? { variantId, parentVariantId, activity, depth };
    variantNodes.set(variantId, node);
    return node;
  };
  const goOn = (parentVariantId: string, activity: Activity, depth: number): VariantNode => {
    let known = children.get(parentVariantId);
    if (known === undefined) {
      known = new Map();
      children.set(parentVariantId, known);
    }
    const node = known.get(activity) ?? makeNode(parentVariantId, activity, depth);
    known.set(activity, node);
    return node;
  };
  return { tally: new Tally(), variantNodes, goOn };
}
