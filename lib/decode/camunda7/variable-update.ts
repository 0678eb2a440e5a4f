import { boundedProse } from "../clean-text";
import { variableKeys } from "../zeebe/zeebe-keys";
import { type EngineRow, type RowFact, toInstance } from "./engine-row";
import { variableRank } from "./rank";

/** Enough to read; the whole value stands in the stored record. */
const MAX_VALUE_LENGTH = 8_192;

export function decodeVariableUpdate(of: EngineRow): readonly RowFact[] {
  const { row, compiled } = of;
  // Those of a case instance (CMMN) or of a task alone belong to no process instance.
  if (row.text("processInstanceId") === "") return [];
  const id = row.requiredText("id");
  const name = row.requiredText("variableName");
  const value = row.raw("value");
  const json = JSON.stringify(value ?? null);
  const rule = compiled.variableRule(name);
  const body = {
    kind: "variable.set",
    ...toInstance(of),
    scopeKey: row.text("activityInstanceId") || row.requiredText("processInstanceId"),
    name,
    value: boundedProse(json, MAX_VALUE_LENGTH),
    truncated: json.length > MAX_VALUE_LENGTH,
  } as const;
  const keys = rule === null ? [] : variableKeys(rule, compiled.rule.scope, value);
  return [
    { id: `variable:${id}`, time: row.raw("time"), rank: variableRank(row.count("sequenceCounter"), id), body, keys },
  ];
}
