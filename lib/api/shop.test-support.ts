import { DecodeRule } from "@/lib/domain/decode-rules";

/** 12:00 of a day; order n is placed n seconds later. */
export const OPENED_AT = Date.UTC(2026, 10, 20, 12);

export const SHOP_RULES = [
  DecodeRule.parse({
    topic: "zeebe",
    format: "zeebe",
    engine: "camunda8",
    variables: [{ variable: "orderId", name: "orderId" }],
  }),
  DecodeRule.parse({ topic: "shop", format: "retail", process: "shop", ends: ["OrderCompletedEvent"] }),
];

/** Without diagram interchange: whoever shows it has to lay it out. */
const BPMN = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="shop">
  <bpmn:process id="order" name="Order" isExecutable="true">
    <bpmn:startEvent id="placed" name="Order placed"><bpmn:outgoing>toPay</bpmn:outgoing></bpmn:startEvent>
    <bpmn:serviceTask id="pay" name="Retrieve payment"><bpmn:incoming>toPay</bpmn:incoming><bpmn:outgoing>toEnd</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:endEvent id="done" name="Done"><bpmn:incoming>toEnd</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="toPay" sourceRef="placed" targetRef="pay" />
    <bpmn:sequenceFlow id="toEnd" sourceRef="pay" targetRef="done" />
  </bpmn:process>
</bpmn:definitions>`;

/** Every fifth order stops with an incident before it is paid; the others are paid after two seconds and completed. */
export const isBroken = (order: number) => order % 5 === 0;
export const instanceKeyOf = (order: number) => String(2_251_799_813_685_000_000n + BigInt(order * 100));
export const incidentKeyOf = (order: number) => String(BigInt(instanceKeyOf(order)) + 50n);

/** A recording of a shop: its services' events on one topic, its engine's records on another, one line each. */
export function shopLines(orders: number): readonly string[] {
  const lines: string[] = [];
  const offsets = new Map<string, number>();
  const say = (topic: string, timestamp: number, value: unknown) => {
    const offset = offsets.get(topic) ?? 0;
    offsets.set(topic, offset + 1);
    lines.push(JSON.stringify({ topic, partition: 0, offset, timestamp, key: null, headers: {}, value }));
  };
  let position = 0;
  const engine = (
    valueType: string,
    intent: string,
    { at, key, value }: { at: number; key: string; value: object },
  ) => {
    position += 1;
    const record = {
      recordType: "EVENT",
      valueType,
      intent,
      partitionId: 1,
      position,
      key: "§key",
      timestamp: at,
      value,
    };
    say(
      "zeebe",
      at,
      JSON.stringify(record)
        .replace('"§key"', key)
        .replace(/"§(\d+)"/g, "$1"),
    );
  };
  engine("PROCESS", "CREATED", { at: OPENED_AT - 1_000, key: "900", value: deployment() });
  for (let order = 0; order < orders; order++) tellOrder(order, say, engine);
  return lines;
}

type Say = (topic: string, timestamp: number, value: unknown) => void;
type Engine = (valueType: string, intent: string, of: { at: number; key: string; value: object }) => void;

function tellOrder(order: number, say: Say, engine: Engine): void {
  const at = OPENED_AT + order * 1_000;
  const orderId = `order-${order}`;
  const event = (type: string, source: string, afterMs: number) =>
    say("shop", at + afterMs, envelope({ type, source, orderId, at: at + afterMs }));
  const instanceKey = instanceKeyOf(order);
  const step = (
    intent: string,
    elementId: string,
    { type, after, key }: { type: string; after: number; key: number },
  ) => {
    const value = { ...inInstance(instanceKey), bpmnElementType: type, elementId, flowScopeKey: `§${instanceKey}` };
    engine("PROCESS_INSTANCE", intent, { at: at + after, key: String(BigInt(instanceKey) + BigInt(key)), value });
  };
  event("OrderPlacedEvent", "Checkout", 0);
  step("ELEMENT_ACTIVATING", "order", { type: "PROCESS", after: 1, key: 0 });
  const variable = { ...inInstance(instanceKey), name: "orderId", value: `"${orderId}"`, scopeKey: `§${instanceKey}` };
  engine("VARIABLE", "CREATED", { at: at + 1, key: String(BigInt(instanceKey) + 1n), value: variable });
  step("ELEMENT_ACTIVATED", "order", { type: "PROCESS", after: 2, key: 0 });
  step("ELEMENT_ACTIVATED", "placed", { type: "START_EVENT", after: 3, key: 2 });
  step("ELEMENT_COMPLETED", "placed", { type: "START_EVENT", after: 4, key: 2 });
  step("SEQUENCE_FLOW_TAKEN", "toPay", { type: "SEQUENCE_FLOW", after: 4, key: 3 });
  step("ELEMENT_ACTIVATED", "pay", { type: "SERVICE_TASK", after: 5, key: 4 });
  if (isBroken(order)) {
    engine("INCIDENT", "CREATED", { at: at + 500, key: incidentKeyOf(order), value: incident(instanceKey) });
    return;
  }
  event("PaymentReceivedEvent", "Payment", 1_500);
  step("ELEMENT_COMPLETED", "pay", { type: "SERVICE_TASK", after: 2_005, key: 4 });
  step("SEQUENCE_FLOW_TAKEN", "toEnd", { type: "SEQUENCE_FLOW", after: 2_005, key: 5 });
  step("ELEMENT_ACTIVATED", "done", { type: "END_EVENT", after: 2_006, key: 6 });
  step("ELEMENT_COMPLETED", "done", { type: "END_EVENT", after: 2_007, key: 6 });
  step("ELEMENT_COMPLETED", "order", { type: "PROCESS", after: 2_008, key: 0 });
  event("OrderCompletedEvent", "Checkout", 2_500);
}

/** Keys are numbers beyond 2^53 in the engine's JSON: `§` marks those that lose their quotes. */
const inInstance = (instanceKey: string) => ({
  version: 1,
  tenantId: "<default>",
  bpmnProcessId: "order",
  processInstanceKey: `§${instanceKey}`,
  processDefinitionKey: 900,
  parentProcessInstanceKey: -1,
});

const incident = (instanceKey: string) => ({
  ...inInstance(instanceKey),
  elementId: "pay",
  elementInstanceKey: `§${BigInt(instanceKey) + 4n}`,
  errorType: "JOB_NO_RETRIES",
  errorMessage: `Card of order ${instanceKey} refused`,
  jobKey: `§${BigInt(instanceKey) + 40n}`,
});

const deployment = () => ({
  resource: Buffer.from(BPMN).toString("base64"),
  resourceName: "order.bpmn",
  bpmnProcessId: "order",
  version: 1,
  processDefinitionKey: 900,
  tenantId: "<default>",
});

type Told = { readonly type: string; readonly source: string; readonly orderId: string; readonly at: number };

const envelope = ({ type, source, orderId, at }: Told) => ({
  type,
  id: `${orderId}-${type}`,
  source,
  time: new Date(at).toISOString(),
  specversion: "1.0",
  traceid: `trace-${orderId}`,
  correlationid: null,
  data: { orderId, customer: { name: "Jim" } },
});
