import type { Activity } from "@/lib/domain/activity";
import { toProcessInstanceKey, toSourceName, toStreamName } from "@/lib/domain/identifiers";
import { type InternedActivities, internActivities } from "@/lib/domain/interned-activities";
import type { CaseState, LastActivity } from "@/lib/project/case-state";

/** The lists of an engine's facts are mostly empty, and left away then. */
type StoredLists = Partial<
  Pick<CaseState, "instances" | "openElements" | "incidents" | "earlyLeavings" | "earlyResolutions">
>;
type StoredOrder = readonly [number, string, string, number, number];
type StoredActivity = readonly [Activity["kind"], string, string, string, number, string | null];
type Stored = readonly [
  foldVersion: number,
  firstAt: number,
  lastAt: number,
  last: StoredOrder,
  fingerprints: readonly number[],
  process: string | null,
  isProcessDeclared: 0 | 1,
  status: CaseState["status"],
  endedAt: number | null,
  lastActivity: StoredActivity | null,
  activityCount: number,
  variantId: string,
  lists: StoredLists,
];

/**
 * A state as text, values without their names: half the bytes of the plain object, and states are what is written most.
 */
export function toStoredState(state: CaseState): string {
  const { last, lastActivity } = state;
  const stored: Stored = [
    state.foldVersion,
    state.firstAt,
    state.lastAt,
    [last.occurredAt, last.source, last.stream, last.position, last.part],
    state.fingerprints,
    state.process,
    state.isProcessDeclared ? 1 : 0,
    state.status,
    state.endedAt,
    lastActivity === null ? null : toStoredActivity(lastActivity),
    state.activityCount,
    state.variantId,
    toStoredLists(state),
  ];
  return JSON.stringify(stored);
}

function toStoredActivity({ activity, occurredAt, processInstanceKey }: LastActivity): StoredActivity {
  return [activity.kind, activity.producer, activity.name, activity.channel, occurredAt, processInstanceKey];
}

function toStoredLists({
  instances,
  openElements,
  incidents,
  earlyLeavings,
  earlyResolutions,
}: CaseState): StoredLists {
  return {
    ...(instances.length > 0 && { instances }),
    ...(openElements.length > 0 && { openElements }),
    ...(incidents.length > 0 && { incidents }),
    ...(earlyLeavings.length > 0 && { earlyLeavings }),
    ...(earlyResolutions.length > 0 && { earlyResolutions }),
  };
}

const NOTHING: readonly never[] = [];
const activityOf: Readonly<Record<Activity["kind"], InternedActivities>> = {
  event: internActivities("event"),
  element: internActivities("element"),
};

/** Written by us alone, and its version is compared before it is used: not parsed again. */
export function fromStoredState(text: string): CaseState {
  const [
    foldVersion,
    firstAt,
    lastAt,
    [occurredAt, source, stream, position, part],
    fingerprints,
    process,
    isProcessDeclared,
    status,
    endedAt,
    lastActivity,
    activityCount,
    variantId,
    lists,
  ] = JSON.parse(text) as Stored;
  return {
    foldVersion,
    eventCount: fingerprints.length,
    firstAt,
    lastAt,
    last: { occurredAt, source: toSourceName(source), stream: toStreamName(stream), position, part },
    fingerprints,
    process,
    isProcessDeclared: isProcessDeclared === 1,
    status,
    endedAt,
    lastActivity: lastActivity === null ? null : fromStoredActivity(lastActivity),
    activityCount,
    variantId,
    instances: lists.instances ?? NOTHING,
    openElements: lists.openElements ?? NOTHING,
    incidents: lists.incidents ?? NOTHING,
    earlyLeavings: lists.earlyLeavings ?? NOTHING,
    earlyResolutions: lists.earlyResolutions ?? NOTHING,
  };
}

function fromStoredActivity([kind, producer, name, channel, occurredAt, key]: StoredActivity): LastActivity {
  const activity = activityOf[kind](producer, name, channel);
  return { activity, occurredAt, processInstanceKey: key === null ? null : toProcessInstanceKey(key) };
}
