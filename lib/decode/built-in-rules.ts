import { KEY_PRIORITY } from "@/lib/domain/correlation-key";
import { DecodeRule, type VariableRule } from "@/lib/domain/decode-rules";

function variable(name: string, ofVariable: string, priority: number): VariableRule {
  return { variable: ofVariable, name, role: "link", priority };
}

/**
 * Engine variables under the names that tie them to the events on the topics. Processes that wait for several answers
 * keep one correlation id for each, as `CorrelationId_FetchGoods`.
 */
const VARIABLES = [
  variable("orderId", "orderId", KEY_PRIORITY.business),
  variable("orderId", "refId", KEY_PRIORITY.business),
  variable("businessKey", "businessKey", KEY_PRIORITY.business),
  variable("traceId", "traceId", KEY_PRIORITY.trace),
  variable("traceId", "traceid", KEY_PRIORITY.trace),
  variable("correlationId", "correlationId*", KEY_PRIORITY.correlation),
  variable("correlationId", "CorrelationId*", KEY_PRIORITY.correlation),
  variable("correlationId", "correlationid", KEY_PRIORITY.correlation),
];

/** How topics are read that no configured rule speaks of. */
export const BUILT_IN_RULES: readonly DecodeRule[] = [
  DecodeRule.parse({ topic: "flowing-retail*", format: "retail" }),
  DecodeRule.parse({ topic: "zeebe*", format: "zeebe", variables: VARIABLES }),
  DecodeRule.parse({
    topic: "engine-rest",
    format: "camunda7",
    keys: [{ name: "businessKey", path: "$.row.businessKey" }],
    variables: VARIABLES,
  }),
  DecodeRule.parse({ topic: "*", variables: VARIABLES }),
];

/**
 * The rules in force: configured ones first, then the built-in ones. An import puts its process and scope on all of them.
 * Made once, not per record: what is known about a rule is remembered by the rule itself.
 */
export function rulesInForce(
  configured: readonly DecodeRule[],
  overrides: Partial<Pick<DecodeRule, "process" | "scope" | "engine">> = {},
): readonly DecodeRule[] {
  return [...configured, ...BUILT_IN_RULES].map((rule) => ({ ...rule, ...overrides }));
}
