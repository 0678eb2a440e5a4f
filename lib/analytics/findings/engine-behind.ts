import type { InstanceStory, SubscriptionStory } from "@/lib/project/story-facts";
import type { CaseFacts, ServiceEvent } from "./case-facts";
import type { Finding } from "./finding";

/** An engine takes a message up within seconds; a case that waits longer for what is there waits for ever. */
const TAKEN_UP_MS = 30_000;

/** An instance waits for a message whose event has already happened in the case: the engine is behind its own topic. */
export function findBehind(facts: CaseFacts, asOf: number): readonly Finding[] {
  const all = facts.instances.flatMap(({ subscriptions }) => subscriptions);
  return facts.instances
    .filter(({ state }) => state === "active")
    .flatMap((instance) => openOf(instance).flatMap((open) => behind(facts, { instance, open, all, asOf })));
}

type Waiting = {
  readonly instance: InstanceStory;
  readonly open: SubscriptionStory;
  readonly all: readonly SubscriptionStory[];
  readonly asOf: number;
};

function behind(facts: CaseFacts, { instance, open, all, asOf }: Waiting): readonly Finding[] {
  const came = facts.services.filter((event) => isMeant(open, event) && event.occurredAt >= instance.startedAt);
  const taken = all.filter(
    ({ messageName, state }) => messageName === open.messageName && state === "correlated",
  ).length;
  const event = came[taken];
  if (event === undefined || asOf - Math.max(event.occurredAt, open.heardAt) < TAKEN_UP_MS) return [];
  const opened = facts.trace.find(
    (one) => one.kind === "subscription.changed" && one.elementInstanceKey === open.elementInstanceKey,
  );
  if (opened === undefined) return [];
  const detail = `${open.elementId} waits for the message ${open.messageName}, and ${event.activity.name} of ${event.activity.producer} has already come.`;
  return [{ kind: "engine-behind", subject: open.elementInstanceKey, detail, evidence: [event.id, opened.id] }];
}

/** What is held by an element goes with it, even if that was not told. */
function openOf({ subscriptions, visits }: InstanceStory): readonly SubscriptionStory[] {
  const left = new Set(
    visits.filter(({ outcome }) => outcome !== "active").map(({ elementInstanceKey }) => elementInstanceKey),
  );
  return subscriptions.filter(({ isOver, elementInstanceKey }) => !isOver && !left.has(elementInstanceKey));
}

/** Messages are named after the events that they carry, up to how they are written. */
function isMeant({ messageName }: SubscriptionStory, { activity }: ServiceEvent): boolean {
  return plain(messageName) === plain(activity.name);
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/(event|message)$/, "");
