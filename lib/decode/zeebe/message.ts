import type { CorrelationKey } from "@/lib/domain/correlation-key";
import { isJsonObject } from "../json-path";
import { messageKey, variableKeys } from "./zeebe-keys";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

/** A message in the engine's buffer. Declared variables in it tie it to its case even if nothing ever waits for it. */
export function decodeMessage(record: ZeebeRecord): readonly ZeebeFact[] {
  const { intent, value, engine, compiled } = record;
  if (intent !== "PUBLISHED" && intent !== "EXPIRED") return [];
  const { key } = record;
  const body = {
    kind: "message.changed",
    state: intent === "PUBLISHED" ? "published" : "expired",
    messageKey: key,
    messageName: value.requiredText("name"),
    correlationKey: value.text("correlationKey"),
  } as const;
  return [{ body, keys: [messageKey({ engine, scope: compiled.rule.scope, key }), ...declaredKeys(record)] }];
}

function declaredKeys({ value, compiled }: ZeebeRecord): readonly CorrelationKey[] {
  const variables = value.raw("variables");
  if (!isJsonObject(variables)) return [];
  return Object.keys(variables).flatMap((name) =>
    variableKeys(compiled.variableRule(name), compiled.rule.scope, variables[name]),
  );
}
