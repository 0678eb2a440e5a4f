import { KEY_PRIORITY } from "@/lib/domain/correlation-key";
import { DecodeRule, type VariableRule } from "@/lib/domain/decode-rules";

const link = (variable: string, name: string, priority: number): VariableRule => ({
  variable,
  name,
  role: "link",
  priority,
});

/** Variables of the Order process that tie it to the events on the topic. */
export const RETAIL_VARIABLES: readonly VariableRule[] = [
  link("orderId", "orderId", KEY_PRIORITY.business),
  link("traceId", "traceId", KEY_PRIORITY.trace),
  link("correlationId*", "correlationId", KEY_PRIORITY.correlation),
];

export const RETAIL_TOPIC_RULE = DecodeRule.parse({
  topic: "flowing-retail",
  deadLetter: "flowing-retail-dlt",
  format: "retail",
  process: "flowing-retail",
  ends: ["OrderCompletedEvent"],
});

/** How the records of the retail landscape are read: its topic, and those of its engine's exporter. */
export const RETAIL_RULES: readonly DecodeRule[] = [
  RETAIL_TOPIC_RULE,
  DecodeRule.parse({ topic: "zeebe", format: "zeebe", engine: "camunda8", variables: RETAIL_VARIABLES }),
];
