import type { Event, EventOf } from "@/lib/domain/event";
import type { HopStory } from "./story-facts";

type Sender = EventOf<"activity.occurred" | "message.changed">;

/** How far back a sender of the name is looked for: with more of one name in a case, each carries a key of its own. */
const SENDERS_LOOKED_AT = 100;

/**
 * From a topic into an engine: a subscription that was correlated is led back to the service's event of that name which
 * carries the correlation key, or else to the message that the engine names.
 */
export function tellMessageHops(trace: readonly Event[]): readonly HopStory[] {
  const senders = new Senders();
  return trace.flatMap((event) => {
    senders.hear(event);
    if (event.kind !== "subscription.changed" || event.state !== "correlated") return [];
    const from = senders.of(event);
    return from === undefined
      ? []
      : [{ fromEventId: from.id, toEventId: event.id, why: "message" as const, by: event.messageName }];
  });
}

/** Whoever may have sent a message that an engine correlates later. */
class Senders {
  readonly #spoken = new Map<string, EventOf<"activity.occurred">[]>();
  readonly #published = new Map<string, EventOf<"message.changed">>();
  readonly #correlationKeys = new Map<string, string>();

  hear(event: Event): void {
    if (event.kind === "activity.occurred") addTo(this.#spoken, event);
    else if (event.kind === "message.changed") {
      this.#published.set(messageText(event.source, event.messageKey), event);
    } else if (event.kind === "subscription.changed" && event.correlationKey !== "") {
      this.#correlationKeys.set(placeText(event), event.correlationKey);
    }
  }

  of(event: EventOf<"subscription.changed">): Sender | undefined {
    return (
      senderOf(this.#spoken.get(event.messageName) ?? [], this.#correlationKeys.get(placeText(event)) ?? "") ??
      this.#published.get(messageText(event.definition.source, event.messageKey ?? ""))
    );
  }
}

function addTo(spoken: Map<string, EventOf<"activity.occurred">[]>, event: EventOf<"activity.occurred">): void {
  const known = spoken.get(event.activity.name);
  if (known === undefined) spoken.set(event.activity.name, [event]);
  else known.push(event);
}

/** The latest before the correlation: a message that is sent again is the one that is taken. */
function senderOf(events: readonly EventOf<"activity.occurred">[], correlationKey: string) {
  if (correlationKey === "") return undefined;
  return events
    .slice(-SENDERS_LOOKED_AT)
    .findLast(({ keys }) => keys.some(({ value, role }) => role === "link" && value === correlationKey));
}

const messageText = (source: string, messageKey: string) => `${source}\u001f${messageKey}`;
const placeText = ({ elementInstanceKey, messageName }: EventOf<"subscription.changed">) =>
  `${elementInstanceKey}\u001f${messageName}`;
