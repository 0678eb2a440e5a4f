import { z } from "zod";
import { Count, Instant } from "./values";

/** What people call a model; it is its id in every path, and a process of that name is the one that it draws. */
export const ModelName = z
  .string()
  .trim()
  .min(1)
  .max(128)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: "holds a control character" });
const ModelVersion = z.coerce.number().int().min(1).max(2_147_483_647);

export const ModelUploadQuery = z.object({
  name: ModelName,
  /** A process that has a diagram, to be the base of the model; the body is then empty. */
  from: z.string().max(256).optional(),
  version: ModelVersion.optional(),
});
export const ModelQuery = z.object({ version: ModelVersion.optional() });

export const ModelSummary = z.object({
  id: z.string(),
  name: z.string(),
  version: Count,
  versions: z.array(Count),
  createdAt: Instant,
  createdBy: z.string(),
  elements: Count,
  bindings: Count,
  archivedAt: Instant.nullable(),
});
export type ModelSummary = z.infer<typeof ModelSummary>;
export const ModelList = z.object({ items: z.array(ModelSummary) });

export const ModelSaved = z.object({
  id: z.string(),
  version: Count,
  elements: Count,
  /** What the reader of the diagram complained of; it was taken all the same. */
  warnings: z.array(z.string()),
  /** It came without a layout and was given one. */
  laidOut: z.boolean(),
  /** How many bindings it begins with. */
  bindings: Count,
});
export type ModelSaved = z.infer<typeof ModelSaved>;

export const BoundActivity = z.object({
  id: z.string(),
  kind: z.enum(["event", "element"]),
  producer: z.string(),
  name: z.string(),
  /** What a person reads: an engine's element by its name in the diagram. */
  label: z.string(),
  /** The topic of an event type, the engine of an element. */
  channel: z.string(),
  /** How often it occurred, ever. 0: bound, but never seen. */
  count: Count,
});
export type BoundActivity = z.infer<typeof BoundActivity>;

export const ModelSuggestion = z.object({
  activityId: z.string(),
  score: z.number(),
  nameScore: z.number(),
  orderScore: z.number().nullable(),
});
export const ModelElementDetails = z.object({
  elementId: z.string(),
  name: z.string(),
  type: z.string(),
  pool: z.string(),
  /** Whether it is something that activities are bound to; gateways are not. */
  bindable: z.boolean(),
  activityIds: z.array(z.string()),
  suggestions: z.array(ModelSuggestion),
});
export type ModelElementDetails = z.infer<typeof ModelElementDetails>;

export const ModelDetails = ModelSummary.extend({
  /** The one that is told of here; `version` is the newest. */
  shownVersion: Count,
  origin: z.string(),
  warnings: z.array(z.string()),
  bindingVersion: Count,
  saves: z.array(
    z.object({ bindingVersion: Count, savedAt: Instant, savedBy: z.string(), reason: z.string(), bindings: Count }),
  ),
  elementDetails: z.array(ModelElementDetails),
  activities: z.array(BoundActivity),
  /** True when there are more activities than are listed. */
  activitiesTruncated: z.boolean(),
  history: z.array(z.object({ version: Count, createdAt: Instant, createdBy: z.string(), origin: z.string() })),
});
export type ModelDetails = z.infer<typeof ModelDetails>;

export const BindingsAsked = z.strictObject({
  version: z.int().min(1),
  /** The save that these were made from; somebody else's later one is not overwritten unseen. */
  basedOn: z.int().min(0),
  reason: z.string().max(1000).default(""),
  /** All of them: what is absent is bound no more. */
  bindings: z
    .array(
      z.strictObject({
        elementId: z.string().min(1).max(256),
        activity: z.strictObject({
          kind: z.enum(["event", "element"]),
          producer: z.string().max(1000),
          name: z.string().min(1).max(1000),
          channel: z.string().max(1000),
        }),
      }),
    )
    .max(20_000),
});
export const BindingsSaved = z.object({ bindingVersion: Count, bindings: Count });
export const ModelArchiveAsked = z.strictObject({ reason: z.string().max(1000).default("") });

export const CollaborationStep = z.object({
  elementId: z.string(),
  eventId: z.string(),
  at: Instant,
  /** 1 is the first step that this case took on the diagram. */
  order: Count,
});
/** A case's way over a model: Kafka steps and the elements of several engines on one diagram. */
export const CaseCollaboration = z.object({
  models: z.array(z.object({ id: z.string(), name: z.string(), version: Count })),
  /** The one that is told of; null when no model binds anything of this case. */
  shown: z
    .object({
      id: z.string(),
      version: Count,
      steps: z.array(CollaborationStep),
      stepsTruncated: z.boolean(),
      elements: z.array(
        z.object({
          elementId: z.string(),
          name: z.string(),
          type: z.string(),
          pool: z.string(),
          visits: Count,
          state: z.enum(["active", "completed", "terminated"]),
          incidents: Count,
        }),
      ),
      flows: z.array(z.object({ flowId: z.string(), count: Count })),
      /** Activities of this case that the model binds to nothing, with how often. */
      unbound: z.array(z.object({ producer: z.string(), name: z.string(), count: Count })),
    })
    .nullable(),
});
export type CaseCollaboration = z.infer<typeof CaseCollaboration>;
export const CollaborationQuery = z.object({
  model: z.string().max(256).optional(),
  /** As of this instant; without it as it is. */
  at: z.iso.datetime({ offset: true }).optional(),
});
