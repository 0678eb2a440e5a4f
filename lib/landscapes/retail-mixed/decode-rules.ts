import { DecodeRule } from "@/lib/domain/decode-rules";

/** A process of its own beside the other shops': the event of a payment carries another payload than theirs. */
export const MIXED_TOPIC_RULE = DecodeRule.parse({
  topic: "flowing-retail-mixed",
  format: "retail",
  process: "flowing-retail-mixed",
  ends: ["OrderCompletedEvent"],
});
