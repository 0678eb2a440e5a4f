import { toProcessInstanceKey } from "@/lib/domain/identifiers";
import { boundedText } from "../clean-text";
import { toElementType } from "./element-type";
import { type EngineRow, type RowFact, toElement } from "./engine-row";
import { elementRank } from "./rank";

/**
 * A visit of an element. Which sequence flows were taken between visits, the family does not say, and none is made up.
 * An element that waits for a message has an open subscription while it is visited.
 */
export function decodeActivityInstance(of: EngineRow): readonly RowFact[] {
  const { row, compiled, engine } = of;
  const element = toElement(of, { activity: "activityId", instance: "id" });
  const key = element.elementInstanceKey;
  const counter = row.count("sequenceCounter");
  const scopeKey = row.text("parentActivityInstanceId");
  const called = row.text("calledProcessInstanceId");
  const entered: RowFact = {
    id: `entered:${key}`,
    time: row.raw("startTime"),
    rank: elementRank(counter, key, "entered"),
    body: {
      kind: "element.entered",
      ...element,
      elementType: toElementType(row.text("activityType")),
      activity: compiled.elementActivity(element.definition.bpmnProcessId, element.elementId, engine),
      ...(scopeKey === "" ? {} : { scopeKey }),
      ...(called === "" ? {} : { calledProcessInstanceKey: toProcessInstanceKey(called) }),
    },
    keys: [],
  };
  const opened = subscription(of, { element, fact: entered, state: "opened" });
  if (row.text("endTime") === "") return [entered, ...opened];
  const isCanceled = row.raw("canceled") === true;
  const left: RowFact = {
    id: `left:${key}`,
    time: row.raw("endTime"),
    rank: elementRank(counter, key, "left"),
    body: { kind: "element.left", ...element, outcome: isCanceled ? "terminated" : "completed" },
    keys: [],
  };
  return [
    entered,
    ...opened,
    left,
    ...subscription(of, { element, fact: left, state: isCanceled ? "closed" : "correlated" }),
  ];
}

type Subscription = {
  readonly element: ReturnType<typeof toElement>;
  readonly fact: RowFact;
  readonly state: "opened" | "correlated" | "closed";
};

function subscription({ added }: EngineRow, { element, fact, state }: Subscription): readonly RowFact[] {
  const messageName = added["messageName"];
  if (typeof messageName !== "string") return [];
  const about = { messageName: boundedText(messageName), correlationKey: "", messageKey: null };
  const body = { kind: "subscription.changed", ...element, state, ...about } as const;
  const phase = state === "opened" ? "opened" : "closed";
  return [{ ...fact, id: `subscription:${phase}:${element.elementInstanceKey}`, body }];
}
