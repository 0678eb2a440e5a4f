import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { Event } from "@/lib/domain/event";
import { hashed, NaiveCase, sortedBy } from "./naive-case.test-support";
import { naiveRows, sumRows } from "./naive-rows.test-support";

/**
 * What the tables must hold, from nothing but the definitions: by scanning again and again, in quadratic time and worse,
 * sharing no code with what it judges. Rows of rollups are written as lists of their words.
 */
export function naiveTables(events: readonly Event[]) {
  const cases = naiveCases(events).map((ofCase) => naiveCase(ofCase));
  return {
    cases: sortedBy(cases, ({ caseId }) => caseId).map(({ rows: _, ...rest }) => rest),
    rollups: sumRows(cases.flatMap(({ rows }) => rows)),
    uncorrelated: events.filter(({ keys }) => linksOf(keys).length === 0).length,
  };
}

/** Every event starts alone; whenever two share a LINK key, both get the smaller label; until nothing changes. */
function naiveCases(events: readonly Event[]): readonly (readonly Event[])[] {
  const linked = events.filter(({ keys }) => linksOf(keys).length > 0);
  let labels = linked.map((_, index) => index);
  for (;;) {
    const smaller = linked.map((one) =>
      Math.min(...labels.filter((_, other) => sharesLink(one, linked[other] ?? one))),
    );
    if (smaller.every((label, index) => label === labels[index])) break;
    labels = smaller;
  }
  return [...new Set(labels)].map((label) => linked.filter((_, index) => labels[index] === label));
}

function linksOf(keys: readonly CorrelationKey[]) {
  return keys.filter(({ role }) => role === "link");
}

function sharesLink(one: Event, other: Event): boolean {
  return linksOf(one.keys).some((a) =>
    linksOf(other.keys).some((b) => a.scope === b.scope && a.name === b.name && a.value === b.value),
  );
}

function naiveCase(events: readonly Event[]) {
  const trace = naiveTrace(events);
  const facts = new NaiveCase(trace);
  const process = facts.process();
  const { status, endedAt } = facts.status();
  const [firstAt, lastAt] = [trace[0]?.occurredAt ?? 0, trace.at(-1)?.occurredAt ?? 0];
  const links = events.flatMap(({ keys }) => linksOf(keys));
  const shared = events.flatMap(({ keys }) => keys.filter(({ role }) => role === "shared"));
  return {
    caseId: smallestKeyId(links),
    keyIds: [...new Set(links.map(({ scope, name, value }) => hashed(scope, name, value)))].sort(),
    sharedKeyIds: [...new Set(shared.map(({ scope, name, value }) => hashed(scope, name, value)))].sort(),
    eventCount: trace.length,
    firstAt,
    lastAt,
    process,
    status,
    endedAt,
    variantId: facts.variantId(),
    instances: facts.instances(),
    openElements: facts.openElements(),
    incidents: facts.incidents(),
    rows: naiveRows(facts),
  };
}

function smallestKeyId(links: readonly CorrelationKey[]): string {
  const withSmallest = links.map((key) => ({
    ...key,
    priority: Math.min(
      ...links
        .filter(({ name, value, scope }) => name === key.name && value === key.value && scope === key.scope)
        .map((k) => k.priority),
    ),
  }));
  const leads = (a: CorrelationKey) =>
    withSmallest.every((b) => {
      if (a.priority !== b.priority) return a.priority < b.priority;
      if (a.name !== b.name) return a.name < b.name;
      return a.value !== b.value ? a.value < b.value : a.scope <= b.scope;
    });
  const leading = withSmallest.find(leads);
  return leading === undefined ? "" : hashed(leading.scope, leading.name, leading.value);
}

function comesBefore(a: Event, b: Event): boolean {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt < b.occurredAt;
  if (a.source !== b.source) return a.source < b.source;
  if (a.stream !== b.stream) return a.stream < b.stream;
  return a.position !== b.position ? a.position < b.position : a.part < b.part;
}

/** Of each id the one that no other comes before; each at the place that says how many come before it. */
function naiveTrace(events: readonly Event[]): readonly Event[] {
  const first = events.filter(
    (event, index) =>
      !events.some((other, place) => {
        if (other.id !== event.id) return false;
        return comesBefore(other, event) || (place < index && !comesBefore(event, other));
      }),
  );
  const trace: Event[] = [];
  for (const event of first) trace[first.filter((other) => comesBefore(other, event)).length] = event;
  return trace;
}
