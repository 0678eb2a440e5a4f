import fc from "fast-check";
import { type CorrelationKey, KEY_PRIORITY } from "@/lib/domain/correlation-key";
import type { Event, EventBody } from "@/lib/domain/event";
import {
  toElementInstanceKey,
  toEventId,
  toIncidentKey,
  toProcessInstanceKey,
  toSourceName,
  toStreamName,
} from "@/lib/domain/identifiers";
import { type DefinitionIdentity, UNKNOWN_VERSION } from "@/lib/domain/process-definition";

type Planned<Plans> = Plans extends fc.Arbitrary<infer Plan> ? Plan : never;

const MINUTE_MS = 60_000;
const BEGIN = Date.UTC(2026, 10, 22, 9, 30);
const ENGINE = toSourceName("engine");
const KAFKA = toSourceName("kafka");

const mostly = fc.constantFrom(true, true, true, true, false);
const seldom = fc.constantFrom(false, false, false, false, false, true);

/** Most records name the version; a process instance may be migrated to another one. */
const versions = fc.constantFrom(3, 3, 3, 3, 4, UNKNOWN_VERSION);

/** Mostly no jump, so that a good part of the landscapes comes in order. */
const clockJumps = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 1, -3 * MINUTE_MS, 3 * MINUTE_MS, 70 * MINUTE_MS), {
  minLength: 1,
  maxLength: 8,
});

const servicePlans = fc.record({
  type: fc.nat(3),
  producer: fc.nat(1),
  atMinute: fc.nat(150),
  keys: fc.subarray(["order", "trace", "correlation", "customer"] as const),
  alsoOfOrder: fc.constantFrom(null, null, null, null, 0, 1, 2),
  hasOtherPriority: seldom,
  isDeclared: seldom,
  ends: seldom,
});

const visitPlans = fc.record({
  element: fc.nat(4),
  elementType: fc.constantFrom("SERVICE_TASK", "RECEIVE_TASK", "EXCLUSIVE_GATEWAY", "MULTI_INSTANCE_BODY"),
  isEnteredSeen: mostly,
  version: versions,
  left: fc.constantFrom("completed" as const, "completed" as const, "terminated" as const, null),
  isIncidentOpened: seldom,
  isIncidentResolved: seldom,
  isFlowTaken: mostly,
  waitsMinutes: fc.nat(20),
  lastsMinutes: fc.nat(90),
});

const instancePlans = fc.record({
  atMinute: fc.nat(150),
  isStartSeen: mostly,
  version: versions,
  end: fc.constantFrom("completed" as const, "completed" as const, "terminated" as const, null),
  isCalled: seldom,
  variableKey: fc.constantFrom("order" as const, "trace" as const, "correlation" as const, null),
  visits: fc.array(visitPlans, { maxLength: 6 }),
  clockJumps,
});

const orderPlans = fc.record({
  services: fc.array(servicePlans, { maxLength: 7 }),
  instances: fc.array(instancePlans, { maxLength: 2 }),
});

const landscapePlans = fc.record({
  orders: fc.array(orderPlans, { minLength: 1, maxLength: 4 }),
  uncorrelated: fc.nat(2),
  repeats: fc.array(fc.record({ index: fc.nat(1_000), laterMs: fc.constantFrom(0, 0, -MINUTE_MS, MINUTE_MS) }), {
    maxLength: 5,
  }),
});

/**
 * Landscapes for property tests: orders whose events come from services over Kafka and from an engine, joined by keys that
 * may be missing, late, shared, or tie two orders. Engine lifecycles loop, overlap, fail and lack their beginnings or
 * ends; clocks jump; facts are told again under the same id at another place. Events come in the order of writing.
 */
export const landscapes: fc.Arbitrary<readonly Event[]> = landscapePlans.map((plan) => {
  const scribe = new Scribe();
  for (const [number, order] of plan.orders.entries()) writeOrder(scribe, { number, ...order });
  for (let count = 0; count < plan.uncorrelated; count += 1) {
    scribe.write(
      KAFKA,
      { atMs: BEGIN + count, keys: [customer(count)] },
      occurred({ type: 0, producer: 0, ends: false }),
    );
  }
  scribe.repeat(plan.repeats);
  return scribe.events;
});

