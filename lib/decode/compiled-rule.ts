import type { DecodeRule, KeyRule, VariableRule } from "@/lib/domain/decode-rules";
import { type InternedActivities, internActivities } from "@/lib/domain/interned-activities";
import { BUILT_IN_RULES } from "./built-in-rules";
import { boundedText } from "./clean-text";
import { originalTopicOf } from "./dead-letter-name";
import { type FieldReader, toFieldReader } from "./field-reader";
import { matchesPattern } from "./pattern";

/** A decode rule with its paths taken apart once, not once per record. */
export type CompiledRule = {
  readonly rule: DecodeRule;
  /** The topic that it was looked up for, fit for a column. */
  readonly topicName: string;
  /** Whether the topic holds dead letters: by its rule or its name, or null when only headers can tell. */
  readonly isDeadLetter: boolean | null;
  readonly type: FieldReader | null;
  readonly time: FieldReader | null;
  readonly producer: FieldReader | null;
  readonly id: FieldReader | null;
  readonly keys: readonly { readonly rule: KeyRule; readonly read: FieldReader }[];
  readonly ends: ReadonlySet<string>;
  /** Activities of services, and of engines. */
  readonly eventActivity: InternedActivities;
  readonly elementActivity: InternedActivities;
  /** The rule for a variable of that name, remembered: processes have few names and set them often. */
  readonly variableRule: (variable: string) => VariableRule | null;
};

const MAX_REMEMBERED = 10_000;
const rulesByTopic = new WeakMap<readonly DecodeRule[], Map<string, CompiledRule>>();

/** The first rule whose pattern fits the topic, or else the first such built-in rule; remembered per list of rules. */
export function ruleForTopic(topic: string, rules: readonly DecodeRule[]): CompiledRule {
  let known = rulesByTopic.get(rules);
  if (known === undefined) {
    known = new Map();
    rulesByTopic.set(rules, known);
  }
  return known.get(topic) ?? remember(known, topic, compile(firstFitting(topic, rules), topic));
}

function remember<Value>(known: Map<string, Value>, name: string, value: Value): Value {
  if (known.size < MAX_REMEMBERED) known.set(name, value);
  return value;
}

function firstFitting(topic: string, rules: readonly DecodeRule[]): DecodeRule {
  const rule = [...rules, ...BUILT_IN_RULES].find((candidate) => matchesPattern(candidate.topic, topic));
  if (rule === undefined) throw new Error(`no built-in rule fits the topic ${topic}`);
  return rule;
}

function compile(rule: DecodeRule, topic: string): CompiledRule {
  return {
    rule,
    topicName: boundedText(topic),
    isDeadLetter: holdsDeadLetters(rule, topic),
    type: readerOrNull(rule.type),
    time: readerOrNull(rule.time),
    producer: readerOrNull(rule.producer),
    id: readerOrNull(rule.id),
    keys: rule.keys.map((keyRule) => ({ rule: keyRule, read: toFieldReader(keyRule.path) })),
    ends: new Set(rule.ends),
    eventActivity: internActivities("event"),
    elementActivity: internActivities("element"),
    variableRule: rememberVariables(rule.variables.map((variable) => underShared(variable, rule.shared))),
  };
}

function holdsDeadLetters({ deadLetter }: DecodeRule, topic: string): boolean | null {
  if (typeof deadLetter === "boolean") return deadLetter;
  return originalTopicOf(topic) !== null || (deadLetter !== null && matchesPattern(deadLetter, topic)) ? true : null;
}

function underShared(variable: VariableRule, shared: readonly string[]): VariableRule {
  return variable.role === "link" && shared.includes(variable.name) ? { ...variable, role: "shared" } : variable;
}

function readerOrNull(path: string | null): FieldReader | null {
  return path === null ? null : toFieldReader(path);
}

function rememberVariables(rules: readonly VariableRule[]): (variable: string) => VariableRule | null {
  const known = new Map<string, VariableRule | null>();
  return (variable) => {
    const remembered = known.get(variable);
    if (remembered !== undefined) return remembered;
    return remember(known, variable, rules.find((rule) => matchesPattern(rule.variable, variable)) ?? null);
  };
}
