import type { Event, EventBody } from "@/lib/domain/event";
import {
  toElementInstanceKey,
  toEventId,
  toProcessInstanceKey,
  toSourceName,
  toStreamName,
} from "@/lib/domain/identifiers";

const BEGIN = Date.UTC(2026, 10, 22, 9, 30);
const DEFINITION = { source: toSourceName("engine"), tenant: "", bpmnProcessId: "order", version: 1 };

/** What of a case is other than in a clean landscape. */
export type Oddity = {
  readonly withoutEngine?: boolean;
  readonly withoutServices?: boolean;
  readonly withoutStart?: boolean;
  readonly paidTwice?: boolean;
  readonly startedTwice?: boolean;
  readonly messageLost?: boolean;
  readonly shippedLate?: boolean;
  readonly clockAheadMs?: number;
  readonly logOrderTurned?: boolean;
};

/** An order over three services and an engine that waits for the payment; `order` varies its times. */
export function shopCase(order: number, oddity: Oddity = {}): readonly Event[] {
  const at = BEGIN + order * 10_000;
  const tell = teller(order);
  const services = [
    tell.service("OrderPlaced", at),
    tell.service("PaymentReceived", at + 4_000 + (oddity.clockAheadMs ?? 0), at + 4_000),
    ...(oddity.paidTwice ? [tell.service("PaymentReceived", at + 5_000)] : []),
    tell.service("GoodsShipped", at + (oddity.logOrderTurned ? 1_000 : 6_000), at + 6_000),
    ...(oddity.shippedLate ? [tell.service("GoodsReturned", at + 90_000)] : []),
  ];
  const engine = [
    ...tell.instance(`${order}1`, at + 500, { isLost: oddity.messageLost === true }),
    ...(oddity.startedTwice ? tell.instance(`${order}2`, at + 700, { isLost: false }) : []),
  ].filter((event) => !(oddity.withoutStart && event.kind === "instance.started"));
  return [...(oddity.withoutServices ? [] : services), ...(oddity.withoutEngine ? [] : engine)];
}

function teller(order: number) {
  let position = 0;
  const told = (body: EventBody, occurredAt: number, recordedAt = occurredAt + 20): Event => {
    position += 1;
    const isService = body.kind === "activity.occurred";
    return {
      ...body,
      id: toEventId(`${order}-${position}`),
      occurredAt,
      recordedAt: recordedAt + (isService ? 20 : 0),
      source: toSourceName(isService ? "kafka" : "engine"),
      stream: toStreamName(isService ? "orders/0" : "1"),
      position,
      part: 0,
      process: null,
      keys: [],
    };
  };
  const service = (name: string, occurredAt: number, recordedAt = occurredAt) => {
    const activity = { kind: "event", producer: `${name}Service`, name, channel: "orders" } as const;
    return told({ kind: "activity.occurred", activity, ends: false }, occurredAt, recordedAt);
  };
  const instance = (key: string, at: number, { isLost }: { readonly isLost: boolean }) => {
    const of = { definition: DEFINITION, processInstanceKey: toProcessInstanceKey(key) };
    const wait = { ...of, elementId: "payment", elementInstanceKey: toElementInstanceKey(`${key}-wait`) };
    const message = { messageName: "PaymentReceived", correlationKey: String(order), messageKey: null };
    const activity = { kind: "element", producer: "order", name: "payment", channel: "engine" } as const;
    const begin = [
      told({ kind: "instance.started", definitionKey: "1", parentProcessInstanceKey: null, ...of }, at),
      told({ kind: "element.entered", elementType: "INTERMEDIATE_CATCH_EVENT", activity, ...wait }, at + 10),
      told({ kind: "subscription.changed", state: "opened", ...message, ...wait }, at + 20),
    ];
    if (isLost) return begin;
    return [
      ...begin,
      told({ kind: "subscription.changed", state: "correlated", ...message, ...wait }, at + 4_100),
      told({ kind: "element.left", outcome: "completed", ...wait }, at + 4_200),
      told({ kind: "instance.ended", outcome: "completed", ...of }, at + 7_000),
    ];
  };
  return { service, instance };
}

/** Long after the case. */
export const later = (order: number): number => BEGIN + order * 10_000 + 3_600_000;