/** Ways to deliver the same events: in what order, which ones again, and how many at once. */
export const deliveries = (events: readonly Event[]): fc.Arbitrary<readonly (readonly Event[])[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
      fc.subarray([...events], { maxLength: Math.min(4, events.length) }),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
    )
    .map(([shuffled, again, sizes, isInOrder]) => {
      const delivered = isInOrder ? [...events, ...again] : [...shuffled, ...again];
      const batches: Event[][] = [];
      for (let from = 0, batch = 0; from < delivered.length; batch += 1) {
        const size = sizes[batch % sizes.length] ?? 1;
        batches.push(delivered.slice(from, from + size));
        from += size;
      }
      return batches;
    });

class Scribe {
  readonly events: Event[] = [];
  readonly #positions = new Map<string, number>();

  write(source: typeof ENGINE, { atMs, keys, process = null, stream = "0" }: Circumstances, body: EventBody): void {
    const position = (this.#positions.get(source + stream) ?? 0) + 1;
    this.#positions.set(source + stream, position);
    this.events.push({
      ...body,
      id: toEventId(`${source}:${stream}:${position}`),
      occurredAt: atMs,
      recordedAt: atMs,
      source,
      stream: toStreamName(stream),
      position,
      part: 0,
      process,
      keys,
    });
  }

  /** A producer that is not sure sends again: the same id, at another place and maybe with another time. */
  repeat(repeats: readonly { readonly index: number; readonly laterMs: number }[]): void {
    const originals = this.events.length;
    for (const [count, { index, laterMs }] of repeats.entries()) {
      const original = this.events[index % Math.max(1, originals)];
      if (original === undefined) continue;
      this.events.push({
        ...original,
        occurredAt: original.occurredAt + laterMs,
        stream: toStreamName("again"),
        position: count,
      });
    }
  }
}

type Circumstances = {
  readonly atMs: number;
  readonly keys: readonly CorrelationKey[];
  readonly process?: string | null;
  readonly stream?: string;
};

type Order = Planned<typeof orderPlans> & { readonly number: number };

function writeOrder(scribe: Scribe, { number, services, instances }: Order): void {
  for (const service of services) writeService(scribe, number, service);
  for (const [place, instance] of instances.entries()) writeInstance(scribe, { ...instance, number, place });
}

function writeService(scribe: Scribe, number: number, plan: Planned<typeof servicePlans>): void {
  const keys = plan.keys.map((name) => keyOf(name, number));
  if (plan.alsoOfOrder !== null) keys.push(keyOf("order", plan.alsoOfOrder));
  scribe.write(
    KAFKA,
    {
      atMs: BEGIN + plan.atMinute * MINUTE_MS,
      keys: plan.hasOtherPriority ? keys.map((key) => ({ ...key, priority: 45 - key.priority })) : keys,
      process: plan.isDeclared ? `declared ${plan.type % 2}` : null,
      stream: `topic/${plan.producer}`,
    },
    occurred(plan),
  );
}

type KeyName = "order" | "trace" | "correlation" | "customer";

function keyOf(name: KeyName, number: number): CorrelationKey {
  switch (name) {
    case "order":
      return { scope: "", name: "orderId", value: `o${number}`, role: "link", priority: KEY_PRIORITY.business };
    case "trace":
      return { scope: "", name: "traceId", value: `t${number}`, role: "link", priority: KEY_PRIORITY.trace };
    case "correlation":
      return {
        scope: "",
        name: "correlationId",
        value: `c${number}`,
        role: "link",
        priority: KEY_PRIORITY.correlation,
      };
    case "customer":
      return customer(number);
  }
}

/** Few customers have many orders. */
function customer(number: number): CorrelationKey {
  return { scope: "", name: "customerId", value: `u${number % 2}`, role: "shared", priority: 10 };
}

function occurred({ type, producer, ends }: { type: number; producer: number; ends: boolean }): EventBody {
  const activity = { kind: "event", producer: `service ${producer}`, name: `Type${type}`, channel: "orders" } as const;
  return { kind: "activity.occurred", activity, ends };
}

type Instance = Planned<typeof instancePlans> & { readonly number: number; readonly place: number };

function writeInstance(scribe: Scribe, plan: Instance): void {
  const { number, place, visits } = plan;
  const instanceKey = `${number}0${place}`;
  const parent = plan.isCalled && place > 0 ? `${number}0${place - 1}` : null;
  const definition = definitionOf(place, plan.version);
  const of = { definition, processInstanceKey: toProcessInstanceKey(instanceKey) };
  const keys = [engineKey(instanceKey)];
  let [atMs, written] = [BEGIN + plan.atMinute * MINUTE_MS, 0];
  const tell = (body: EventBody, { offsetMs = 0, more = [] as readonly CorrelationKey[] } = {}): void => {
    const jumpMs = plan.clockJumps[written % plan.clockJumps.length] ?? 0;
    written += 1;
    scribe.write(ENGINE, { atMs: atMs + offsetMs + jumpMs, keys: [...keys, ...more] }, body);
  };
  if (plan.variableKey !== null) {
    const variable = { name: plan.variableKey, value: '"x"', scopeKey: instanceKey, truncated: false };
    tell({ kind: "variable.set", ...of, ...variable }, { more: [keyOf(plan.variableKey, number)] });
  }
  if (plan.isStartSeen) {
    const parentProcessInstanceKey = parent === null ? null : toProcessInstanceKey(parent);
    tell(
      { kind: "instance.started", ...of, definitionKey: "9", parentProcessInstanceKey },
      { more: parent === null ? [] : [engineKey(parent)] },
    );
  }
  for (const [count, visit] of visits.entries()) {
    atMs += visit.waitsMinutes * MINUTE_MS;
    writeVisit(visit, { tell, key: `${instanceKey}${count}`, processInstanceKey: of.processInstanceKey, place });
  }
  atMs += 100 * MINUTE_MS;
  if (plan.end !== null) tell({ kind: "instance.ended", ...of, outcome: plan.end });
}

type Visiting = {
  readonly tell: (body: EventBody, at?: { readonly offsetMs?: number }) => void;
  readonly key: string;
  readonly processInstanceKey: ReturnType<typeof toProcessInstanceKey>;
  readonly place: number;
};

/** The next visit may begin before this one is over: parallel branches. */
function writeVisit(plan: Planned<typeof visitPlans>, { tell, key, processInstanceKey, place }: Visiting): void {
  const elementId = `element${plan.element}`;
  const offsetMs = plan.lastsMinutes * MINUTE_MS;
  const of = {
    definition: definitionOf(place, plan.version),
    processInstanceKey,
    elementId,
    elementInstanceKey: toElementInstanceKey(key),
  };
  const incident = { ...of, definition: definitionOf(place, UNKNOWN_VERSION), incidentKey: toIncidentKey(`i${key}`) };
  const activity = { kind: "element", producer: "order", name: elementId, channel: ENGINE } as const;
  if (plan.isEnteredSeen) tell({ kind: "element.entered", ...of, elementType: plan.elementType, activity });
  if (plan.isIncidentOpened) {
    const message = `no ${key}`;
    tell({ kind: "incident.opened", ...incident, errorType: "JOB_NO_RETRIES", message, jobKey: null });
  }
  if (plan.isIncidentResolved) tell({ kind: "incident.resolved", ...incident }, { offsetMs });
  if (plan.left !== null) tell({ kind: "element.left", ...of, outcome: plan.left }, { offsetMs });
  if (plan.isFlowTaken) {
    const { definition } = of;
    tell({ kind: "flow.taken", definition, processInstanceKey, flowId: `flow${plan.element}` }, { offsetMs });
  }
}

function definitionOf(place: number, version: number): DefinitionIdentity {
  return { source: ENGINE, tenant: "<default>", bpmnProcessId: place === 0 ? "order" : "payment", version };
}

function engineKey(key: string): CorrelationKey {
  return {
    scope: "",
    name: "processInstanceKey",
    value: `${ENGINE}:${key}`,
    role: "link",
    priority: KEY_PRIORITY.engine,
  };
}
