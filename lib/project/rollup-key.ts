import { activityKey } from "@/lib/domain/activity";
import { definitionIdentityKey } from "@/lib/domain/process-definition";
import type { RollupKey } from "./contribution";

/** Rows with equal texts are one row. U+001E and U+001F never survive decoding into a name. */
export function rollupKeyText(key: RollupKey): string {
  return [key.rollup, ...partsOf(key), "bucket" in key ? key.bucket : ""].join("\u001e");
}

function partsOf(key: RollupKey): readonly (string | number)[] {
  switch (key.rollup) {
    case "activity":
      return [key.process, activityKey(key.activity), key.hour];
    case "edge":
    case "edge-duration":
      return [key.process, activityKey(key.from), activityKey(key.to), key.kind, key.hour];
    case "element":
    case "element-duration":
      return [definitionIdentityKey(key.definition), key.elementId, key.hour];
    case "flow":
      return [definitionIdentityKey(key.definition), key.flowId, key.hour];
    case "instance":
      return [definitionIdentityKey(key.definition), key.hour];
    case "case":
    case "case-duration":
      return [key.process, key.hour];
    case "variant":
      return [key.process, key.variantId, key.hour];
  }
}
