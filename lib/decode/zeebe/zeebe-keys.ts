import { type CorrelationKey, KEY_PRIORITY } from "@/lib/domain/correlation-key";
import type { VariableRule } from "@/lib/domain/decode-rules";
import { toKeys } from "../found-keys";

/** Engines count their keys from the same number, so a key is a key only together with its engine. */
type EngineKey = { readonly engine: string; readonly scope: string; readonly key: string };

export function instanceKey(of: EngineKey): CorrelationKey {
  return engineKey("processInstanceKey", of);
}

/** Shared by a message and the subscriptions that it is correlated with; its `correlationKey` is any text and ties nothing. */
export function messageKey(of: EngineKey): CorrelationKey {
  return engineKey("messageKey", of);
}

function engineKey(name: string, { engine, scope, key }: EngineKey): CorrelationKey {
  return { scope, name, value: `${engine}:${key}`, role: "link", priority: KEY_PRIORITY.engine };
}

/** The key that a declared variable is. */
export function variableKeys(rule: VariableRule | null, scope: string, value: unknown): readonly CorrelationKey[] {
  return rule === null ? [] : toKeys(scope, [{ name: rule.name, role: rule.role, priority: rule.priority, value }]);
}
