import type { DecisionValue, EvaluatedDecision, MatchedRule } from "@/lib/domain/decision";
import { boundedProse, boundedText } from "../clean-text";
import { isJsonObject, property } from "../json-path";
import { toElement } from "./zeebe-instance";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

const DECISIONS_MAX = 30;
const RULES_MAX = 50;
const VALUES_MAX = 50;
const VALUE_LENGTH_MAX = 500;

/** With the decisions that the asked one requires, in the order in which they were evaluated. Asked outside of a process, it is of no case. */
export function decodeDecision(record: ZeebeRecord): readonly ZeebeFact[] {
  const { intent, value } = record;
  if ((intent !== "EVALUATED" && intent !== "FAILED") || value.optionalKey("processInstanceKey") === null) return [];
  const body = {
    kind: "decision.evaluated",
    ...toElement(record),
    state: intent === "EVALUATED" ? "evaluated" : "failed",
    decisionId: value.text("decisionId"),
    decisionName: value.text("decisionName"),
    message: value.prose("evaluationFailureMessage"),
    decisions: listOf(value.raw("evaluatedDecisions"), DECISIONS_MAX).map(toDecision),
  } as const;
  return [{ body, keys: [] }];
}

function toDecision(decision: unknown): EvaluatedDecision {
  const decisionId = nameIn(decision, "decisionId");
  return {
    decisionId,
    name: nameIn(decision, "decisionName") || decisionId,
    output: toValue(property(decision, "decisionOutput")),
    inputs: toValues(property(decision, "evaluatedInputs"), "input"),
    rules: listOf(property(decision, "matchedRules"), RULES_MAX).map(toRule),
  };
}

/** The engine counts rows from 1. */
function toRule(rule: unknown): MatchedRule {
  const row = property(rule, "ruleIndex");
  const outputs = toValues(property(rule, "evaluatedOutputs"), "output");
  return { row: typeof row === "number" && Number.isSafeInteger(row) ? row : 0, outputs };
}

function toValues(values: unknown, of: "input" | "output"): readonly DecisionValue[] {
  return listOf(values, VALUES_MAX).map((one) => ({
    name: nameIn(one, `${of}Name`) || nameIn(one, `${of}Id`),
    value: toValue(property(one, `${of}Value`)),
  }));
}

/** The engine writes JSON into a text. */
function toValue(value: unknown): string {
  return boundedProse(typeof value === "string" ? value : (JSON.stringify(value) ?? ""), VALUE_LENGTH_MAX);
}

function nameIn(one: unknown, name: string): string {
  const text = property(one, name);
  return typeof text === "string" ? boundedText(text) : "";
}

function listOf(list: unknown, most: number): readonly unknown[] {
  return Array.isArray(list) ? list.slice(0, most).filter(isJsonObject) : [];
}
