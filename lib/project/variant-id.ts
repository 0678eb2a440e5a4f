import { rememberStableIds, type Sha256, stableId } from "@/lib/domain/stable-id";
import type { ToVariantId } from "./batch";

/** The same sequence of activities has the same id everywhere and for ever. */
export const variantId: ToVariantId = (parentVariantId, activityKey) =>
  stableId(variantText(parentVariantId, activityKey));

/** `variantId` that remembers, for one worker: most cases go the same few ways. */
export function rememberVariantIds(capacity: number, hash?: Sha256): ToVariantId {
  const toId = rememberStableIds(capacity, hash);
  return (parentVariantId, activityKey) => toId(variantText(parentVariantId, activityKey));
}

function variantText(parentVariantId: string, activityKey: string): string {
  return `${parentVariantId}\u001f${activityKey}`;
}
