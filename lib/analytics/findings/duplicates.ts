import { waitText } from "../wait-text";
import type { CaseFacts, ServiceEvent } from "./case-facts";
import type { Finding } from "./finding";
import { isRare, type Norms } from "./norms";

/** Events of one activity that a case has more than once, where cases usually have one. Their payloads decide. */
export function suspectedDuplicates(facts: CaseFacts, norms: Norms): readonly (readonly ServiceEvent[])[] {
  return [...facts.byActivity].flatMap(([activity, events]) => {
    const usual = norms.activities.get(activity);
    return events.length > 1 && usual !== undefined && isRare(usual.several, usual.cases) ? [events] : [];
  });
}

/** The same thing done twice: other ids, and nothing else is different. `contentOf`: see `businessContent`; null: not kept. */
export function findDuplicates(
  suspects: readonly (readonly ServiceEvent[])[],
  contentOf: (eventId: string) => string | null,
): readonly Finding[] {
  const twice = suspects.flatMap((events) => {
    const byContent = new Map<string, ServiceEvent[]>();
    for (const event of events) {
      const content = contentOf(event.id);
      if (content !== null) byContent.set(content, [...(byContent.get(content) ?? []), event]);
    }
    return [...byContent.values()].filter((alike) => alike.length > 1);
  });
  const [first, again] = twice[0] ?? [];
  if (first === undefined || again === undefined) return [];
  const names = [...new Set(twice.map(([one]) => one?.activity.name ?? ""))].join(", ");
  const apart = waitText(Math.abs(again.occurredAt - first.occurredAt));
  const detail = `${names} came more than once with other ids and the same content, ${apart} apart.`;
  return [
    {
      kind: "duplicate",
      subject: "",
      detail,
      evidence: twice
        .flat()
        .slice(0, 20)
        .map(({ id }) => id),
    },
  ];
}

/** Fields that differ between two records of the same thing: who wrote it when, under which number. */
const OF_THE_RECORD = new Set(
  [
    "id",
    "eventId",
    "messageId",
    "time",
    "timestamp",
    "occurredAt",
    "createdAt",
    "correlationid",
    "correlationId",
    "traceid",
    "traceId",
    "traceparent",
    "spanId",
  ].map((name) => name.toLowerCase()),
);

/** What a payload says of the business, as text that is equal for equal content; null when it cannot be told. */
export function businessContent(payload: string | null): string | null {
  if (payload === null) return null;
  try {
    const value: unknown = JSON.parse(payload);
    return JSON.stringify(withoutRecordFields(value));
  } catch {
    return null;
  }
}

/** Only of the envelope: an `id` inside the data is the business's own. */
function withoutRecordFields(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.entries(value)
    .filter(([name]) => !OF_THE_RECORD.has(name.toLowerCase()))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
