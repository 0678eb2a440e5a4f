import type { CorrelationKey } from "@/lib/domain/correlation-key";
import { toProcessInstanceKey } from "@/lib/domain/identifiers";
import { toKeys } from "../found-keys";
import { instanceKey } from "../zeebe/zeebe-keys";
import { type EngineRow, type RowFact, toDefinition } from "./engine-row";
import { ENDED_RANK, STARTED_RANK } from "./rank";

/** A completed instance says when it started, too: one that was quicker than we are has both from one row. */
export function decodeProcessInstance(of: EngineRow, keys: readonly CorrelationKey[]): readonly RowFact[] {
  const { row, engine, compiled } = of;
  const key = row.requiredText("id");
  const parent = row.text("superProcessInstanceId");
  const instance = {
    definition: toDefinition(of, "processDefinitionVersion"),
    processInstanceKey: toProcessInstanceKey(key),
  };
  const { scope } = compiled.rule;
  const started: RowFact = {
    id: `started:${key}`,
    time: row.raw("startTime"),
    rank: STARTED_RANK,
    body: {
      kind: "instance.started",
      ...instance,
      definitionKey: row.text("processDefinitionId"),
      parentProcessInstanceKey: parent === "" ? null : toProcessInstanceKey(parent),
    },
    keys: parent === "" ? keys : [...keys, instanceKey({ engine, scope, key: parent })],
  };
  if (row.text("endTime") === "") return [started];
  const outcome = row.text("state") === "COMPLETED" || row.text("state") === "" ? "completed" : "terminated";
  const ended: RowFact = {
    id: `ended:${key}`,
    time: row.raw("endTime"),
    rank: ENDED_RANK,
    body: { kind: "instance.ended", ...instance, outcome },
    keys: [],
  };
  return [started, ended];
}

/** The business key, under the name that the engine's configuration gives it. */
export function businessKeys({ compiled, row }: EngineRow): readonly CorrelationKey[] {
  const found = compiled.keys.map(({ rule: { name, role, priority } }) => ({
    name,
    role,
    priority,
    value: row.raw("businessKey") ?? undefined,
  }));
  return toKeys(compiled.rule.scope, found);
}
