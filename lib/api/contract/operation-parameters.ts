import { z } from "zod";
import type { OperationAction } from "../../domain/operation-action";

const VARIABLES_BYTES_MAX = 1_000_000;
const ElementId = z.string().min(1).max(256);
const Key = z.string().min(1).max(256);
const Name = z.string().min(1).max(512);

/** What the engine takes as JSON: an object of variables, by name, of a megabyte at most. */
const Variables = z
  .record(Name, z.json())
  .refine((variables) => JSON.stringify(variables).length <= VARIABLES_BYTES_MAX, "must not be larger than 1 MB");
const SomeVariables = Variables.refine((variables) => Object.keys(variables).length > 0, "name at least one variable");
const retries = z.coerce.number().int().min(1).max(100).default(1);
const NOTHING = z.strictObject({});

const ModifyParameters = z
  .strictObject({
    activate: z
      .array(z.strictObject({ elementId: ElementId, variables: Variables.optional() }))
      .max(100)
      .default([]),
    terminate: z
      .array(z.strictObject({ elementInstanceKey: Key }))
      .max(100)
      .default([]),
    moves: z
      .array(z.strictObject({ fromElementId: ElementId, toElementId: ElementId }))
      .max(100)
      .default([]),
  })
  .refine(
    ({ activate, terminate, moves }) => activate.length + terminate.length + moves.length > 0,
    "say what is to be activated, terminated or moved",
  );

const MigrateParameters = z.strictObject({
  targetDefinitionKey: Key,
  mapping: z
    .array(z.strictObject({ sourceElementId: ElementId, targetElementId: ElementId }))
    .max(1_000)
    .default([]),
});

const MessageParameters = z.strictObject({
  name: Name,
  correlationKey: z.string().max(1_024).default(""),
  variables: Variables.default({}),
  /** How long an engine that keeps messages keeps it for an instance that does not wait yet. */
  timeToLiveMs: z.coerce.number().int().min(0).max(2_592_000_000).default(60_000),
});

const RECORD_VALUE_MAX = 1_000_000;
const RecordValue = z.string().max(RECORD_VALUE_MAX, "must not be larger than 1 MB").nullable();
const RecordKey = z.string().max(32_768).nullable();
const TopicName = z
  .string()
  .max(249)
  .regex(/^[A-Za-z0-9._-]+$/, "is no name of a topic");
const RecordHeaders = z
  .array(
    z.strictObject({
      name: z
        .string()
        .min(1)
        .max(256)
        .refine((name) => !name.startsWith("throughline-"), "headers that begin with throughline- are ours")
        .refine((name) => name !== "__proto__", "no header of this name can be sent"),
      value: z.string().max(8_192),
    }),
  )
  .max(100);

/** What is left out stays as it was: with nothing given the same bytes are written again. */
const ReplayParameters = z.strictObject({
  value: RecordValue.optional(),
  key: RecordKey.optional(),
  headers: RecordHeaders.optional(),
  targetTopic: TopicName.optional(),
});

const PublishParameters = z.strictObject({
  key: RecordKey.default(null),
  headers: RecordHeaders.default([]),
  value: RecordValue,
});

/** What each action that is offered wants to know; strict, for a mistyped parameter must not be one that is left out. */
export const OPERATION_PARAMETERS = {
  "retry-incident": z.strictObject({ retries }),
  "resolve-incident": NOTHING,
  "edit-and-retry": z.strictObject({
    variables: SomeVariables,
    scope: z.enum(["instance", "element"]).default("instance"),
    retries,
  }),
  "cancel-instance": NOTHING,
  "suspend-instance": NOTHING,
  "resume-instance": NOTHING,
  "restart-instance": NOTHING,
  "set-variables": z.strictObject({ variables: SomeVariables }),
  "modify-instance": ModifyParameters,
  "migrate-instance": MigrateParameters,
  "correlate-message": MessageParameters,
  "complete-user-task": z.strictObject({ variables: Variables.default({}) }),
  /** Null: nobody has it any more. */
  "assign-user-task": z.strictObject({ assignee: z.string().trim().min(1).max(256).nullable() }),
  "replay-record": ReplayParameters,
  "publish-record": PublishParameters,
} as const satisfies Partial<Record<OperationAction, z.ZodType>>;

export type OfferedAction = keyof typeof OPERATION_PARAMETERS;
export type ParametersOf<Action extends OfferedAction> = z.infer<(typeof OPERATION_PARAMETERS)[Action]>;
