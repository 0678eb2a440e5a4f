import { activityKey } from "@/lib/domain/activity";
import type { Event, EventOf } from "@/lib/domain/event";
import { tellStory } from "@/lib/project/case-story";
import type { CaseStoryFacts, InstanceStory } from "@/lib/project/story-facts";

export type ServiceEvent = EventOf<"activity.occurred">;

/** One case as the detectors look at it. */
export type CaseFacts = {
  readonly trace: readonly Event[];
  readonly services: readonly ServiceEvent[];
  /** Services' events by activity, in canonical order. */
  readonly byActivity: ReadonlyMap<string, readonly ServiceEvent[]>;
  readonly instances: readonly InstanceStory[];
  /** Process instances that nobody in the case called, by engine and process. */
  readonly rootsOf: ReadonlyMap<string, readonly InstanceStory[]>;
  readonly firstAt: number;
  /** From the first event to the first that an engine reported; null without any. */
  readonly untilEngineMs: number | null;
  /** When it was over: its root instances, or without any the event that ends it. */
  readonly overAt: number | null;
};

export function toCaseFacts(events: readonly Event[]): CaseFacts | null {
  const { trace, instances } = tellStory(events);
  const first = trace[0];
  if (first === undefined) return null;
  const services = trace.filter((event): event is ServiceEvent => event.kind === "activity.occurred");
  const roots = rootsOf(instances);
  const ofEngine = trace.find((event) => "processInstanceKey" in event);
  return {
    trace,
    services,
    byActivity: groupBy(services, ({ activity }) => activityKey(activity)),
    instances,
    rootsOf: groupBy(roots, processOf),
    firstAt: first.occurredAt,
    untilEngineMs: ofEngine === undefined ? null : ofEngine.occurredAt - first.occurredAt,
    overAt: overAt(roots, services),
  };
}

/** Engine and process of an instance, whatever its version. */
export const processOf = ({ definition }: Pick<InstanceStory, "definition">): string =>
  `${definition.bpmnProcessId}\u001f${definition.source}`;

/** When a case was over; null: it is not. */
export function endOf({ trace, instances }: Pick<CaseStoryFacts, "trace" | "instances">): number | null {
  const isService = (event: Event): event is ServiceEvent => event.kind === "activity.occurred";
  return overAt(rootsOf(instances), trace.filter(isService));
}

function rootsOf(instances: readonly InstanceStory[]): readonly InstanceStory[] {
  const keys = new Set(instances.map(({ processInstanceKey }) => processInstanceKey));
  return instances.filter(
    ({ parentProcessInstanceKey }) => parentProcessInstanceKey === null || !keys.has(parentProcessInstanceKey),
  );
}

function overAt(roots: readonly InstanceStory[], services: readonly ServiceEvent[]): number | null {
  if (roots.length === 0) return services.find(({ ends }) => ends)?.occurredAt ?? null;
  let last = Number.NEGATIVE_INFINITY;
  for (const { state, endedAt } of roots) {
    if (state === "active" || endedAt === null) return null;
    last = Math.max(last, endedAt);
  }
  return last;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
