import { boundedProse } from "../clean-text";
import { parseJson } from "../parse-json";
import { toInstance } from "./zeebe-instance";
import { variableKeys } from "./zeebe-keys";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

/** Enough to read; the whole value stands in the stored record. */
const MAX_VALUE_LENGTH = 8_192;

export function decodeVariable(record: ZeebeRecord): readonly ZeebeFact[] {
  const { intent, value, compiled } = record;
  if (intent !== "CREATED" && intent !== "UPDATED") return [];
  const raw = value.raw("value");
  const json = typeof raw === "string" ? raw : "null";
  const name = value.requiredText("name");
  const rule = compiled.variableRule(name);
  const body = {
    kind: "variable.set",
    ...toInstance(record),
    scopeKey: value.key("scopeKey"),
    name,
    value: boundedProse(json, MAX_VALUE_LENGTH),
    truncated: json.length > MAX_VALUE_LENGTH,
  } as const;
  return [{ body, keys: rule === null ? [] : variableKeys(rule, compiled.rule.scope, toScalar(json)) }];
}

/** A variable's value is JSON text. One that is cut or broken is no key, and no reason to lose the event. */
function toScalar(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return undefined;
  }
}
