import { KEY_PRIORITY } from "@/lib/domain/correlation-key";
import { DecodeRule, type VariableRule } from "@/lib/domain/decode-rules";

/** The variable of the process that ties it to the events on the topic. A customer may ask more than once, so theirs ties nothing. */
export const LIMIT_VARIABLES: readonly VariableRule[] = [
  { variable: "requestId", name: "requestId", role: "link", priority: KEY_PRIORITY.business },
];

export const LIMIT_TOPIC_RULE = DecodeRule.parse({
  topic: "moneytransfer",
  format: "retail",
  process: "transfer-limit",
  keys: [{ name: "requestId", path: "$.data.requestId" }],
});

/** The log of the nightly batch. A pattern, since it is taken in from a file and no broker need have such a topic. */
export const LIMIT_BATCH_RULE = DecodeRule.parse({
  topic: "transfer-limit-batch*",
  format: "retail",
  process: "transfer-limit-batch",
  keys: [{ name: "requestId", path: "$.data.requestId" }],
  ends: ["LimitAdjustedByBatch", "LimitFormRejected"],
});
