import { z } from "zod";
import { CaseEventWithPayload } from "./cases";
import { Filter, InstantFilter } from "./filter";
import { Count, DurationMs, Instant } from "./values";

const EdgeKind = z.enum(["orchestrated", "choreographed", "message"]);
const Rank = z.int().min(0);

export const EventMapNode = z.object({
  id: z.string(),
  /** As it is counted: the event type, or the id of the element. */
  activity: z.string(),
  /** As a person calls it: an element has the name of its diagram. */
  name: z.string(),
  producer: z.string(),
  kind: z.enum(["event", "element"]),
  /** The topic of an event, the engine of an element. */
  channel: z.string(),
  count: Count,
  start: Count,
  end: Count,
  /** Kept by a share of the activities when the rank is below that share of all of them. */
  rank: Rank,
  /** How many activities come before it in its case, as far as the counts tell. */
  position: z.number().min(0),
});
export type EventMapNode = z.infer<typeof EventMapNode>;

export const EventMapEdge = z.object({
  from: z.string(),
  to: z.string(),
  kind: EdgeKind,
  /** The topic that it goes over; empty within a process instance. */
  topic: z.string(),
  count: Count,
  cases: Count,
  p50: DurationMs.nullable(),
  p90: DurationMs.nullable(),
  mean: DurationMs.nullable(),
  /** As an activity's; −1 where activities would lose their way from a start to an end without it. */
  rank: z.int().min(-1),
});
export type EventMapEdge = z.infer<typeof EventMapEdge>;

/** How much one producer hangs on the others, over all that was observed. */
export const MapProducer = z.object({
  producer: z.string(),
  kind: z.enum(["event", "element"]),
  activities: Count,
  /** Other producers whose events come directly before its own, and after which others'. */
  fanIn: Count,
  fanOut: Count,
  /** Distinct activities of others that come directly before its own. */
  mustKnow: Count,
  /** Share of what goes over its edges that no engine drives; null without edges. */
  unorchestrated: z.number().min(0).max(1).nullable(),
});
export type MapProducer = z.infer<typeof MapProducer>;

export const EventMap = z.object({
  nodes: z.array(EventMapNode),
  edges: z.array(EventMapEdge),
  producers: z.array(MapProducer),
  /** All there are, of which the above may be a part. */
  total: z.object({ activities: Count, edges: Count }),
});
export type EventMap = z.infer<typeof EventMap>;

const share = z.coerce.number().min(0).max(1);
const most = z.coerce.number().int().min(1).max(100_000);
export const EventMapQuery = InstantFilter.extend({
  /** Share of the activities and of the edges that is kept; what is kept stays on a way from a start to an end. */
  activities: share.default(1),
  edges: share.default(1),
  /** At most about so many, the most frequent first: a picture of thousands shows nothing. */
  activitiesMax: most.optional(),
  edgesMax: most.optional(),
});

const ChangedEdge = z.object({
  from: z.string(),
  fromProducer: z.string(),
  to: z.string(),
  toProducer: z.string(),
  kind: EdgeKind,
  count: Count,
});
const ChangedPayload = z.object({
  topic: z.string(),
  type: z.string(),
  producer: z.string(),
  /** `$.data.amount` and what JSON calls it: string, number, boolean, list, object. */
  path: z.string(),
  jsonType: z.string(),
  change: z.enum(["added", "vanished"]),
});
export const EventMapChanges = z.object({
  /** The last day, and the week before it that it is held against. */
  since: Instant,
  before: Instant,
  /** Why nothing can be told from this comparison; null when it can. */
  tooThin: z.string().nullable(),
  newEdges: z.array(ChangedEdge),
  vanishedEdges: z.array(ChangedEdge),
  newProducers: z.array(z.string()),
  /** Fields that came into the payloads of known event types, or went, told by samples. */
  payloads: z.array(ChangedPayload),
  /** How many edges there are in each list, which show the most frequent ones. */
  total: z.object({ newEdges: Count, vanishedEdges: Count }),
});
export type EventMapChanges = z.infer<typeof EventMapChanges>;
export const EventMapChangesQuery = Filter.pick({ process: true });

export const ActivitySample = CaseEventWithPayload.extend({ caseId: z.string() });
export type ActivitySample = z.infer<typeof ActivitySample>;
export const ActivitySamples = z.object({ items: z.array(ActivitySample) });
