import type { EventOf } from "@/lib/domain/event";
import { toElement } from "./zeebe-instance";
import { messageKey } from "./zeebe-keys";
import type { ZeebeFact, ZeebeRecord } from "./zeebe-value";

type SubscriptionState = EventOf<"subscription.changed">["state"];

const STATES = new Map<string, SubscriptionState>([
  ["CREATED", "opened"],
  ["CORRELATED", "correlated"],
  ["DELETED", "closed"],
]);

/** An element that waits for a message, and the message that it got. */
export function decodeMessageSubscription(record: ZeebeRecord): readonly ZeebeFact[] {
  const state = STATES.get(record.intent);
  if (state === undefined) return [];
  return [subscriptionFact(record, { state, ...toElement(record) })];
}

type Subscription = { readonly state: SubscriptionState } & ReturnType<typeof toElement>;

export function subscriptionFact({ value, engine, compiled }: ZeebeRecord, subscription: Subscription): ZeebeFact {
  const message = value.optionalKey("messageKey");
  const body = {
    kind: "subscription.changed",
    ...subscription,
    messageName: value.requiredText("messageName"),
    correlationKey: value.text("correlationKey"),
    messageKey: message,
  } as const;
  const isTied = subscription.state === "correlated" && message !== null;
  return { body, keys: isTied ? [messageKey({ engine, scope: compiled.rule.scope, key: message })] : [] };
}
