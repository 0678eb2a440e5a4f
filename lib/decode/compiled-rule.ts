import type { DecodeRule, KeyRule, VariableRule } from "@/lib/domain/decode-rules";
import { type FieldReader, toFieldReader } from "./field-reader";
import { matchesPattern } from "./pattern";

/** A decode rule with its paths taken apart once, not once per record. */
export type CompiledRule = {
  readonly rule: DecodeRule;
  readonly type: FieldReader | null;
  readonly time: FieldReader | null;
  readonly producer: FieldReader | null;
  readonly id: FieldReader | null;
  readonly keys: readonly { readonly rule: KeyRule; readonly read: FieldReader }[];
  readonly ends: ReadonlySet<string>;
  /** The rule for a variable of that name, remembered: processes have few names and set them often. */
  readonly variableRule: (variable: string) => VariableRule | null;
};

const compiledRules = new WeakMap<DecodeRule, CompiledRule>();
const MAX_REMEMBERED_VARIABLES = 10_000;

export function compiledRule(rule: DecodeRule): CompiledRule {
  const known = compiledRules.get(rule);
  if (known !== undefined) return known;
  const compiled = compile(rule);
  compiledRules.set(rule, compiled);
  return compiled;
}

function compile(rule: DecodeRule): CompiledRule {
  return {
    rule,
    type: readerOrNull(rule.type),
    time: readerOrNull(rule.time),
    producer: readerOrNull(rule.producer),
    id: readerOrNull(rule.id),
    keys: rule.keys.map((keyRule) => ({ rule: keyRule, read: toFieldReader(keyRule.path) })),
    ends: new Set(rule.ends),
    variableRule: rememberVariables(rule.variables),
  };
}

function readerOrNull(path: string | null): FieldReader | null {
  return path === null ? null : toFieldReader(path);
}

function rememberVariables(rules: readonly VariableRule[]): (variable: string) => VariableRule | null {
  const known = new Map<string, VariableRule | null>();
  return (variable) => {
    const remembered = known.get(variable);
    if (remembered !== undefined) return remembered;
    const found = rules.find((rule) => matchesPattern(rule.variable, variable)) ?? null;
    if (known.size < MAX_REMEMBERED_VARIABLES) known.set(variable, found);
    return found;
  };
}
