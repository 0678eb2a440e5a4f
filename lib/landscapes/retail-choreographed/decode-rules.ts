import { DecodeRule } from "@/lib/domain/decode-rules";

/**
 * A process of its own: its events have the names of the orchestrated shop's and another payload. No rule for the order's
 * number within `data.order`: as long as nobody gives one, a torn trace tears the case.
 */
export const CHOREOGRAPHED_TOPIC_RULE = DecodeRule.parse({
  topic: "flowing-retail-choreographed",
  format: "retail",
  process: "flowing-retail-choreographed",
  ends: ["OrderCompletedEvent"],
});
