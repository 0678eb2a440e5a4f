import { z } from "zod";

/** `$.data.orderId` (a path into the JSON value), `header:traceparent`, or `key` (the record's key as text). */
const FieldPath = z
  .string()
  .max(256)
  .regex(/^(\$(\.[A-Za-z0-9_-]+|\[\d+\])+|header:[A-Za-z0-9_.-]+|key)$/, "use $.a.b, header:name or key");

export const KeyRule = z.strictObject({
  /** Name of the key, `orderId`. Fields that hold the same thing under other names get the same key name. */
  name: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/),
  path: FieldPath,
  role: z.enum(["link", "shared", "ignore"]).default("link"),
  priority: z.int().min(0).max(1000).default(10),
});

export const VariableRule = z.strictObject({
  /** Name of the variable; `*` stands for any run of characters, the first rule that fits counts. */
  variable: z.string().min(1).max(256),
  name: z.string().min(1).max(64),
  role: z.enum(["link", "shared", "ignore"]).default("link"),
  priority: z.int().min(0).max(1000).default(10),
});

/** How the records of some topics are read. The first rule whose pattern matches the topic counts, then the built-in ones. */
export const DecodeRule = z.strictObject({
  /** Topic name; `*` stands for any run of characters. */
  topic: z.string().min(1).max(249),
  format: z.enum(["auto", "json", "cloudevents", "retail", "zeebe", "camunda7", "ignore"]).default("auto"),
  /**
   * true: the topic holds records that a consumer could not handle, whatever its name; false: it never does. A pattern: so do
   * the topics that fit it, for those of this rule, and they are read too. null: names and headers tell.
   */
  deadLetter: z
    .union([z.boolean(), z.string().min(1).max(249)])
    .nullable()
    .default(null),
  /** The observed process that the events belong to. */
  process: z.string().min(1).max(128).nullable().default(null),
  /** For `zeebe` and `camunda7`: name of the engine that these records come from; default is the source's name. */
  engine: z.string().min(1).max(64).nullable().default(null),
  scope: z.string().max(128).default(""),
  type: FieldPath.nullable().default(null),
  time: FieldPath.nullable().default(null),
  producer: FieldPath.nullable().default(null),
  id: FieldPath.nullable().default(null),
  /** Event type of a record without a value: a key was deleted. Without it such a record is no event. */
  tombstone: z.string().min(1).max(256).nullable().default(null),
  keys: z.array(KeyRule).max(50).default([]),
  /** Engine variables that are correlation keys. */
  variables: z.array(VariableRule).max(50).default([]),
  /** Names of keys that attach a case and never tie it, wherever they were found. */
  shared: z.array(z.string().min(1).max(64)).max(100).default([]),
  /** Event types after which a case without engine instances is over. */
  ends: z.array(z.string().max(256)).max(100).default([]),
});

export type KeyRule = z.infer<typeof KeyRule>;
export type VariableRule = z.infer<typeof VariableRule>;
export type DecodeRule = z.infer<typeof DecodeRule>;
